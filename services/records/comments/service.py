"""Comments: what people say to each other about a record, and whom they call to it."""

import uuid
from typing import Any

from sqlalchemy import Select, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require
from services.kit.db import utcnow
from services.kit.errors import Forbidden, invalid, missing_row
from services.kit.notify import notify
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.kit.versions import require_version
from services.records import rows
from services.records.comments.models import Comment
from services.records.comments.schemas import CommentCreate, CommentOut, CommentUpdate
from services.records.customers.models import Customer
from services.records.neighbours import person, planned_record

_SELECT: Select[Any] = select(*Comment.__table__.c, person.c.name.label("author_name")).join(
    person, person.c.id == Comment.author_id
)


async def comments(
    session: AsyncSession, *, me: Principal, entity: str, entity_id: uuid.UUID, query: PageQuery
) -> dict[str, Any]:
    """The latest first."""
    _require_readable(me, entity)
    statement = _SELECT.where(Comment.entity == entity, Comment.entity_id == entity_id)
    return await page(session, statement, by=[Comment.id], query=query, item=CommentOut, descending=True, scalars=False)


async def get(session: AsyncSession, comment_id: uuid.UUID) -> Any:
    row = (await session.execute(_SELECT.where(Comment.id == comment_id))).first()
    if row is None:
        raise missing_row("comment", comment_id)
    return row


async def create(session: AsyncSession, *, me: Principal, data: CommentCreate) -> Any:
    """Anybody who may comment comments wherever he reads; those mentioned are told at once."""
    _require_person(me)
    _require_readable(me, data.entity)
    record = await record_of(session, entity=data.entity, entity_id=data.entity_id)
    if record is None:
        raise invalid("/entity_id", "unknown_reference", "no such record", "没有这条记录")
    mentions = await _mentioned(session, data.mentions, data.body)
    values = data.model_dump() | {"mentions": mentions, "customer_id": record.customer_id, "author_id": me.id}
    row = Comment(**values)
    session.add(row)
    await session.flush()
    await _tell(session, row, data.mentions, record.title)
    return await get(session, row.id)


async def update(
    session: AsyncSession, *, me: Principal, comment_id: uuid.UUID, version: int, data: CommentUpdate
) -> Any:
    """Change one's own words; who is mentioned only now is told now."""
    row = await _own(session, me=me, comment_id=comment_id, version=version)
    before = {uuid.UUID(mention["id"]) for mention in row.mentions}
    wanted = data.mentions if isinstance(data.mentions, list) else [*before]
    row.mentions = await _mentioned(session, wanted, data.body)
    row.body, row.edited_at = data.body, utcnow()
    await session.flush()
    record = await record_of(session, entity=row.entity, entity_id=row.entity_id)
    if record is not None:
        await _tell(session, row, [user for user in wanted if user not in before], record.title)
    return await get(session, comment_id)


async def delete(session: AsyncSession, *, me: Principal, comment_id: uuid.UUID, version: int) -> None:
    row = await _own(session, me=me, comment_id=comment_id, version=version)
    await session.delete(row)
    await session.flush()


async def record_of(session: AsyncSession, *, entity: str, entity_id: uuid.UUID) -> Any:
    """(customer_id, title) of a record people talk about, or None."""
    if entity == "customer":
        statement = select(Customer.id.label("customer_id"), Customer.name.label("title"))
        return (await session.execute(statement.where(Customer.id == entity_id))).first()
    statement = select(planned_record.c.customer_id, planned_record.c.title)
    found = statement.where(planned_record.c.entity == literal(entity), planned_record.c.id == entity_id)
    return (await session.execute(found)).first()


async def _own(session: AsyncSession, *, me: Principal, comment_id: uuid.UUID, version: int) -> Comment:
    row = await rows.find(session, Comment, Comment.id == comment_id, key=comment_id)
    if row.author_id != me.id:
        raise Forbidden("Only its author may change this.", "只有作者本人可以修改。", code="not_author")
    require_version(row, version)
    return row


async def _mentioned(session: AsyncSession, ids: list[uuid.UUID], body: str) -> list[dict[str, str]]:
    """The people with the names that stand in the text; 422 for who is unknown, gone, or not in the text."""
    if not ids:
        return []
    statement = select(person.c.id, person.c.name).where(person.c.id.in_(ids), person.c.active)
    names: dict[uuid.UUID, str] = {row.id: row.name for row in await session.execute(statement)}
    for number, user in enumerate(ids):
        if user not in names:
            raise invalid(f"/mentions/{number}", "unknown_reference", "not one of our people", "不是本组织的人员")
        if f"@{names[user]}" not in body:
            raise invalid(f"/mentions/{number}", "not_in_text", "is not named in the text", "正文中没有提到此人")
    return [{"id": str(user), "name": names[user]} for user in ids]


async def _tell(session: AsyncSession, row: Comment, users: list[uuid.UUID], title: str) -> None:
    about: dict[str, Any] = {"entity": row.entity, "entity_id": row.entity_id, "customer_id": row.customer_id}
    await notify(session, users, "mentioned", **about, title=title, text=row.body)


def _require_readable(me: Principal, entity: str) -> None:
    if entity != "customer":
        require(me, "planning:read")


def _require_person(me: Principal) -> None:
    if me.kind != "user":
        raise Forbidden("Only people comment.", "只有人员账号可以评论。", code="people_only")
