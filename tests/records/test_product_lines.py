from tests.factories.records import make_product_line, seen


async def test_product_lines_are_a_tree(world):
    client = await world.client("strategy")
    line = await make_product_line(client, name="接入网", name_en="Access network", code="AN")
    product = await make_product_line(
        client, name="光线路终端", parent_id=line["id"], list_price="1999.90", currency="CNY"
    )
    assert (product["parent_name"], product["list_price"]) == ("接入网", 1999.9)
    answer = await client.patch(
        f"/records/product-lines/{line['id']}", json={"parent_id": product["id"]}, headers=seen(line)
    )
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "cycle")
    rows = (await client.get("/records/product-lines", params={"parent_id": line["id"]})).json()["items"]
    assert [row["id"] for row in rows] == [product["id"]]
    for q in ("接入", "access", "jrw", "AN"):
        rows = (await client.get("/records/product-lines", params={"q": q})).json()["items"]
        assert line["id"] in [row["id"] for row in rows], q
    kept = await client.delete(f"/records/product-lines/{line['id']}", headers=seen(line))
    assert (kept.status_code, kept.json()["code"]) == (409, "in_use")
    assert (await client.delete(f"/records/product-lines/{product['id']}", headers=seen(product))).status_code == 204
    same = await client.post("/records/product-lines", json={"name": "另一条", "code": "AN"})
    assert (same.status_code, same.json()["code"]) == (409, "duplicate")


async def test_prices_are_commercial_and_lines_are_the_stewards(world):
    steward, member = await world.client("administrator"), await world.client("member")
    line = await make_product_line(steward, list_price=10, currency="CNY")
    assert (await member.get(f"/records/product-lines/{line['id']}")).json()["list_price"] is None
    assert (await member.post("/records/product-lines", json={"name": "x"})).status_code == 403
    answer = await member.patch(f"/records/product-lines/{line['id']}", json={"name": "x"}, headers=seen(line))
    assert answer.status_code == 403


async def test_product_lines_come_in_one_statement(world, statements):
    client = await world.client("administrator")
    parent = await make_product_line(client)
    counts = []
    for _ in range(2):
        await make_product_line(client, parent_id=parent["id"])
        with statements() as sent:
            await client.get("/records/product-lines", params={"parent_id": parent["id"]})
        counts.append(len(sent))
    assert counts == [2, 2]
