"""Plans with one decision turned round, made greedily from a plan: what leaves to let a proposal in, what comes instead."""

from collections.abc import Iterator

import numpy as np

from services.planning.selections.solver_model import Model
from services.planning.selections.solver_problem import BoolArray, IntArray


def exchanges(model: Model, plan: BoolArray, j: int, order: IntArray) -> Iterator[BoolArray]:
    """Plans that keep every rule and turn the decision on j; possibly none, though one may exist.

    `order` is the order in which free room is filled again.
    """
    for candidate in _without(model, plan, j, order) if plan[j] else _with(model, plan, j, order):
        if candidate[j] != plan[j] and model.feasible(candidate):
            yield candidate


def _without(model: Model, plan: BoolArray, j: int, order: IntArray) -> Iterator[BoolArray]:
    new = plan.copy()
    new[model.closure([j], model.dependents)] = False
    new_order = order[order != j]
    banned = model.banned[j]
    model.banned[j] = True  # nothing may bring it back as its need
    model.fill(new, new_order)
    model.banned[j] = banned
    yield new


def _with(model: Model, plan: BoolArray, j: int, order: IntArray) -> Iterator[BoolArray]:
    bundle = model.closure([j], model.needed)
    rivals = [rival for k in bundle for rival in model.rivals.get(k, ()) if plan[rival]]
    for whole in (True, False):
        new = plan.copy()
        new[bundle] = True
        new[model.closure(rivals, model.dependents)] = False
        if new[bundle].all() and _make_room(model, new, bundle, whole=whole):
            model.fill(new, order)
            yield new


def _make_room(model: Model, plan: BoolArray, bundle: list[int], *, whole: bool) -> bool:
    """Take out what costs the least value per part of the excess it removes, in place, until no rule is broken.

    `whole` prefers one proposal that removes the excess alone.
    """
    stays = model.forced.copy()
    stays[bundle] = True
    while True:
        excess = model.excess(model.activity(plan))
        broken = np.flatnonzero(excess)
        if not broken.size:
            return True
        candidates = np.flatnonzero(plan & ~stays)
        parts = model.coefficients[np.ix_(candidates, broken)] / excess[broken]
        relief = np.clip(parts, 0.0, 1.0).sum(axis=1)
        useful = relief > 0
        if not useful.any():
            return False
        values = model.values[candidates]
        cost = np.where(useful, np.maximum(values, 0.0) / np.where(useful, relief, 1.0), np.inf)
        alone = relief >= broken.size
        if whole and alone.any():
            cost = np.where(alone, values, np.inf)
        k = int(candidates[np.argmin(cost)])
        leaving = model.closure([k], model.dependents)
        if stays[leaving].any():
            stays[k] = True
        else:
            plan[leaving] = False
