"""All a selection looks at, read set-based: a cycle's candidates with needs and links, the limits and the scores."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.kit.errors import invalid
from services.planning.cycles.models import CycleLimit, PlanningCycle
from services.planning.opportunities.models import Opportunity, OpportunityLink, OpportunityNeed
from services.planning.opportunities.service import HORIZON
from services.planning.scoring_models.models import ScoringModel
from services.planning.scoring_models.service import Scorer
from services.planning.selections.models import Selection
from services.planning.views import customer_card, product_line_card, team

COMMITTED = frozenset({"in_project", "won", "lost"})
"""Work has begun: a correction of the decision cannot give these up."""
SEEN = (
    *("id", "state", "value", "attractiveness", "mandatory", "horizon", "customer_id", "team_id", "class"),
    *("industry_code", "region_code", "line_path", "team_path", "market_space", "expected_revenue", "win_probability"),
)
"""What of a candidate could change the choice, or what a decision sums up."""
TAKEN = COMMITTED | {"selected"}
Key = tuple[uuid.UUID, dt.date]
"""A resource and a quarter."""

_CANDIDATES = (
    select(
        *Opportunity.__table__.columns,
        HORIZON.label("horizon"),
        customer_card.c["class"],
        customer_card.c.industry_code,
        customer_card.c.region_code,
        product_line_card.c.path.label("line_path"),
        team.c.path.label("team_path"),
    )
    .join(customer_card, customer_card.c.id == Opportunity.customer_id)
    .join(PlanningCycle, PlanningCycle.id == Opportunity.cycle_id)
    .outerjoin(product_line_card, product_line_card.c.id == Opportunity.product_line_id)
    .outerjoin(team, team.c.id == Opportunity.team_id)
    .order_by(Opportunity.id)
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a person sets: the objective, a factor on each resource's limits, rules, and the decision to be corrected."""

    cycle_id: uuid.UUID
    objective: str
    limit_scale: Mapping[str, float]
    rules: Mapping[str, Any]
    corrects: uuid.UUID | None

    @classmethod
    def of(cls, row: Selection) -> "Scenario":
        return cls(row.cycle_id, row.objective, row.limit_scale, row.rules, row.corrects)


@dataclass(frozen=True, slots=True)
class Inputs:
    """candidates: rows of opportunities, with `attractiveness`; needs: (opportunity, resource, quarter) → amount;
    links: rows (opportunity_id, other_id, kind, other_title, other_state); limits: unscaled.
    """

    scenario: Scenario
    candidates: Sequence[Mapping[str, Any]]
    needs: Mapping[tuple[uuid.UUID, uuid.UUID, dt.date], Decimal]
    links: Sequence[Mapping[str, Any]]
    limits: Mapping[Key, Decimal]

    def fingerprint(self) -> str:
        """A digest of all that could change the choice or what a decision sums up."""
        seen = [
            [self.scenario.objective, self.scenario.limit_scale, self.scenario.rules, self.scenario.corrects],
            [[row[name] for name in SEEN] for row in self.candidates],
            sorted([str(part) for part in (*key, amount)] for key, amount in self.needs.items()),
            sorted(
                [str(link[name]) for name in ("opportunity_id", "other_id", "kind", "other_state")]
                for link in self.links
            ),
            sorted([str(part) for part in (*key, amount)] for key, amount in self.limits.items()),
        ]
        return hashlib.sha256(orjson.dumps(seen, default=str, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def load(session: AsyncSession, scenario: Scenario) -> Inputs:
    """Five statements, whatever the number of proposals; 422 for an unknown cycle, which only a preview can name.

    Candidates are the proposals of the cycle; for a correction also what the former decision chose and gave up.
    """
    cycle = await session.scalar(select(PlanningCycle).where(PlanningCycle.id == scenario.cycle_id))
    if cycle is None:
        raise invalid("/cycle_id", "unknown_reference", "no such planning cycle", "没有这个规划周期")
    states = TAKEN | {"proposed", "given_up"} if scenario.corrects else {"proposed"}
    mine = (Opportunity.cycle_id == scenario.cycle_id, Opportunity.state.in_(states))
    model = await session.get_one(ScoringModel, cycle.scoring_model_id)
    scorer = Scorer(model.factors, model.position_factors)
    rows = [dict(row) for row in (await session.execute(_CANDIDATES.where(*mine))).mappings()]
    ids = select(Opportunity.id).where(*mine)
    needs = await session.execute(
        select(
            OpportunityNeed.opportunity_id, OpportunityNeed.resource_id, OpportunityNeed.period, OpportunityNeed.amount
        ).where(OpportunityNeed.opportunity_id.in_(ids))
    )
    limits = await session.execute(
        select(CycleLimit.resource_id, CycleLimit.period, CycleLimit.amount).where(
            CycleLimit.cycle_id == scenario.cycle_id
        )
    )
    return Inputs(
        scenario=scenario,
        candidates=[
            row | {"attractiveness": scorer.attractiveness(row).score, "value": value_of(row, scenario.objective)}
            for row in rows
        ],
        needs={(opportunity, resource, period): amount for opportunity, resource, period, amount in needs},
        links=await _links(session, ids),
        limits={(resource, period): amount for resource, period, amount in limits},
    )


def value_of(row: Mapping[str, Any], objective: str) -> Decimal | None:
    """What an opportunity is worth: its risk-adjusted profit, or its risk-adjusted revenue when that is the objective.
    None when a factor is unknown.
    """
    if objective != "revenue":
        return cast("Decimal | None", row["value"])
    if row["win_probability"] is None or row["expected_revenue"] is None:
        return None
    return round(Decimal(str(row["win_probability"])) * cast("Decimal", row["expected_revenue"]), 2)


async def _links(session: AsyncSession, ids: Any) -> Sequence[Mapping[str, Any]]:
    """Links from candidates, and exclusions from anywhere else that name one; each seen from the candidate."""
    end, other = aliased(OpportunityLink), aliased(Opportunity)
    forward = (
        select(
            end.opportunity_id,
            end.other_id,
            end.kind,
            other.title.label("other_title"),
            other.state.label("other_state"),
        )
        .join(other, other.id == end.other_id)
        .where(end.opportunity_id.in_(ids))
    )
    backward = (
        select(
            end.other_id.label("opportunity_id"),
            end.opportunity_id.label("other_id"),
            end.kind,
            other.title.label("other_title"),
            other.state.label("other_state"),
        )
        .join(other, other.id == end.opportunity_id)
        .where(end.kind == "excludes", end.other_id.in_(ids), end.opportunity_id.not_in(ids))
    )
    return [dict(row) for row in (await session.execute(forward.union_all(backward))).mappings()]
