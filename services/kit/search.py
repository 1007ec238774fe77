"""One box finds everything: names, former names, pinyin, initials, codes and phones, of every kind of record.

Trigram indexes serve Chinese only from three characters up, so there are two indexes of our own, filled by the
application in the same transaction as the row itself:

- `search_key`: whole strings in byte order, read by prefix range: one character, pinyin, initials, codes;
- `search_entry.grams`: the pairs of neighbouring characters, read by GIN: two characters and more, anywhere.
"""

import functools
import re
import unicodedata
import uuid
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, Protocol, runtime_checkable

from sqlalchemy import CompoundSelect, Index, Select, String, Text, delete, false, select, text, union_all
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm import Session as SyncSession

from services.kit.db import Base
from services.kit.lookup import Lookup, Row

KEY_LENGTH = 80
LIST_CAP = 10_000
LEGAL = re.compile(r"(股份有限公司|有限责任公司|有限公司|集团公司|集团|公司|分公司|总公司)$")
PLACES = re.compile(
    r"^(中国|[\u4e00-\u9fff]{2,3}?[省市]|北京|上海|天津|重庆|深圳|广州|杭州|南京|武汉|成都|西安|苏州|青岛)"
)


class SearchEntry(Base):
    __tablename__ = "search_entry"
    __table_args__ = (Index(None, "grams", postgresql_using="gin"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    customer_id: Mapped[uuid.UUID | None]
    title: Mapped[str]
    subtitle: Mapped[str]
    names: Mapped[str]
    grams: Mapped[list[str]] = mapped_column(ARRAY(Text))


class SearchKey(Base):
    __tablename__ = "search_key"

    key: Mapped[str] = mapped_column(String(KEY_LENGTH, collation="C"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, index=True)


@dataclass(slots=True)
class SearchDoc:
    """What a record is found by: `names` in any language, `codes` (codes, phones, mail addresses) by their beginning."""

    title: str
    subtitle: str = ""
    names: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    customer_id: uuid.UUID | None = None


@runtime_checkable
class Searchable(Protocol):
    """A mapped row that can be found."""

    id: Any
    __tablename__: str

    def search_doc(self) -> SearchDoc: ...


@functools.cache
def _simplified() -> dict[int, str]:
    table = resources.files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text("utf-8")
    pairs = (line.split("\t", 1) for line in table.splitlines() if "\t" in line)
    return {ord(old): new.split(" ", 1)[0] for old, new in pairs if len(old) == 1}


def fold(value: str) -> str:
    """One spelling for all: full width to half, traditional to simplified, lower case, single spaces, no punctuation."""
    plain = unicodedata.normalize("NFKC", value).translate(_simplified()).casefold()
    words = re.sub(r"[^\w]+", " ", plain.replace("_", " "))
    return words.strip()


def _each(rest: str) -> Any:
    return list(rest)


def pinyin(value: str) -> tuple[str, str]:
    """Syllables run together, and their initials: 华为 → ('huawei', 'hw'). Empty for names without Chinese."""
    if not re.search(r"[\u3400-\u9fff]", value):
        return "", ""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - its dictionary takes 0.2 s and 30 MB; many processes never need it

    syllables = lazy_pinyin(value.replace(" ", ""), style=Style.NORMAL, errors=_each)
    return "".join(syllables), "".join(part[0] for part in syllables if part)


def _core(name: str) -> str:
    """The distinctive part 字号 of a company name, without place and legal form."""
    short = LEGAL.sub("", LEGAL.sub("", name))
    rest = PLACES.sub("", short)
    return rest if len(rest) > 1 else short


def keys_of(doc: SearchDoc) -> set[str]:
    """All strings by whose beginning a record is found."""
    keys: set[str] = set()
    for name in filter(None, map(fold, [doc.title, *doc.names])):
        keys.add(name)
        words = name.split(" ")
        keys.update(" ".join(words[i:]) for i in range(1, min(len(words), 6)))
        core = _core(name)
        keys.add(core)
        for part in {name, core}:
            keys.update(pinyin(part))
    for code in doc.codes:
        folded = fold(code)
        keys.update({folded, folded.replace(" ", "")})
    return {key[:KEY_LENGTH] for key in keys if key}


def grams_of(names: str) -> list[str]:
    """Pairs of neighbouring characters of already folded names."""
    return sorted({names[i : i + 2] for i in range(len(names) - 1) if "\n" not in names[i : i + 2]})


def entry_of(kind: str, key: uuid.UUID, doc: SearchDoc) -> dict[str, Any]:
    names = "\n".join(dict.fromkeys(filter(None, map(fold, [doc.title, *doc.names]))))
    return {
        "id": key,
        "kind": kind,
        "customer_id": doc.customer_id,
        "title": doc.title,
        "subtitle": doc.subtitle,
        "names": names,
        "grams": grams_of(names),
    }


def reindex(session: SyncSession) -> None:
    """Bring both indexes up to date with the rows of this flush; called by the hook of events.py."""
    changed = [row for row in (*session.new, *session.dirty) if isinstance(row, Searchable)]
    gone = [row.id for row in session.deleted if isinstance(row, Searchable)]
    if not changed and not gone:
        return
    connection = session.connection()
    ids = [row.id for row in changed] + gone
    connection.execute(delete(SearchKey).where(SearchKey.id.in_(ids)))
    if gone:
        connection.execute(delete(SearchEntry).where(SearchEntry.id.in_(gone)))
    if changed:
        write(connection.execute, [(row.__tablename__, row.id, row.search_doc()) for row in changed])


def statements(rows: list[tuple[str, uuid.UUID, SearchDoc]]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The writes that index these (kind, id, document) rows; for set-based imports as for the ORM."""
    upsert = insert(SearchEntry)
    upsert = upsert.on_conflict_do_update(
        index_elements=["id"],
        set_={name: upsert.excluded[name] for name in ("customer_id", "title", "subtitle", "names", "grams")},
    )
    keys = [{"key": key, "id": row_id} for _, row_id, doc in rows for key in sorted(keys_of(doc))]
    entries = [entry_of(kind, row_id, doc) for kind, row_id, doc in rows]
    return [(upsert, entries), (insert(SearchKey).on_conflict_do_nothing(), keys)]


def write(execute: Any, rows: list[tuple[str, uuid.UUID, SearchDoc]]) -> None:
    for statement, parameters in statements(rows):
        if parameters:
            execute(statement, parameters)


async def index(session: AsyncSession, rows: list[tuple[str, uuid.UUID, SearchDoc]]) -> None:
    """Index rows that were written set-based, past the ORM: what there was goes, what is comes by COPY."""
    if not rows:
        return
    await forget(session, [row_id for _, row_id, _ in rows])
    entries = [entry_of(kind, row_id, doc) for kind, row_id, doc in rows]
    keys = [(key, row_id) for _, row_id, doc in rows for key in sorted(keys_of(doc))]
    driver: Any = (await (await session.connection()).get_raw_connection()).driver_connection
    await driver.copy_records_to_table(
        SearchEntry.__tablename__, records=[tuple(entry.values()) for entry in entries], columns=list(entries[0])
    )
    await driver.copy_records_to_table(SearchKey.__tablename__, records=keys, columns=["key", "id"])


async def forget(session: AsyncSession, ids: list[uuid.UUID]) -> None:
    """Take these records out of both indexes."""
    for table in (SearchKey, SearchEntry):
        await session.execute(delete(table).where(table.id.in_(ids)))


# Where enough records begin with the query, what stands inside names would come after them all: it is not looked for.
# Of a million names twenty thousand are of one town, and an index of pairs gives all of them before it gives the first.
_FIND = text("""
    with beginning as (
        select id from search_key where key >= :low and key < :high order by key limit :most
    ), hit as (
        select id, 0 as rank from beginning
        union all
        (select id, 1 from search_entry
         where :pairs and (cast(:kind as text) is not null or (select count(distinct id) from beginning) < :limit)
               and grams @> :grams and names like :like
         limit :most)
    )
    select e.id, e.kind, e.customer_id, e.title, e.subtitle
    from search_entry e join (select id, min(rank) as rank from hit group by id) best using (id)
    where (cast(:kind as text) is null or e.kind = :kind)
    order by best.rank, length(e.title), e.title, e.id
    limit :limit
""")


def find_parameters(query: str, *, limit: int, kind: str | None = None) -> dict[str, Any] | None:
    """Bind values of the search; None when nothing searchable was typed."""
    folded = fold(query)
    if not folded:
        return None
    low = folded[:KEY_LENGTH]
    grams = grams_of(folded)
    return {
        "low": low,
        "high": low[:-1] + chr(min(ord(low[-1]) + 1, 0x10FFFF)),
        "pairs": bool(grams),
        "grams": grams,
        "like": f"%{folded}%",
        "kind": kind,
        "most": 200 if kind else 60,
        "limit": limit,
    }


def matching(query: str) -> Select[Any] | CompoundSelect[Any]:
    """Ids of what a list's `q` finds, for the WHERE of its one statement; of each index the first 10,000."""
    parameters = find_parameters(query, limit=0)
    if parameters is None:
        return select(SearchEntry.id).where(false())
    key = SearchKey.key
    by_key = (
        select(SearchKey.id).where(key >= parameters["low"], key < parameters["high"]).order_by(key).limit(LIST_CAP)
    )
    if not parameters["pairs"]:
        return by_key
    inside = select(SearchEntry.id).where(
        SearchEntry.grams.contains(parameters["grams"]), SearchEntry.names.like(parameters["like"])
    )
    return union_all(by_key, inside.limit(LIST_CAP))


NAMED = text("""
    select id, kind, customer_id, title, subtitle from search_entry where id = any(:ids)
    union all select id, 'app_user', null, name, coalesce(title, '') from person where id = any(:ids)
""")
"""What records are called, of whatever kind; those that are gone or forgotten are missing."""


async def find(lookup: Lookup, *, query: str, limit: int = 20, kind: str | None = None) -> list[Row]:
    """Records whose name, pinyin, initials or code match; those that begin with the query first."""
    parameters = find_parameters(query, limit=limit, kind=kind)
    if parameters is None:
        return []
    return await lookup.rows(_FIND, parameters)
