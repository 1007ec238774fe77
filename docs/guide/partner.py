"""From a key to a verified webhook: what a partner's program does, in one file that runs.

    LOAM_URL=https://loam.example.com LOAM_KEY=loam_… python docs/guide/partner.py [rows]

Needs `httpx` and `standardwebhooks`. The key needs the scopes records:write, transactions:write, records:read and
webhooks:write; the webhook part needs that Loam may reach this machine (LOAM_WEBHOOK_ALLOW for a private address).
"""

import datetime as dt
import json
import os
import queue
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
from standardwebhooks import Webhook

BATCH = 2500
"""Rows of about 300 bytes: well under 1 MB a request."""
TRIES = 6


def post(loam: httpx.Client, path: str, *, key: str | None = None, **body: Any) -> Any:
    """Sent until it is answered: the same key each time, so that it is done once."""
    headers = {"Idempotency-Key": key or uuid.uuid4().hex} | body.pop("headers", {})
    for attempt in range(1, TRIES + 1):
        try:
            answer = loam.post(path, headers=headers, **body)
        except httpx.TransportError:
            if attempt == TRIES:
                raise
            time.sleep(attempt)
            continue
        if answer.status_code not in {429, 503} and answer.json().get("code") != "in_progress":
            break
        time.sleep(float(answer.headers.get("Retry-After", attempt)))
    if answer.is_error:
        sys.exit(f"POST {path}: {answer.status_code} {answer.text}")
    return answer.json()


def first_customer(loam: httpx.Client) -> dict[str, Any]:
    """The customer as the ERP knows it; found again when this program runs a second time."""
    asked = {"filter": 'source = erp and external_id = "K-1001"'}
    [*found] = loam.get("/records/customers", params=asked).raise_for_status().json()["items"]
    if found:
        return dict(found[0])
    customer = {"name": "沃野电力集团有限公司", "kind": "company", "source": "erp", "external_id": "K-1001"}
    return dict(post(loam, "/records/customers", json=customer))


def orders(customer: dict[str, Any], rows: int) -> Iterator[dict[str, Any]]:
    """What an ERP exports: each row with the number that names it for ever."""
    for number in range(rows):
        day = dt.date(2026, 1, 1) + dt.timedelta(days=number % 300)
        yield {
            "customer_id": customer["id"],
            "kind": "order",
            "number": f"SO-{number:06}",
            "booked_on": day.isoformat(),
            "amount": 1000 + number,
            "currency": "CNY",
            "source": "erp",
            "external_id": f"SO-{number:06}",
        }


def upsert(loam: httpx.Client, rows: list[dict[str, Any]]) -> dict[str, int]:
    """In batches; a batch may be sent again, its rows are then only brought up to date."""
    total = dict.fromkeys(("created", "updated", "unchanged", "rejected"), 0)
    for start in range(0, len(rows), BATCH):
        lines = "\n".join(json.dumps(row) for row in rows[start : start + BATCH])
        headers = {"Content-Type": "application/x-ndjson"}
        done = post(loam, "/records/transactions/bulk", content=lines.encode(), headers=headers)
        for name in total:
            total[name] += done[name]
        for row in done["rows"]:
            for error in row["errors"]:
                print("rejected", row["external_id"], error["pointer"], error["detail"])
    return total


def verified_webhook(loam: httpx.Client, host: str) -> dict[str, Any]:
    """A receiver on this machine, a webhook that leads to it, and a test message whose signature is right."""
    came: queue.Queue[tuple[dict[str, str], bytes]] = queue.Queue()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            came.put(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer((host, 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    body = {
        "name": f"Guide {uuid.uuid4()}",
        "url": f"http://{host}:{server.server_port}/hook",
        "event_types": ["customer.*"],
    }
    hook = post(loam, "/identity/webhooks", json=body)
    post(loam, f"/identity/webhooks/{hook['id']}/ping")
    headers, sent = came.get(timeout=60)
    message: dict[str, Any] = Webhook(hook["secret"]).verify(sent, headers)  # raises when it is not from Loam
    found = loam.get(f"/identity/webhooks/{hook['id']}").raise_for_status()
    loam.delete(f"/identity/webhooks/{hook['id']}", headers={"If-Match": found.headers["ETag"]})
    server.shutdown()
    return message


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    url, key = os.environ["LOAM_URL"], os.environ["LOAM_KEY"]
    headers = {"Authorization": f"Bearer {key}", "Accept-Language": os.environ.get("LANG", "en")[:2]}
    with httpx.Client(base_url=f"{url}/api/v1", headers=headers, timeout=60) as loam:
        customer = first_customer(loam)
        print("customer", customer["id"], customer["name"])
        began = time.monotonic()
        done = upsert(loam, list(orders(customer, rows)))
        print(*(f"{name} {count}" for name, count in done.items()), f"in {time.monotonic() - began:.1f} s")
        if host := os.environ.get("LOAM_GUIDE_HOST"):
            print("webhook verified", verified_webhook(loam, host)["type"])


if __name__ == "__main__":
    main()
