"""Transactions: orders, invoices, payments, deliveries and returns, as the ERP tells them."""

import uuid
from typing import Any

from sqlalchemy import Select, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.errors import missing_row
from services.kit.pages import PageQuery, page
from services.records.customers.models import Customer
from services.records.neighbours import person, team
from services.records.product_lines.models import ProductLine
from services.records.transactions.models import Transaction
from services.records.transactions.schemas import TransactionFilter, TransactionIn, TransactionOut

_SELECT: Select[Any] = (
    select(
        *Transaction.__table__.c,
        Customer.name.label("customer_name"),
        ProductLine.name.label("product_line_name"),
        person.c.name.label("owner_name"),
        team.c.name.label("team_name"),
    )
    .join_from(Transaction, Customer, Customer.id == Transaction.customer_id)
    .outerjoin(ProductLine, ProductLine.id == Transaction.product_line_id)
    .outerjoin(person, person.c.id == Transaction.owner_id)
    .outerjoin(team, team.c.id == Transaction.team_id)
)
SOURCE_LOCK = "transactions of\n"
"""Held by one batch of a source alone, by its single rows together."""
_TEAM = text("""
    select coalesce(
        (select department_id from person where id = :owner), (select team_id from customer where id = :customer)
    )
""")


async def transactions(session: AsyncSession, *, filters: TransactionFilter, query: PageQuery) -> dict[str, Any]:
    statement = _SELECT
    for name in ("customer_id", "kind", "owner_id", "team_id", "product_line_id", "source"):
        if value := getattr(filters, name):
            statement = statement.where(getattr(Transaction, name) == value)
    if filters.from_:
        statement = statement.where(Transaction.booked_on >= filters.from_)
    if filters.to:
        statement = statement.where(Transaction.booked_on <= filters.to)
    by = [Transaction.booked_on, Transaction.id]
    return await page(session, statement, by=by, query=query, item=TransactionOut, descending=True, scalars=False)


async def get(session: AsyncSession, transaction_id: uuid.UUID) -> Any:
    row = (await session.execute(_SELECT.where(Transaction.id == transaction_id))).first()
    if row is None:
        raise missing_row("transaction", transaction_id)
    return row


async def record(session: AsyncSession, *, data: TransactionIn) -> tuple[Any, bool]:
    """(the transaction as it now stands, whether it is new).

    `(source, external_id)` is one row anywhere: sent again it is brought up to date, sent for another customer it
    moves there under its id.
    """
    key = f"transaction\n{data.source}\n{data.external_id}"
    await session.execute(
        select(
            func.pg_advisory_xact_lock_shared(func.hashtextextended(SOURCE_LOCK + data.source, 0)),
            func.pg_advisory_xact_lock(func.hashtextextended(key, 0)),
        )
    )
    values = data.model_dump()
    if data.team_id is None:
        values["team_id"] = await session.scalar(_TEAM, {"owner": data.owner_id, "customer": data.customer_id})
    found = await session.scalar(
        select(Transaction).where(Transaction.source == data.source, Transaction.external_id == data.external_id)
    )
    if found and found.customer_id == data.customer_id:
        for name, value in values.items():
            setattr(found, name, value)
        await session.flush()
        return await get(session, found.id), False
    if found:
        values |= {"id": found.id, "created_at": found.created_at}
        await session.delete(found)
        await session.flush()
    row = Transaction(**values)
    session.add(row)
    await session.flush()
    return await get(session, row.id), found is None
