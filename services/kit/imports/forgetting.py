"""A person who is erased is forgotten in uploaded files too: in lines that wait or were rejected, and in samples."""

from collections.abc import Iterable

from sqlalchemy import Text, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.imports.cells import SPACE
from services.kit.imports.patience import patient

WAITING_SECONDS = 60
_LINES = text("""
    update import_row set cells = array_fill(cast('' as text), array[cardinality(cells)])
    where exists (select from unnest(cells) cell where lower(btrim(cell, :space)) = any(:said))
""").bindparams(bindparam("said", type_=ARRAY(Text)))
_SAMPLES = text("""
    update import_run set samples = (
        select coalesce(jsonb_agg(line order by place), '[]') from jsonb_array_elements(samples) with ordinality one(line, place)
        where not exists (select from jsonb_array_elements_text(line) cell where lower(btrim(cell, :space)) = any(:said))
    )
    where exists (
        select from jsonb_array_elements(samples) line, jsonb_array_elements_text(line) cell
        where lower(btrim(cell, :space)) = any(:said)
    )
""").bindparams(bindparam("said", type_=ARRAY(Text)))


async def forget(session: AsyncSession, values: Iterable[str | None]) -> None:
    """Empty every line that has one of these values in a cell of its own, without regard to case; a line that still
    waits comes in no more than an empty one does.
    """
    said = sorted({value.strip().lower() for value in values if value and value.strip()})
    if not said:
        return
    async with patient(session, seconds=WAITING_SECONDS):
        for statement in (_LINES, _SAMPLES):
            await session.execute(statement, {"said": said, "space": SPACE})
