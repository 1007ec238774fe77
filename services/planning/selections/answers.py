"""What the solver found, as the rows that are stored and shown. Pure."""

import math
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.planning.selections.board import PROFIT_FIELDS, REVENUE_FIELDS, Board, scaled
from services.planning.selections.inputs import COMMITTED, Inputs, Key
from services.planning.selections.solver import Result
from services.planning.selections.solver_curves import MarginalValue
from services.planning.selections.solver_explain import Explanation, Reason

OPPORTUNITY_REASONS = frozenset({"needed_by", "excluded_by", "needs_missing"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A result with its explanations and marginal values; both empty when no plan was found."""

    result: Result
    explanations: Sequence[Explanation]
    gains: Sequence[MarginalValue]


def summary(board: Board, result: Result) -> dict[str, Any]:
    """What a selection and a preview say of a result."""
    chosen = [row for row, taken in zip(board.rows, result.chosen, strict=True) if taken]
    return {
        "status": result.status,
        "value": round(result.value, 2) if result.found else None,
        "bound": round(result.bound, 2) if math.isfinite(result.bound) else None,
        "profit": float(sum(row["value"] or 0 for row in chosen)) if result.found and not _by_revenue(board) else None,
        "gap": result.gap if math.isfinite(result.gap) else None,
        "chosen_count": len(chosen) if result.found else None,
        "proposal_count": len(board.rows) + len(board.unvalued),
        "unvalued_count": len(board.unvalued),
        "conflict": [board.rule(rule) for rule in result.conflict],
    }


def choices(board: Board, answer: Answer) -> list[dict[str, Any]]:
    """One row a candidate: chosen first, then by value."""
    rows = [
        _choice(
            row,
            chosen=explanation.chosen,
            reasons=_reasons(board, explanation),
            takes=_takes(board, answer.result, explanation),
        )
        for row, explanation in zip(board.rows, answer.explanations, strict=True)
    ]
    rows += [
        _choice(row, chosen=False, reasons=_unknown(row), takes=_nothing(_missing_fields(board, row)))
        for row in board.unvalued
    ]
    rows.sort(key=lambda found: (not found["chosen"], -float(found["value"] or 0), str(found["opportunity_id"])))
    return [{**row, "rank": rank} for rank, row in enumerate(rows, start=1)]


def _choice(
    row: Mapping[str, Any],
    *,
    chosen: bool,
    reasons: list[dict[str, Any]],
    takes: dict[str, Any],
) -> dict[str, Any]:
    return {
        "opportunity_id": row["id"],
        "chosen": chosen,
        "value": row["value"],
        "attractiveness": row["attractiveness"],
        "reasons": reasons,
        "takes": takes,
    }


def used(inputs: Inputs, chosen: set[uuid.UUID]) -> dict[Key, float]:
    """What these opportunities need of each resource and quarter, limited or not; 0 where only others need it."""
    amounts: dict[Key, float] = defaultdict(float, dict.fromkeys(inputs.limits, 0.0))
    for (opportunity_id, resource_id, period), amount in inputs.needs.items():
        amounts[resource_id, period] += float(amount) if opportunity_id in chosen else 0.0
    return {key: round(amount, 2) for key, amount in amounts.items()}


def usage(board: Board, answer: Answer) -> list[dict[str, Any]]:
    """One row a resource and quarter, with what more of it would be worth."""
    gains: Mapping[int, list[MarginalValue]] = defaultdict(list)
    for gain in answer.gains:
        gains[gain.limit].append(gain)
    place = {key: i for i, key in enumerate(board.limits)}
    return [
        {
            **row,
            "gains": [
                {
                    "step": gain.step,
                    "gain": _cents(gain.gain),
                    "gain_at_least": _cents(gain.gain_at_least),
                    "gain_at_most": _cents(gain.gain_at_most),
                }
                for gain in gains[place.get((row["resource_id"], row["period"]), -1)]
            ],
        }
        for row in use(board, answer.result)
    ]


def use(board: Board, result: Result) -> list[dict[str, Any]]:
    """Limit, null for none, and use of each resource and quarter."""
    amounts = used(board.inputs, chosen_ids(board, result))
    return [
        {
            "resource_id": key[0],
            "period": key[1],
            "limit": scaled(board.inputs, key) if key in board.inputs.limits else None,
            "used": amount,
        }
        for key, amount in sorted(amounts.items(), key=lambda item: (item[0][1], str(item[0][0])))
    ]


def chosen_ids(board: Board, result: Result) -> set[uuid.UUID]:
    return {row["id"] for row, taken in zip(board.rows, result.chosen, strict=True) if taken}


def _reasons(board: Board, explanation: Explanation) -> list[dict[str, Any]]:
    row = board.rows[explanation.index]
    if explanation.chosen and row["state"] in COMMITTED:
        return [_reason("committed")]
    outside = board.outside.get(row["id"], [])
    reasons = [_reason(code, opportunities=[other]) for code, other in outside]
    forbidden = {str(key) for key in board.inputs.scenario.rules["locked_out"]}
    by_hand = str(row["id"]) in forbidden  # else it is locked out for what stands outside
    return reasons + [
        _pointed(board, reason) for reason in explanation.reasons if by_hand or reason.code != "forbidden"
    ]


def _pointed(board: Board, reason: Reason) -> dict[str, Any]:
    if reason.code in OPPORTUNITY_REASONS:
        return _reason(reason.code, opportunities=board.references(reason.subjects))
    if reason.code == "limit":
        return _reason(reason.code, limits=[board.limit(i) for i in reason.subjects])
    if reason.code == "group_limit":
        return _reason(reason.code, groups=[board.groups[i] for i in reason.subjects])
    return _reason(reason.code)


def _reason(code: str, **subjects: list[dict[str, Any]]) -> dict[str, Any]:
    return {"code": code, "opportunities": [], "limits": [], "groups": [], **subjects}


def _by_revenue(board: Board) -> bool:
    return board.inputs.scenario.objective == "revenue"


def _missing_fields(board: Board, row: Mapping[str, Any]) -> list[str]:
    fields = REVENUE_FIELDS if _by_revenue(board) else PROFIT_FIELDS
    return [name for name in fields if row[name] is None]


def _unknown(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [_reason("value_unknown" if row["value"] is None else "attractiveness_unknown")]


def _nothing(fields: list[str]) -> dict[str, Any]:
    return {
        "regret": None,
        "regret_is_bound": False,
        "regret_at_most": None,
        "fields": fields,
        "needs_more": [],
        "leaves": [],
        "enters": [],
        "blocked_by": None,
    }


def _takes(board: Board, result: Result, explanation: Explanation) -> dict[str, Any]:
    missing = []
    for i in explanation.needs_more.nonzero()[0].tolist():
        room = scaled(board.inputs, board.limits[i]) - float(result.usage[i])
        amount = round(float(board.problem.needs[explanation.index, i]) - room, 2)
        if amount > 0:
            missing.append({**board.limit(i), "amount": amount})
    return _nothing([]) | {
        "regret": _cents(explanation.regret),
        "regret_is_bound": explanation.regret_is_bound,
        "regret_at_most": _cents(explanation.regret_at_most),
        "needs_more": missing,
        "leaves": board.references(explanation.leaves),
        "enters": board.references(explanation.enters),
        "blocked_by": board.rule(explanation.blocked_by) if explanation.blocked_by else None,
    }


def _cents(amount: float | None) -> float | None:
    return None if amount is None or not math.isfinite(amount) else round(amount, 2)
