import re

from sqlalchemy import text

from services.records import views
from tests.factories.records import (
    make_customer,
    make_insight,
    make_interaction,
    make_order,
    make_position,
    make_product_line,
    make_risk,
    make_vendor,
)


async def test_the_views_have_the_columns_their_description_names(world):
    described = {
        name: re.split(r",\s*", columns)
        for name, columns in re.findall(r"^(\w+)\(([^)]*)\)", views.__doc__, re.MULTILINE)
    }
    assert set(described) == set(views.VIEWS)
    async with world.session() as session:
        for name, columns in described.items():
            assert list((await session.execute(text(f"select * from {name}"))).keys()) == columns, name


async def test_the_facts_others_count(world):
    admin = await world.client("administrator")
    customer = await make_customer(admin, region_code="44")
    top = await make_product_line(admin)
    line = await make_product_line(admin, parent_id=top["id"])
    await make_order(admin, customer, product_line_id=line["id"])
    await make_order(admin, customer, kind="invoice")
    await make_interaction(admin, customer)
    insight = await make_insight(admin, customer)
    await make_risk(admin, customer, insight_id=insight["id"])
    closed = await make_risk(admin, customer)
    await admin.patch(f"/records/risks/{closed['id']}", json={"state": "closed"}, headers={"If-Match": '"1"'})
    await make_position(admin, customer, line, await make_vendor(admin, is_us=True), share=30)
    mine = {"customer": customer["id"]}
    async with world.session() as session:

        async def rows(query):
            return [tuple(row) for row in await session.execute(text(query), mine)]

        assert await rows("select amount, currency from order_fact where customer_id = :customer") == [(120000, "CNY")]
        assert await rows("select risks, state from insight_fact where customer_id = :customer") == [(1, "draft")]
        assert await rows("select count(*) from risk_open where customer_id = :customer") == [(1,)]
        assert await rows("select is_us, share from vendor_share where customer_id = :customer") == [(True, 30)]
        assert await rows("select region_name from customer_card where id = :customer") == [("广东省",)]
        assert await rows("select role from customer_team where customer_id = :customer") == [("leader",)]
        path = await session.scalar(text("select path from product_line_card where id = :line"), {"line": line["id"]})
        assert [str(key) for key in path] == [top["id"], line["id"]]
