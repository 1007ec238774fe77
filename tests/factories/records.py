"""Records made the way everybody makes them: over HTTP."""

import itertools
from typing import Any

import httpx

_numbers = itertools.count(1)


async def _made(client: httpx.AsyncClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = await client.post(f"/records/{path}", json=body)
    assert answer.status_code in {200, 201}, answer.text
    return answer.json()


async def make_customer(client: httpx.AsyncClient, **fields: Any) -> dict[str, Any]:
    return await _made(client, "customers", {"name": f"沃土客户{next(_numbers)}有限公司"} | fields)


async def make_contact(client: httpx.AsyncClient, customer: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return await _made(client, "contacts", {"customer_id": customer["id"], "name": f"联系人{next(_numbers)}"} | fields)


async def make_consent(client: httpx.AsyncClient, contact: dict[str, Any], **fields: Any) -> dict[str, Any]:
    body = {"contact_id": contact["id"], "purpose": "visit", "given_on": "2026-01-05", "evidence": "本人书面同意"}
    return await _made(client, "consents", body | fields)


async def make_product_line(client: httpx.AsyncClient, **fields: Any) -> dict[str, Any]:
    return await _made(client, "product-lines", {"name": f"产品线{next(_numbers)}"} | fields)


async def make_vendor(client: httpx.AsyncClient, **fields: Any) -> dict[str, Any]:
    return await _made(client, "vendors", {"name": f"供应商{next(_numbers)}"} | fields)


async def make_position(
    client: httpx.AsyncClient, customer: dict[str, Any], line: dict[str, Any], vendor: dict[str, Any], **fields: Any
) -> dict[str, Any]:
    body = {"customer_id": customer["id"], "product_line_id": line["id"], "vendor_id": vendor["id"]} | fields
    return await _made(client, "vendor-positions", body)


async def make_interaction(client: httpx.AsyncClient, customer: dict[str, Any], **fields: Any) -> dict[str, Any]:
    body = {"customer_id": customer["id"], "channel": "visit", "at": "2026-11-02T09:30:00+08:00"} | fields
    return await _made(client, "interactions", body)


async def make_order(client: httpx.AsyncClient, customer: dict[str, Any], **fields: Any) -> dict[str, Any]:
    body = {
        "customer_id": customer["id"],
        "kind": "order",
        "booked_on": "2026-10-15",
        "amount": "120000.00",
        "currency": "CNY",
        "source": "erp",
        "external_id": f"SO-{next(_numbers)}",
    }
    return await _made(client, "transactions", body | fields)


async def make_insight(client: httpx.AsyncClient, customer: dict[str, Any], **fields: Any) -> dict[str, Any]:
    body = {"customer_id": customer["id"], "role": "sales", "title": "年度走访", "dated_on": "2026-10-20"} | fields
    return await _made(client, "insights", body)


async def make_risk(client: httpx.AsyncClient, customer: dict[str, Any], **fields: Any) -> dict[str, Any]:
    body = {
        "customer_id": customer["id"],
        "title": "交付延期",
        "kind": "delivery",
        "probability": 3,
        "impact": 4,
        "horizon": "short",
    }
    return await _made(client, "risks", body | fields)


def seen(row: dict[str, Any]) -> dict[str, str]:
    """The If-Match header for a row as it was answered."""
    return {"If-Match": f'"{row["version"]}"'}
