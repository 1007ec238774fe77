"""Trees stay trees: nobody comes to stand above himself, not even through two edits at the same moment."""

import uuid
from typing import Any

from sqlalchemy import func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from services.kit.errors import invalid


async def require_acyclic(
    session: AsyncSession, parent: InstrumentedAttribute[Any], *, key: uuid.UUID, above: uuid.UUID
) -> None:
    """422 when the row `key` would come to lie below itself by hanging under `above`.

    Edits of one tree wait for each other from here to their commit, so that the second sees what the first did.
    """
    await session.execute(
        select(func.pg_advisory_xact_lock(func.hashtext(f"{parent.class_.__tablename__}.{parent.key}")))
    )
    model = parent.class_
    up = select(model.id, parent.label("parent")).where(model.id == above).cte("up", recursive=True)
    up = up.union(select(model.id, parent).join(up, model.id == up.c.parent))
    if await session.scalar(select(literal(1)).select_from(up).where(up.c.id == key)):
        raise invalid(f"/{parent.key}", "cycle", "would lie below itself", "不能位于自己的下级之下")
