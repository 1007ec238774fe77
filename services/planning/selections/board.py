"""A selection's inputs as the solver's problem, and the way back from its indices to records. Pure.

Not every candidate enters the problem: one whose value is unknown is left out, with its reason; one that needs, or is
excluded by, an opportunity that is no candidate here is locked out, unless that other one settles it.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from services.kit.errors import Conflict
from services.planning.selections.inputs import COMMITTED, TAKEN, Inputs, Key
from services.planning.selections.solver_model import TOLERANCE
from services.planning.selections.solver_problem import Group, Problem, Rule

PROFIT_FIELDS = ("win_probability", "market_space", "margin_percent")
REVENUE_FIELDS = ("win_probability", "expected_revenue")
GROUP_FIELD = {
    "customer": "customer_id",
    "class": "class",
    "industry": "industry_code",
    "region": "region_code",
    "product_line": "product_line_id",
    "team": "team_id",
    "horizon": "horizon",
}
PATH = {"product_line": "line_path", "team": "team_path"}
HALF_CENT = 0.005


@dataclass(frozen=True, slots=True)
class Board:
    """problem over `rows` (n, the candidates that take part) and `limits` (m, resource and quarter with a limit)."""

    problem: Problem
    rows: Sequence[Mapping[str, Any]]
    limits: Sequence[Key]
    groups: Sequence[dict[str, Any]]
    unvalued: Sequence[Mapping[str, Any]]
    outside: Mapping[uuid.UUID, list[tuple[str, dict[str, Any]]]]
    inputs: Inputs

    def reference(self, index: int) -> dict[str, Any]:
        row = self.rows[index]
        return {"id": str(row["id"]), "title": row["title"]}

    def references(self, indices: Iterable[int]) -> list[dict[str, Any]]:
        return [self.reference(index) for index in indices]

    def limit(self, index: int) -> dict[str, Any]:
        resource_id, period = self.limits[index]
        return {"resource_id": str(resource_id), "period": period.isoformat()}

    def rule(self, rule: Rule) -> dict[str, Any]:
        """A rule of the solver as RuleOut."""
        of_limit, of_group = rule.kind == "limit", rule.kind.startswith("group")
        tied = [] if of_limit or of_group else [i for i in (rule.first, rule.second) if i is not None]
        return {
            "code": rule.kind,
            "limit": self.limit(rule.first) if of_limit else None,
            "group": self.groups[rule.first] if of_group else None,
            "opportunities": self.references(tied),
        }


def worth(row: Mapping[str, Any], objective: str) -> float | None:
    """What choosing it adds to the objective; None when that is unknown. Work that has begun counts as 0 then."""
    attractiveness = 100.0 if objective in {"profit", "revenue"} else row["attractiveness"]
    if row["value"] is None or attractiveness is None:
        return 0.0 if row["state"] in COMMITTED else None
    share = attractiveness / 100
    return float(row["value"]) * ((1 + share) / 2 if objective == "blend" else share)


def build(inputs: Inputs) -> Board:
    """Raises Conflict `lock_not_possible` when what is locked in is no candidate or has no value."""
    rules = inputs.scenario.rules
    worths = {row["id"]: worth(row, inputs.scenario.objective) for row in inputs.candidates}
    rows = [row for row in inputs.candidates if worths[row["id"]] is not None]
    index = {row["id"]: i for i, row in enumerate(rows)}
    locked_in = [uuid.UUID(str(key)) for key in rules["locked_in"]]
    _require_lockable(locked_in, index, worths)
    requires, excludes, outside = _links(inputs, index)
    limits = sorted(inputs.limits, key=lambda key: (key[1], str(key[0])))
    place = {key: i for i, key in enumerate(limits)}
    needs = np.zeros((len(rows), len(limits)))
    for (opportunity_id, resource_id, period), amount in inputs.needs.items():
        if opportunity_id in index and (resource_id, period) in place:
            needs[index[opportunity_id], place[resource_id, period]] = float(amount)
    groups, names = _groups(rules, rows)
    committed = {i for i, row in enumerate(rows) if row["state"] in COMMITTED}
    by_hand = {index[key] for key in map(uuid.UUID, map(str, rules["locked_out"])) if key in index}
    problem = Problem(
        values=np.array([worths[row["id"]] for row in rows], dtype=np.float64),
        needs=needs,
        limits=np.array([_sharp(scaled(inputs, key)) for key in limits], dtype=np.float64),
        requires=tuple(requires),
        excludes=tuple(excludes),
        mandatory=frozenset(i for i, row in enumerate(rows) if row["mandatory"]),
        locked_in=frozenset({index[key] for key in locked_in} | committed),
        locked_out=frozenset(by_hand | {index[key] for key in outside}),
        groups=tuple(groups),
    )
    unvalued = [row for row in inputs.candidates if worths[row["id"]] is None]
    return Board(problem, rows, limits, names, unvalued, outside, inputs)


def scaled(inputs: Inputs, key: Key) -> float:
    """A limit times the scenario's factor for its resource."""
    return round(float(inputs.limits[key]) * inputs.scenario.limit_scale.get(str(key[0]), 1.0), 2)


def _sharp(limit: float) -> float:
    """The solver forgives a share of 1e-9, which is more than a cent from ten million up: keep it below one cent."""
    return (limit + HALF_CENT) / (1 + TOLERANCE) if limit * TOLERANCE > HALF_CENT else limit


def _require_lockable(
    locked_in: Sequence[uuid.UUID], index: Mapping[uuid.UUID, int], worths: Mapping[uuid.UUID, float | None]
) -> None:
    missing = [
        {"code": "value_unknown" if key in worths else "not_a_candidate", "opportunity_id": key}
        for key in locked_in
        if key not in index
    ]
    if missing:
        raise Conflict(
            "Something locked in cannot be chosen: it is no proposal of this cycle, or its value is unknown.",
            "锁定选中的机会点无法入选:不是本周期的申报,或其价值未知。",
            code="lock_not_possible",
            missing=missing,
        )


def _links(
    inputs: Inputs, index: Mapping[uuid.UUID, int]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]], dict[uuid.UUID, list[tuple[str, dict[str, Any]]]]]:
    requires: list[tuple[int, int]] = []
    excludes: list[tuple[int, int]] = []
    outside: dict[uuid.UUID, list[tuple[str, dict[str, Any]]]] = {}
    for link in inputs.links:
        mine, other = link["opportunity_id"], link["other_id"]
        if mine not in index:
            continue
        if other in index:
            (requires if link["kind"] == "needs" else excludes).append((index[mine], index[other]))
        elif (link["kind"] == "needs") != (link["other_state"] in TAKEN):
            code = "needs_outside" if link["kind"] == "needs" else "excluded_outside"
            outside.setdefault(mine, []).append((code, {"id": str(other), "title": link["other_title"]}))
    return requires, excludes, outside


def _groups(rules: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> tuple[list[Group], list[dict[str, Any]]]:
    """The groups of the rules, and how each is named to people, in the same order."""
    found: list[tuple[Group, dict[str, Any]]] = []
    money = tuple(float(row["value"] or 0) for row in rows)

    def add(by: str, key: str | None, members: list[int], **bounds: Any) -> None:
        name = {"by": by, "key": key}
        found.append((Group(name=f"{by}:{key or ''}", members=tuple(members), **bounds), name))

    if rules["min_share_mid_long"] is not None:
        late = [i for i, row in enumerate(rows) if row["horizon"] in {"mid", "long"}]
        add("mid_long", None, late, weights=money, share=True, at_least=rules["min_share_mid_long"])
    if rules["min_strategic"] is not None:
        strategic = [i for i, row in enumerate(rows) if row["class"] == "S"]
        add("class", "S", strategic, at_least=float(rules["min_strategic"]))
    each = [{"by": "customer", "key": None, "measure": "count", "share": False, "at_least": None}]
    each = [{**rule, "at_most": rules["max_per_customer"]} for rule in each if rules["max_per_customer"] is not None]
    for rule in (*each, *rules["groups"]):
        keys = [rule["key"]] if rule["key"] is not None else _keys(rule["by"], rows)
        for key in keys:
            add(
                rule["by"],
                key,
                [i for i, row in enumerate(rows) if _belongs(row, rule["by"], key)],
                weights=money if rule["measure"] == "value" else None,
                share=rule["share"],
                at_least=_number(rule["at_least"]),
                at_most=_number(rule["at_most"]),
            )
    return [group for group, _ in found], [name for _, name in found]


def _keys(by: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return sorted({str(row[GROUP_FIELD[by]]) for row in rows if row[GROUP_FIELD[by]] is not None})


def _belongs(row: Mapping[str, Any], by: str, key: str) -> bool:
    """Teams, product lines, industries and regions include what lies below them."""
    if by in PATH:
        return key in {str(part) for part in row[PATH[by]] or ()}
    own = row[GROUP_FIELD[by]]
    if own is None:
        return False
    return str(own).startswith(key) if by in {"industry", "region"} else str(own) == key


def _number(bound: float | None) -> float | None:
    return None if bound is None else float(bound)
