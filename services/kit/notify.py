"""Tell people what concerns them: one line at the act, written in the act's own transaction.

A notification names the record it is about; the words are made by whoever shows it, in the reader's language, from
`kind`, `title` and `text`. Set-based and no business event: what happened is in the record's own history already.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from typing import Any, Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column
from uuid_utils.compat import uuid7

from services.kit.db import Base, utcnow
from services.kit.events import Quiet
from services.kit.permissions import Principal

Kind = Literal["mentioned", "assigned", "gate_refused", "selection_decided", "job_finished"]
KINDS: tuple[Kind, ...] = get_args(Kind)
EXCERPT = 200


class Notification(Quiet, Base):
    __tablename__ = "notification"
    __table_args__ = (
        CheckConstraint(f"kind in {KINDS}", name="kind"),
        Index(None, "user_id", "id"),
        Index("ix_notification_unread", "user_id", postgresql_where=text("read_at is null")),
        Index(None, "created_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"))
    kind: Mapped[str]
    entity: Mapped[str]
    entity_id: Mapped[uuid.UUID]
    customer_id: Mapped[uuid.UUID | None]
    title: Mapped[str]
    text: Mapped[str]
    actor_id: Mapped[uuid.UUID | None]
    actor_name: Mapped[str]
    created_at: Mapped[dt.datetime]
    read_at: Mapped[dt.datetime | None]


class NotificationOff(Quiet, Base):
    """A kind of notification that a person does not want."""

    __tablename__ = "notification_off"
    __table_args__ = (CheckConstraint(f"kind in {KINDS}", name="kind"),)

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)


_SEND = text("""
    insert into notification (id, user_id, kind, entity, entity_id, customer_id, title, text, actor_id, actor_name,
                              created_at)
    select wanted.id, p.id, cast(:kind as varchar), :entity, :entity_id, :customer_id, :title, :text, :actor_id, :actor_name, :now
    from unnest(cast(:ids as uuid[]), cast(:users as uuid[])) wanted (id, user_id)
    join person p on p.id = wanted.user_id and p.active
    where not exists (select from notification_off o where o.user_id = p.id and o.kind = cast(:kind as varchar))
""")


async def notify(
    session: AsyncSession,
    user_ids: Collection[uuid.UUID | None],
    kind: Kind,
    *,
    entity: str,
    entity_id: uuid.UUID,
    title: str,
    customer_id: uuid.UUID | None = None,
    text: str = "",
    to_self: bool = False,
) -> None:
    """Tell these people (None is nobody), but not those who do not want this kind.

    Who acts knows it already and is left out, unless `to_self`: what he ordered is done long after.
    """
    scope: Mapping[str, Any] = session.info.get("scope", {})
    me: Principal | None = scope.get("loam.me")
    users = {user for user in user_ids if user is not None}
    if me and not to_self:
        users.discard(me.id)
    if not users:
        return
    values = {
        "kind": kind,
        "entity": entity,
        "entity_id": entity_id,
        "customer_id": customer_id,
        "title": title,
        "text": text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…",
        "actor_id": me.id if me else None,
        "actor_name": me.name if me else "Loam",
        "now": utcnow(),
    }
    await session.execute(_SEND, values | {"ids": [uuid7() for _ in users], "users": sorted(users)})


async def assigned(session: AsyncSession, row: Any, owner_id: uuid.UUID | None, *, before: uuid.UUID | None) -> None:
    """Tell a person that this record is theirs from now on; `before` is who had it."""
    if owner_id != before:
        about: dict[str, Any] = {"entity": row.__tablename__, "entity_id": row.id, "customer_id": row.customer_id}
        title = getattr(row, "title", None) or row.name
        await notify(session, [owner_id], "assigned", **about, title=title)
