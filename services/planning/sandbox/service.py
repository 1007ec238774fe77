"""The strategic sandbox: all live opportunities of a scope with attractiveness and position, and the open risks."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, any_, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.errors import invalid, missing_row
from services.planning.cycles.models import PlanningCycle
from services.planning.opportunities.models import Opportunity
from services.planning.opportunities.service import HORIZON
from services.planning.scoring_models import rules
from services.planning.scoring_models.models import ScoringModel
from services.planning.scoring_models.service import Scorer
from services.planning.views import customer_card, product_line_card, risk_open, team

MOST = 2000
LIVE = ("found", "proposed", "selected", "given_up", "in_project")
CUT = 50.0

_OPPORTUNITIES = (
    select(
        *Opportunity.__table__.columns,
        HORIZON.label("horizon"),
        customer_card.c.name.label("customer_name"),
        func.count().over().label("total"),
    )
    .outerjoin(customer_card, customer_card.c.id == Opportunity.customer_id)
    .outerjoin(PlanningCycle, PlanningCycle.id == Opportunity.cycle_id)
    .order_by(func.coalesce(Opportunity.expected_revenue, 0).desc(), Opportunity.id)
    .limit(MOST)
)
_RISKS = (
    select(*risk_open.c, customer_card.c.name.label("customer_name"))
    .join(customer_card, customer_card.c.id == risk_open.c.customer_id)
    .order_by((risk_open.c.probability * risk_open.c.impact).desc(), risk_open.c.id)
    .limit(MOST)
)


async def sandbox(
    session: AsyncSession, *, scope: str, key: str | None, cycle_id: uuid.UUID | None, states: Sequence[str] | None
) -> dict[str, Any]:
    """The board of a scope, scored by the cycle's pinned model or by the active one. Three statements."""
    within = _scope(scope, key)
    model = await _model(session, cycle_id)
    statement = _OPPORTUNITIES.where(Opportunity.state.in_(states or LIVE), *within)
    if cycle_id is not None:
        statement = statement.where(Opportunity.cycle_id == cycle_id)
    rows = [dict(row) for row in (await session.execute(statement)).mappings()]
    scorer = Scorer(model.factors, model.position_factors)
    risks: Sequence[Any] = ()
    if scope != "product_line":  # a risk is the customer's, not a product line's
        risks = (await session.execute(_RISKS.where(*_scope(scope, key, of_risks=True)))).mappings().all()
    return {
        "scope": scope,
        "cycle_id": cycle_id,
        "model": model,
        "cut": CUT,
        "total": rows[0]["total"] if rows else 0,
        "opportunities": [_placed(row, scorer) for row in rows],
        "risks": risks,
    }


async def _model(session: AsyncSession, cycle_id: uuid.UUID | None) -> ScoringModel:
    statement = select(ScoringModel)
    if cycle_id is None:
        statement = statement.where(ScoringModel.active)
    else:
        statement = statement.join(PlanningCycle, PlanningCycle.scoring_model_id == ScoringModel.id)
        statement = statement.where(PlanningCycle.id == cycle_id)
    found = await session.scalar(statement)
    if found is None:
        raise missing_row("planning cycle" if cycle_id else "active scoring model", cycle_id or "")
    return found


def _scope(scope: str, key: str | None, *, of_risks: bool = False) -> list[ColumnElement[bool]]:
    """The rows of a scope and of all that lies below it."""
    if scope == "company":
        return []
    if not key:
        raise invalid("query/id", "missing", "needed for this scope", "此范围必须指定")
    if scope == "industry":
        return [func.starts_with(customer_card.c.industry_code, key)]
    if scope == "region":
        return [func.starts_with(customer_card.c.region_code, key)]
    wanted = literal(_uuid(key))
    if scope == "customer":
        mine = risk_open.c.customer_id if of_risks else Opportunity.customer_id
        return [
            mine.in_(
                select(customer_card.c.id).where((customer_card.c.id == wanted) | (customer_card.c.parent_id == wanted))
            )
        ]
    if scope == "team":
        mine = customer_card.c.team_id if of_risks else Opportunity.team_id
        return [mine.in_(select(team.c.id).where(wanted == any_(team.c.path)))]
    lines = select(product_line_card.c.id).where(wanted == any_(product_line_card.c.path))
    return [Opportunity.product_line_id.in_(lines)]


def _uuid(key: str) -> uuid.UUID:
    try:
        return uuid.UUID(key)
    except ValueError:
        raise invalid("query/id", "uuid_parsing", "not an id", "标识格式不正确") from None


def _placed(row: Mapping[str, Any], scorer: Scorer) -> dict[str, Any]:
    attractive, position = scorer.attractiveness(row), scorer.position(row)
    return {
        **row,
        "attractiveness": attractive.score,
        "known_share": attractive.known_share,
        "position": position.score,
        "position_known_share": position.known_share,
        "quadrant": rules.quadrant(attractive.score, position.score, cut=CUT),
    }
