"""The problem as arrays, what the heuristics, the checks and HiGHS all work on."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from highspy import HighsLp, HighsVarType, MatrixFormat, ObjSense, kHighsInf

from services.planning.selections.solver_problem import BoolArray, FloatArray, IntArray, Problem, Rule, RuleKind

# Sums of floats: a limit counts as kept up to this share of itself, nothing more.
TOLERANCE = 1e-9


@dataclass(slots=True, eq=False)
class Model:
    """Rows lower ≤ coefficientsᵀx ≤ upper (n × rows, dense), pairs, and the forced and forbidden proposals."""

    values: FloatArray
    coefficients: FloatArray
    lower: FloatArray
    upper: FloatArray
    requires: list[tuple[int, int]]
    excludes: list[tuple[int, int]]
    forced: BoolArray
    banned: BoolArray
    needed: dict[int, list[int]]
    dependents: dict[int, list[int]]
    row_rules: list[Rule]
    rivals: dict[int, list[int]]

    def activity(self, plan: BoolArray) -> FloatArray:
        return plan.astype(np.float64) @ self.coefficients

    def feasible(self, plan: BoolArray) -> bool:
        """Whether a plan (n booleans) keeps every rule, up to TOLERANCE."""
        if (self.forced & ~plan).any() or (self.banned & plan).any():
            return False
        if any(plan[i] and not plan[j] for i, j in self.requires):
            return False
        if any(plan[i] and plan[j] for i, j in self.excludes):
            return False
        return bool((self.excess(self.activity(plan)) == 0).all())

    def excess(self, activity: FloatArray) -> FloatArray:
        """Per row: how far above its maximum (positive) or below its minimum (negative); 0 when kept."""
        over = np.maximum(0.0, activity - self.upper)
        under = np.maximum(0.0, self.lower - activity)
        over[over <= TOLERANCE * np.maximum(1.0, np.abs(self.upper))] = 0.0
        under[under <= TOLERANCE * np.maximum(1.0, np.abs(self.lower))] = 0.0
        return over - under

    def closure(self, start: Iterable[int], links: dict[int, list[int]]) -> list[int]:
        """`start` and everything reached over `links` (needed or dependents)."""
        found = list(dict.fromkeys(start))
        if not links:
            return found
        seen = set(found)
        for index in found:  # grows while it is read
            fresh = [other for other in links.get(index, ()) if other not in seen]
            seen.update(fresh)
            found.extend(fresh)
        return found

    def fill(self, plan: BoolArray, order: IntArray) -> None:
        """Add proposals of positive value in `order` (indices), each with all it needs, unless a rule suffers. In place.

        Repeats until a pass adds nothing: a share may allow later what it refused before.
        """
        activity = self.activity(plan)
        with_needs = np.zeros(plan.shape, dtype=np.bool_)
        with_needs[list(self.needed)] = True
        added = True
        while added:
            added = False
            open_ones = self.keeps(activity, activity + self.coefficients).all(axis=1) | with_needs
            open_ones &= ~plan & ~self.banned & (self.values > 0)
            for j in order[open_ones[order]].tolist():
                bundle = [k for k in self.closure([j], self.needed) if not plan[k]]
                if not bundle or self.values[bundle].sum() <= 0 or self._barred(plan, bundle):
                    continue
                new = activity + self.coefficients[bundle].sum(axis=0)
                if self.keeps(activity, new).all():
                    plan[bundle] = True
                    activity, added = new, True

    def keeps(self, old: FloatArray, new: FloatArray) -> BoolArray:
        """Per row: whether going from one activity to another keeps the rule, or at least makes it no worse."""
        upper = np.maximum(self.upper + TOLERANCE * np.maximum(1.0, np.abs(self.upper)), old)
        lower = np.minimum(self.lower - TOLERANCE * np.maximum(1.0, np.abs(self.lower)), old)
        kept: BoolArray = (new <= upper) & (new >= lower)
        return kept

    def _barred(self, plan: BoolArray, bundle: list[int]) -> bool:
        if self.banned[bundle].any():
            return True
        inside = set(bundle)
        return any(plan[rival] or rival in inside for k in bundle for rival in self.rivals.get(k, ()))

    def lp(self, *, integer: bool, objective: bool = True) -> HighsLp:
        """The model for HiGHS, scaled by powers of two: no rounding, and its absolute tolerances suit any unit."""
        size, _ = self.coefficients.shape
        scale = self.row_scale()
        matrix = (self.coefficients * scale).T
        row, column = np.nonzero(matrix)
        pairs = np.array([*self.requires, *self.excludes], dtype=np.int32).reshape(-1, 2)
        signs = np.array([1.0, -1.0] * len(self.requires) + [1.0, 1.0] * len(self.excludes))
        lp = HighsLp()
        lp.sense_ = ObjSense.kMaximize
        lp.num_col_, lp.num_row_ = size, matrix.shape[0] + len(pairs)
        lp.col_cost_ = self.values * self.objective_scale() if objective else np.zeros(size)
        lp.col_lower_ = self.forced.astype(np.float64)
        lp.col_upper_ = np.maximum(1.0 - self.banned, 0.0)
        lp.row_lower_ = _bounds(np.concatenate([self.lower * scale, np.full(len(pairs), -np.inf)]))
        lp.row_upper_ = _bounds(
            np.concatenate([self.upper * scale, np.zeros(len(self.requires)), np.ones(len(self.excludes))])
        )
        lengths = np.concatenate([np.bincount(row, minlength=matrix.shape[0]), np.full(len(pairs), 2)])
        lp.a_matrix_.format_ = MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        lp.a_matrix_.index_ = np.concatenate([column, pairs.ravel()]).astype(np.int32)
        lp.a_matrix_.value_ = np.concatenate([matrix[row, column], signs])
        if integer:
            lp.integrality_ = [HighsVarType.kInteger] * size
        return lp

    def row_scale(self) -> FloatArray:
        """The factor each row is multiplied by in `lp`."""
        return _power_of_two(np.abs(self.coefficients).max(axis=0, initial=0.0))

    def objective_scale(self) -> float:
        """The factor the values are multiplied by in `lp`."""
        return float(_power_of_two(np.abs(self.values).max(axis=0, initial=0.0)))


def build(problem: Problem, keep: AbstractSet[Rule] | None = None) -> Model:
    """Arrays of a problem; with `keep`, of those rules alone. Limits come first, in their order."""
    kept = set(problem.rules()) if keep is None else keep
    size = problem.values.shape[0]
    columns: list[FloatArray] = []
    rules: list[Rule] = []
    lower: list[float] = []
    upper: list[float] = []
    for i, amount in enumerate(problem.limits):
        rule = Rule("limit", i)
        if rule in kept:
            rules.append(rule)
            columns.append(problem.needs[:, i])
            lower.append(-np.inf)
            upper.append(float(amount))
    for g, group in enumerate(problem.groups):
        weights = np.ones(size) if group.weights is None else np.asarray(group.weights, dtype=np.float64)
        inside = np.zeros(size)
        inside[list(group.members)] = weights[list(group.members)]
        bounds: tuple[tuple[RuleKind, float | None], ...] = (
            ("group_at_least", group.at_least),
            ("group_at_most", group.at_most),
        )
        for kind, bound in bounds:
            rule = Rule(kind, g)
            if bound is None or rule not in kept:
                continue
            rules.append(rule)
            columns.append(inside - bound * weights if group.share else inside)
            edge = 0.0 if group.share else bound
            lower.append(edge if kind == "group_at_least" else -np.inf)
            upper.append(edge if kind == "group_at_most" else np.inf)
    requires = [pair for pair in dict.fromkeys(problem.requires) if Rule("requires", *pair) in kept]
    excludes = [pair for pair in dict.fromkeys(problem.excludes) if Rule("excludes", *pair) in kept]
    forced = [i for i in problem.mandatory if Rule("mandatory", i) in kept]
    forced += [i for i in problem.locked_in if Rule("locked_in", i) in kept]
    banned = [i for i in problem.locked_out if Rule("locked_out", i) in kept]
    return Model(
        values=problem.values,
        coefficients=np.column_stack(columns) if columns else np.zeros((size, 0)),
        lower=np.array(lower),
        upper=np.array(upper),
        requires=requires,
        excludes=excludes,
        forced=_mask(size, forced),
        banned=_mask(size, banned),
        needed=_links(requires),
        dependents=_links([(j, i) for i, j in requires]),
        row_rules=rules,
        rivals=_links([*excludes, *[(j, i) for i, j in excludes]]),
    )


def _mask(size: int, indices: list[int]) -> BoolArray:
    mask = np.zeros(size, dtype=np.bool_)
    mask[indices] = True
    return mask


def _links(pairs: list[tuple[int, int]]) -> dict[int, list[int]]:
    links: dict[int, list[int]] = {}
    for i, j in pairs:
        links.setdefault(i, []).append(j)
    return links


def _power_of_two(largest: FloatArray) -> FloatArray:
    """Brings the largest number of a row between 64 and 128."""
    safe = np.where(largest > 0, largest, 1.0)
    scale: FloatArray = np.exp2(6 - np.floor(np.log2(safe)))
    return scale


def _bounds(bounds: FloatArray) -> FloatArray:
    return np.clip(bounds, -kHighsInf, kHighsInf)
