"""Wraps anew, under the first master key, whatever an older one wrapped.

Columns say of themselves that the master key wraps them (`info[WRAPPED]`, kit/secrets.py). Each batch is a transaction
of its own, rows that are in order are only looked at: killed at any point, the next run does what is left.
"""

import dataclasses
import uuid
from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, Table, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from services.kit.db import Base
from services.kit.secrets import WRAPPED, Vault

BATCH = 500


@dataclasses.dataclass(slots=True)
class Rotated:
    """What one run found: keys already under the first master key, and keys it wrapped anew."""

    kept: int = 0
    wrapped: int = 0


def wrapped_columns() -> list[Column[Any]]:
    return [column for table in Base.metadata.sorted_tables for column in table.columns if column.info.get(WRAPPED)]


async def rotate(
    sessions: async_sessionmaker[AsyncSession],
    vault: Vault,
    *,
    batch: int = BATCH,
    tell: Callable[[str, Rotated], None] = lambda *_: None,
) -> Rotated:
    """`tell(column, so far)` after every batch. Fails at the first key that no master key opens, which is then named."""
    total = Rotated()
    for column in wrapped_columns():
        last: uuid.UUID | None = None
        while True:
            async with sessions.begin() as session:
                last = await _batch(session, vault, column, after=last, most=batch, total=total)
            if last is None:
                break
            tell(f"{column.table.name}.{column.name}", total)
    return total


async def _batch(
    session: AsyncSession, vault: Vault, column: Column[Any], *, after: uuid.UUID | None, most: int, total: Rotated
) -> uuid.UUID | None:
    """The last id of this batch; None when there was none left."""
    table: Table = column.table
    [key] = table.primary_key
    wanted = select(key, column).where(column.is_not(None)).order_by(key).limit(most).with_for_update()
    if after is not None:
        wanted = wanted.where(key > after)
    found = (await session.execute(wanted)).all()
    anew = []
    for row_id, sealed in found:
        wrapped = vault.wrapped_anew(sealed, f"{table.name}:{row_id}:{column.name}")
        if wrapped is not None:
            anew.append({"_id": row_id, "_wrapped": wrapped})
    if anew:
        statement = update(table).where(key == bindparam("_id")).values({column.name: bindparam("_wrapped")})
        await (await session.connection()).execute(statement, anew)
    total.kept += len(found) - len(anew)
    total.wrapped += len(anew)
    return found[-1][0] if found else None
