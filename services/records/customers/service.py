"""Customers: the companies and institutions we sell to, and their group tree."""

import uuid
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import custom, filters, search
from services.kit.auth import classes, require, require_on_customer
from services.kit.db import utcnow
from services.kit.errors import invalid, missing_row
from services.kit.lookup import Lookup
from services.kit.pages import COUNT_CAP, GONE, PageQuery, changes_values, decode, encode, together
from services.kit.permissions import Principal
from services.kit.versions import require_version
from services.records import rows
from services.records.customers import credit_code, queries
from services.records.customers.models import Customer
from services.records.customers.schemas import CustomerCreate, CustomerFilter, CustomerUpdate
from services.records.team_members.models import TeamMember
from services.records.trees import require_acyclic


async def customers(lookup: Lookup, *, asked: CustomerFilter, query: PageQuery) -> bytes:
    """One window of the list as the JSON of a `Page[CustomerRow]`, written by the database itself."""
    present, values = _conditions(asked)
    also = ""
    if query.filter:
        also, bound = queries.condition(
            filters.where(query.filter, await queries.fields(lookup, query.filter), classes=classes())
        )
        values |= bound
    if query.updated_since:
        found = await _changes(lookup, present, values, query=query, also=also)
        present |= {"since"}
    else:
        found = await _window(lookup, present, values, query=query, also=also)
    if query.count:
        [counted] = await lookup.rows(queries.total(present, also), values | {"cap": COUNT_CAP})
        found = found[:-1] + f',"total":{counted[0]}}}'
    return found.encode()


async def _window(
    lookup: Lookup, present: frozenset[str], values: dict[str, Any], *, query: PageQuery, also: str
) -> str:
    sort = query.sort or "name"
    column, names = sort.removeprefix("-"), set(present)
    if column not in queries.SORTS:
        listed = ", ".join(queries.SORTS)
        raise invalid("query/sort", "sort", f"one of: {listed}", f"可用的排序字段:{listed}")
    order = query.sort or ""
    if query.cursor:
        last, last_id = decode(query.cursor, [getattr(Customer, column), Customer.id], order=order)
        names.add("before" if sort.startswith("-") else "after")
        values = values | {"last": last, "last_id": last_id}
    statement = queries.window(
        frozenset(names), sort, limit=query.limit + 1, commercial="commercial" in classes(), also=also
    )
    found = await lookup.rows(statement, values)
    window = found[: query.limit]
    following = f'"{encode(window[-1][1:], order=order)}"' if len(found) > query.limit else "null"
    return f'{{"items":[{",".join(row[0] for row in window)}],"next":{following}}}'


async def _changes(
    lookup: Lookup, present: frozenset[str], values: dict[str, Any], *, query: PageQuery, also: str
) -> str:
    """Rows changed and rows deleted since an instant, in one order of time."""
    if query.sort:
        raise invalid("query/sort", "sort", "not together with updated_since", "不能与 updated_since 同时使用")
    asked = changes_values(query, Customer.__tablename__)
    values |= {"since": asked["since"]}
    statement = queries.window(
        present | {"since", "after"},
        "updated_at",
        limit=query.limit + 1,
        commercial="commercial" in classes(),
        also=also,
    )
    rows = await lookup.rows(statement, values | {"last": asked["last"], "last_id": asked["last_id"]})
    gone = [(row.at, row.id) for row in await lookup.rows(GONE, asked)]
    found = together([((row[1], row[2]), row[0]) for row in rows], gone, limit=query.limit)
    following = f'"{found["next"]}"' if found["next"] else "null"
    deleted = ",".join(one.model_dump_json() for one in found["deleted"])
    return f'{{"items":[{",".join(found["items"])}],"next":{following},"deleted":[{deleted}]}}'


def _conditions(asked: CustomerFilter) -> tuple[frozenset[str], dict[str, Any]]:
    """Which filters are there, by their names in `queries`, and the values to bind."""
    values = asked.model_dump(by_alias=True, exclude_none=True, exclude={"q"})
    names = set(values)
    for name in names & {"industry", "region"}:
        code = values[name]
        values[f"{name}_end"] = code[:-1] + chr(ord(code[-1]) + 1)
    if asked.q:
        found = search.find_parameters(asked.q, limit=0)
        if found is None:
            return frozenset({"nothing"}), {}
        wanted = ("low", "high", "grams", "like") if found["pairs"] else ("low", "high")
        values |= {name: found[name] for name in wanted} | {"most": search.LIST_CAP}
        names.add("text" if found["pairs"] else "key")
    return frozenset(names), values


async def read(lookup: Lookup, customer_id: uuid.UUID) -> Any:
    """The customer with the names of what it refers to, as a row."""
    row = await lookup.first(queries.GET, {"id": customer_id})
    if row is None:
        raise missing_row("customer", customer_id)
    return row


async def get(session: AsyncSession, customer_id: uuid.UUID) -> Any:
    """The same inside a transaction, with what it has changed."""
    row = (await session.execute(queries.GET, {"id": customer_id})).first()
    if row is None:
        raise missing_row("customer", customer_id)
    return row


async def create(session: AsyncSession, *, me: Principal, data: CustomerCreate) -> Any:
    """A new customer; the person who creates it leads its team until somebody else is named."""
    values = _checked(me, data) | await custom.checked(session, "customer", me=me, data=data)
    row = Customer(**(data.model_dump() | values))
    session.add(row)
    await session.flush()
    if me.kind == "user":
        session.add(TeamMember(customer_id=row.id, user_id=me.id, role="leader"))
        await session.flush()
    return await get(session, row.id)


async def update(
    session: AsyncSession, *, me: Principal, customer_id: uuid.UUID, version: int, data: CustomerUpdate
) -> Any:
    row = await rows.find(session, Customer, Customer.id == customer_id, key=customer_id)
    await require_on_customer(session, me, customer_id, "records")
    require_version(row, version)
    values = _checked(me, data) | await custom.checked(session, "customer", me=me, data=data, row=row)
    if isinstance(data.parent_id, uuid.UUID):
        await require_acyclic(session, Customer.parent_id, key=customer_id, above=data.parent_id)
    rows.change(row, data)
    for name, value in values.items():
        setattr(row, name, value)
    await session.flush()
    return await get(session, customer_id)


async def delete(session: AsyncSession, *, customer_id: uuid.UUID, version: int) -> None:
    """Only a customer of whom nothing is known yet; 409 as soon as anything refers to it."""
    row = await rows.find(session, Customer, Customer.id == customer_id, key=customer_id)
    require_version(row, version)
    await session.delete(row)
    await session.flush()


def _checked(me: Principal, data: CustomerCreate | CustomerUpdate) -> dict[str, Any]:
    """What follows from the sent values: the normal form of the credit code, who graded the importance and when."""
    sent = data.model_dump(exclude_unset=True)
    derived: dict[str, Any] = {}
    if sent.get("credit_limit") is not None:
        require(me, "commercial")
    if code := sent.get("credit_code"):
        derived["credit_code"] = credit_code.normal(code)
        if found := credit_code.fault(derived["credit_code"]):
            raise invalid("/credit_code", found, *credit_code.SENTENCES[found])
    if "importance" in sent or "importance_reason" in sent:
        derived |= {"importance_by": me.id if me.kind == "user" else None, "importance_at": utcnow()}
    return derived
