"""Insights: dated analyses that are drafted, then published with what came of them, and from then on stand."""

import uuid
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import events, search
from services.kit.auth import require_on_customer
from services.kit.db import utcnow
from services.kit.errors import Conflict, missing_row
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.kit.versions import require_version
from services.records import rows
from services.records.customers.models import Customer
from services.records.insights.models import Insight
from services.records.insights.schemas import InsightCreate, InsightFilter, InsightOut, InsightPublish, InsightUpdate
from services.records.neighbours import person
from services.records.risks.models import Risk

_SELECT: Select[Any] = (
    select(
        *Insight.__table__.c,
        Customer.name.label("customer_name"),
        person.c.name.label("author_name"),
        select(func.count()).where(Risk.insight_id == Insight.id).correlate(Insight).scalar_subquery().label("risks"),
    )
    .join_from(Insight, Customer, Customer.id == Insight.customer_id)
    .outerjoin(person, person.c.id == Insight.author_id)
)


async def insights(session: AsyncSession, *, filters: InsightFilter, query: PageQuery) -> dict[str, Any]:
    statement = _SELECT
    for name, value in filters.model_dump(exclude_none=True, exclude={"q"}).items():
        statement = statement.where(getattr(Insight, name) == value)
    if filters.q:
        statement = statement.where(Insight.id.in_(search.matching(filters.q)))
    by = [Insight.dated_on, Insight.id]
    return await page(session, statement, by=by, query=query, item=InsightOut, descending=True, scalars=False)


async def get(session: AsyncSession, insight_id: uuid.UUID) -> Any:
    row = (await session.execute(_SELECT.where(Insight.id == insight_id))).first()
    if row is None:
        raise missing_row("insight", insight_id)
    return row


async def create(session: AsyncSession, *, me: Principal, data: InsightCreate) -> Any:
    await require_on_customer(session, me, data.customer_id, "records")
    values = data.model_dump() | {"dated_on": data.dated_on or utcnow().date()}
    row = Insight(**values, state="draft", author_id=me.id if me.kind == "user" else None)
    session.add(row)
    await session.flush()
    return await get(session, row.id)


async def update(
    session: AsyncSession, *, me: Principal, insight_id: uuid.UUID, version: int, data: InsightUpdate
) -> Any:
    row = await _draft(session, me=me, insight_id=insight_id, version=version)
    rows.change(row, data)
    await session.flush()
    return await get(session, insight_id)


async def delete(session: AsyncSession, *, me: Principal, insight_id: uuid.UUID, version: int) -> None:
    await session.delete(await _draft(session, me=me, insight_id=insight_id, version=version))
    await session.flush()


async def publish(session: AsyncSession, *, me: Principal, insight_id: uuid.UUID, data: InsightPublish) -> Any:
    """Publish with a value grade and the risks found. One without any result is published too, and counted as such."""
    row = await _draft(session, me=me, insight_id=insight_id, version=None)
    row.state, row.published_at, row.value_grade = "published", utcnow(), data.value_grade
    events.note(session, row, "published")
    session.add_all(
        Risk(**risk.model_dump(), customer_id=row.customer_id, insight_id=row.id, state="open") for risk in data.risks
    )
    await session.flush()
    return await get(session, insight_id)


async def _draft(session: AsyncSession, *, me: Principal, insight_id: uuid.UUID, version: int | None) -> Insight:
    """The insight, as long as it may be changed."""
    row = await rows.find(session, Insight, Insight.id == insight_id, key=insight_id)
    await require_on_customer(session, me, row.customer_id, "records")
    if row.state == "published":
        raise Conflict("A published insight stands as it is.", "洞察已发布,不能再修改。", code="published")
    if version is not None:
        require_version(row, version)
    return row
