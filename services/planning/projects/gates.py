"""Gates: what they see, what they decide, and the record of every pass, refusal and waiver."""

import dataclasses
import uuid
from typing import Any

from sqlalchemy import and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require
from services.kit.db import utcnow
from services.kit.errors import Conflict, invalid, missing_row
from services.kit.events import note
from services.kit.notify import notify
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.planning.activities.models import Activity
from services.planning.editing import today
from services.planning.opportunities import acts
from services.planning.opportunities.models import Opportunity, OpportunityNeed
from services.planning.power_maps.assessing import missing_for
from services.planning.projects import rules, service
from services.planning.projects.access import require_on_project
from services.planning.projects.models import GateDecision, Project, ProjectMember
from services.planning.projects.schemas import AdvanceIn, GateDecisionOut, ProjectOut
from services.planning.targets.models import Target, TargetGrant

ENDS = {"won_delivered": "won", "lost": "lost", "cancelled": "dropped"}
"""A project's outcome → the state its opportunity ends in."""


async def facts_of(session: AsyncSession, project: Project) -> tuple[rules.ProjectFacts, list[dict[str, Any]]]:
    """What the gates look at, and what the power map lacks in detail."""
    map_missing = await missing_for(session, project) if project.stage == "opportunity" else None
    own = {field.name for field in dataclasses.fields(rules.ProjectFacts)} & set(Project.__table__.columns.keys())
    copied = {name: getattr(project, name) for name in own - {"result_reasons", "milestones", "payments"}}
    facts = rules.ProjectFacts(
        **copied,
        customer_known=True,  # the table allows no project without one
        power_map_missing=None if map_missing is None else tuple(item["code"] for item in map_missing),
        grant_exists=await _granted(session, project),
        manager_known=project.manager_id is not None,
        team_size=await session.scalar(_count(ProjectMember, project)) or 0,
        result_reasons=tuple(project.result_reasons),
        winning_vendor_known=project.winning_vendor_id is not None,
        milestones=len(project.milestones),
        payments=len(project.payments),
        activities_unrated=await session.scalar(_count(Activity, project).where(Activity.state == "reported")) or 0,
    )
    return facts, map_missing or []


def _count(model: type[ProjectMember | Activity], project: Project) -> Any:
    return select(func.count()).select_from(model).where(model.project_id == project.id)


async def _granted(session: AsyncSession, project: Project) -> bool:
    """Whether its team's target grants all that the opportunity needs."""
    lacking = exists().where(
        OpportunityNeed.opportunity_id == Opportunity.id,
        ~exists().where(
            TargetGrant.target_id == Target.id,
            TargetGrant.resource_id == OpportunityNeed.resource_id,
            TargetGrant.period == OpportunityNeed.period,
            TargetGrant.amount >= OpportunityNeed.amount,
        ),
    )
    found = await session.scalar(
        select(Target.id)
        .join(Opportunity, and_(Opportunity.cycle_id == Target.cycle_id, Opportunity.team_id == Target.team_id))
        .where(Opportunity.id == project.opportunity_id, ~lacking)
    )
    return found is not None


def _shown(checks: list[rules.Check], map_missing: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "code": check.code,
            "passed": check.passed,
            "waivable": check.waivable,
            "link": check.link_hint,
            "facts": {**check.facts, **({"missing": map_missing} if check.code == "power_map_good_enough" else {})},
        }
        for check in checks
    ]


async def gate(session: AsyncSession, *, project_id: uuid.UUID, to: rules.Stage | None) -> dict[str, Any]:
    """Every check of the next gate, or of the move `to` as the project stands; writes nothing."""
    project = await session.get(Project, project_id)
    if project is None:
        raise missing_row("project", project_id)
    facts, map_missing = await facts_of(session, project)
    goal = to or rules.next_stage(facts.stage) or facts.stage
    checks = rules.move(facts, goal, outcome=_outcome(project)) if to else rules.gate(facts)
    return {
        "from": project.stage,
        "to": goal,
        "passed": rules.may_pass(checks),
        "checks": _shown(checks, map_missing),
    }


def _outcome(project: Project) -> Any:
    return project.outcome


async def advance(
    session: AsyncSession, *, me: Principal, project_id: uuid.UUID, data: AdvanceIn
) -> ProjectOut | Conflict:
    """Move a project. A refusal is returned, not raised: its record has to be committed with the answer 409."""
    project = await service.locked(session, project_id)
    if data.waive:
        require(me, "planning:waive")
    else:
        await require_on_project(session, me, project)
    service.require_open(project)
    facts, map_missing = await facts_of(session, project)
    if rules.STAGES.index(data.to) < rules.STAGES.index(facts.stage):
        return await _back(session, project, data)
    if data.waive and not data.reason:
        raise invalid("/reason", "missing", "a waiver needs a written reason", "豁免须写明理由")
    outcome = data.outcome or _outcome(project)
    checks = rules.move(facts, data.to, reason=data.reason, outcome=outcome)
    missing = rules.missing(checks)
    through = rules.may_pass(checks, waived=data.waive)
    decision = GateDecision(
        project_id=project.id,
        customer_id=project.customer_id,
        from_stage=project.stage,
        to_stage=data.to,
        decision="passed" if not missing else "waived" if through else "refused",
        checks=_shown(checks, map_missing),
        reason=data.reason,
        decided_by=me.id,
        decided_by_name=me.name,
    )
    session.add(decision)
    note(session, decision, f"gate {decision.decision}", data.reason)
    if not through:
        await session.flush()
        about: dict[str, Any] = {"entity": "project", "entity_id": project.id, "customer_id": project.customer_id}
        await notify(session, [project.manager_id], "gate_refused", **about, title=project.name, text=data.to)
        return Conflict(
            "The gate is not passed yet; see what is missing.",
            "尚未通过该阶段的评审,请查看缺少的内容。",
            code="gate_refused",
            to=data.to,
            missing=_shown(missing, map_missing),
        )
    _enter(session, project, data)
    if data.to == "closed":
        await _close(session, project, outcome=outcome, reason=data.reason)
    await session.flush()
    return await service.get(session, project_id=project.id)


async def _back(session: AsyncSession, project: Project, data: AdvanceIn) -> ProjectOut:
    if not data.reason:
        raise invalid("/reason", "missing", "say why it goes back", "请说明退回原因")
    _enter(session, project, data)
    await session.flush()
    return await service.get(session, project_id=project.id)


def _enter(session: AsyncSession, project: Project, data: AdvanceIn) -> None:
    project.stage, project.stage_entered_at = data.to, utcnow()
    note(session, project, f"stage {data.to}", data.reason)


async def _close(session: AsyncSession, project: Project, *, outcome: Any, reason: str) -> None:
    project.outcome, project.closed_on = outcome, today()
    if outcome == "lost":
        project.result = "lost"
    await acts.close(
        session,
        opportunity_id=project.opportunity_id,
        outcome=ENDS[outcome],  # type: ignore[arg-type] # the three states above
        on=project.closed_on,
        value=project.value if outcome == "won_delivered" else None,
        reason=reason or project.result_note,
    )


async def decisions(session: AsyncSession, *, project_id: uuid.UUID, query: PageQuery) -> dict[str, Any]:
    """The latest first."""
    statement = select(GateDecision).where(GateDecision.project_id == project_id)
    return await page(session, statement, by=[GateDecision.id], query=query, item=GateDecisionOut, descending=True)
