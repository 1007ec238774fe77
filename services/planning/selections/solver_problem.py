"""What a selection is asked: proposals with values and needs, limits, and rules between them. Pure data, checked once.

Problem ─ values (n) · needs (n, m) ≤ limits (m) · requires · excludes · mandatory · locked in / out · groups
   └ rules() ─ every rule as a named Rule, so that a conflict or a refusal can point at it
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]
RuleKind = Literal[
    "limit", "group_at_least", "group_at_most", "requires", "excludes", "mandatory", "locked_in", "locked_out"
]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule by name.

    `first` is the index of the limit, the group, or the proposal; `second` the other proposal of a pair.
    """

    kind: RuleKind
    first: int
    second: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A minimum and a maximum over some proposals, e.g. one customer's or one horizon's.

    Measured in chosen proposals, or in `weights` (n values, one per proposal of the problem: money, value, …).
    With `share=True` the bounds are shares 0..1 of the same measure over everything chosen.
    """

    name: str
    members: tuple[int, ...]
    weights: tuple[float, ...] | None = None
    share: bool = False
    at_least: float | None = None
    at_most: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Choose x in {0,1}^n to maximise values·x with needsᵀx ≤ limits and the rules below.

    values (n) in money or points, may be ≤ 0 (then chosen only when forced); needs (n, m) ≥ 0 in the unit of each
    limit; limits (m), np.inf for "no limit"; requires (i, j): i only with j; excludes (i, j): not both.
    Indices are positions 0..n-1. Raises ValueError naming the field that is wrong.
    """

    values: FloatArray
    needs: FloatArray
    limits: FloatArray
    requires: tuple[tuple[int, int], ...] = ()
    excludes: tuple[tuple[int, int], ...] = ()
    mandatory: frozenset[int] = frozenset()
    locked_in: frozenset[int] = frozenset()
    locked_out: frozenset[int] = frozenset()
    groups: tuple[Group, ...] = field(default=())

    def __post_init__(self) -> None:
        size = self.values.shape[0] if self.values.ndim == 1 else -1
        if size < 0 or not np.isfinite(self.values).all():
            raise ValueError("values: one finite number per proposal")
        if self.limits.ndim != 1 or np.isnan(self.limits).any():
            raise ValueError("limits: one number per limit")
        if self.needs.shape != (size, self.limits.shape[0]):
            raise ValueError(f"needs: shape {self.needs.shape}, expected {(size, self.limits.shape[0])}")
        if not np.isfinite(self.needs).all() or (self.needs < 0).any():
            raise ValueError("needs: finite and not negative")
        for name, pairs in (("requires", self.requires), ("excludes", self.excludes)):
            if any(i == j or not (0 <= i < size and 0 <= j < size) for i, j in pairs):
                raise ValueError(f"{name}: two different proposals of 0..{size - 1}")
        for name, indices in (
            ("mandatory", self.mandatory),
            ("locked_in", self.locked_in),
            ("locked_out", self.locked_out),
            ("groups", frozenset(index for group in self.groups for index in group.members)),
        ):
            if any(not 0 <= index < size for index in indices):
                raise ValueError(f"{name}: outside 0..{size - 1}")
        for group in self.groups:
            _check_group(group, size)

    @property
    def forced(self) -> frozenset[int]:
        """Proposals that must be chosen."""
        return self.mandatory | self.locked_in

    def rules(self) -> Iterator[Rule]:
        """Every rule of the problem, once, hand-made decisions first and limits last."""
        yield from (Rule("locked_in", i) for i in sorted(self.locked_in))
        yield from (Rule("locked_out", i) for i in sorted(self.locked_out))
        yield from (Rule("mandatory", i) for i in sorted(self.mandatory))
        yield from (Rule("requires", i, j) for i, j in dict.fromkeys(self.requires))
        yield from (Rule("excludes", i, j) for i, j in dict.fromkeys(self.excludes))
        yield from (Rule("group_at_least", g) for g, group in enumerate(self.groups) if group.at_least is not None)
        yield from (Rule("group_at_most", g) for g, group in enumerate(self.groups) if group.at_most is not None)
        yield from (Rule("limit", i) for i in range(self.limits.shape[0]))


def _check_group(group: Group, size: int) -> None:
    if group.weights is not None and (len(group.weights) != size or not np.isfinite(group.weights).all()):
        raise ValueError(f"groups: {group.name}: one finite weight per proposal")
    for bound in (group.at_least, group.at_most):
        if bound is not None and (not np.isfinite(bound) or (group.share and not 0 <= bound <= 1)):
            raise ValueError(f"groups: {group.name}: bounds are finite, shares are 0..1")
