"""The head of a customer page: counts, orders by month and product line, completeness. Two statements, always."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.db import utcnow
from services.kit.errors import missing_row
from services.records.summary.rules import FRESH_DAYS, completeness, items_of

MONTHS = 24

_FACTS = text("""
    select c.credit_code, c.industry_code, c.region_code, c.address, c.website, c.source_channel, c.class, c.team_id,
           c.employees, c.revenue, c.founded_year, c.business_philosophy, c.market_position, c.prospects, c.importance,
           c.importance_at::date as importance_on,
           (select count(*) from customer below where below.parent_id = c.id) as children,
           people.*, sales.*, touch.*, vendor.*, view.*, danger.*
    from customer c
    cross join lateral (
        select count(*) as contacts, count(*) filter (where is_decider) as deciders,
               count(*) filter (where is_payer) as payers, count(*) filter (where is_user) as users,
               count(*) filter (where phone is not null or mail is not null or messenger is not null) as reachable,
               count(*) filter (where reports_to_id is not null) as reporting
        from contact where customer_id = c.id
    ) people
    cross join lateral (
        select count(*) as orders, max(booked_on) as last_order_on
        from transaction where customer_id = c.id and kind = 'order'
    ) sales
    cross join lateral (
        select max(at) as last_interaction_at, max(at)::date as last_interaction_on,
               count(*) filter (where at > now() - interval '90 days') as interactions_90d
        from interaction where customer_id = c.id
    ) touch
    cross join lateral (
        select count(distinct vendor_id) as vendors, max(assessed_on) as assessed_on,
               count(*) filter (where is_us) as our_positions, max(assessed_on) filter (where is_us) as our_assessed_on,
               count(share) as shares, count(contract_ends_on) as contract_ends
        from vendor_share where customer_id = c.id
    ) vendor
    cross join lateral (
        select count(*) as insights_published, max(dated_on) filter (where role = 'sales') as sales_on,
               max(dated_on) filter (where role = 'technical') as technical_on,
               max(dated_on) filter (where role = 'service') as service_on
        from insight where customer_id = c.id and state = 'published'
    ) view
    cross join lateral (
        select count(*) as risks, count(*) filter (where state = 'open') as risks_open, max(updated_at)::date as risk_on
        from risk where customer_id = c.id
    ) danger
    where c.id = :customer
""")

_ORDERS = text("""
    select t.month, t.product_line_id, p.name as product_line_name, t.currency, t.amount, t.orders
    from (
        select date_trunc('month', booked_on)::date as month, product_line_id, currency, sum(amount) as amount,
               count(*) as orders
        from transaction
        where customer_id = :customer and kind = 'order' and booked_on >= :first and booked_on < :end
        group by 1, 2, 3
    ) t
    left join product_line p on p.id = t.product_line_id
    order by t.month, p.name, t.currency
""")

COUNTS = (
    "contacts",
    "deciders",
    "orders",
    "interactions_90d",
    "insights_published",
    "risks_open",
    "vendors",
    "children",
)


def months(last: dt.date, *, count: int = MONTHS) -> tuple[dt.date, dt.date, dt.date]:
    """(first day of the first month, first day of the last, first day after) of `count` months ending with `last`'s."""
    ordinal = last.year * 12 + last.month - 1
    first, after = ordinal - count + 1, ordinal + 1
    return dt.date(first // 12, first % 12 + 1, 1), last.replace(day=1), dt.date(after // 12, after % 12 + 1, 1)


async def summary(session: AsyncSession, *, customer_id: uuid.UUID, to: dt.date | None) -> dict[str, Any]:
    """A `SummaryOut`. Without `to` the months end today, or with the last order where today's 24 months hold none."""
    facts = (await session.execute(_FACTS, {"customer": customer_id})).mappings().first()
    if facts is None:
        raise missing_row("customer", customer_id)
    today = utcnow().date()
    first, last, end = months(to or today)
    if to is None and facts["last_order_on"] and facts["last_order_on"] < first:
        first, last, end = months(facts["last_order_on"])
    orders = await session.execute(_ORDERS, {"customer": customer_id, "first": first, "end": end})
    percent, sections = completeness(items_of(dict(facts)), today=today)
    return {
        "customer_id": customer_id,
        "counts": {name: facts[name] for name in COUNTS},
        "last_interaction_at": facts["last_interaction_at"],
        "last_order_on": facts["last_order_on"],
        "months_from": first,
        "months_to": last,
        "orders_by_month": orders.all(),
        "completeness": {"percent": percent, "fresh_days": FRESH_DAYS, "sections": sections},
    }
