"""The year in an installation that runs elsewhere, such as containers behind their gateway; it should be a fresh one.

python -m tests.journeys.abroad http://localhost:8080 "$(docker compose exec -T identity loam sign-in-link)"
"""

import asyncio
import sys
import uuid
from types import SimpleNamespace

import httpx

from tests.conftest import with_key
from tests.factories.execution import ok
from tests.journeys.year import the_year


class Abroad:
    """People and partners made through the API alone, as an administrator would."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.clients: list[httpx.AsyncClient] = []
        self.admin = self.stranger()

    def stranger(self) -> httpx.AsyncClient:
        client = httpx.AsyncClient(base_url=f"{self.address}/api/v1", timeout=60)
        client.headers["sec-fetch-site"] = "same-origin"
        self.clients.append(client)
        return client

    async def client(self, role: str, *, department_id: str | None = None) -> httpx.AsyncClient:
        if role == "administrator":
            return self.admin
        fields = {"name": f"{role} {uuid.uuid4().hex[:8]}", "roles": [role], "department_id": department_id}
        user = ok(await self.admin.post("/identity/users", json=fields))
        link = ok(await self.admin.post(f"/identity/users/{user['id']}/sign-in-link"))
        client = self.stranger()
        await sign_in(client, link["path"])
        client.user = SimpleNamespace(id=user["id"])
        return client

    async def partner(self, *scopes: str) -> httpx.AsyncClient:
        fields = {"name": f"partner {uuid.uuid4().hex[:8]}", "scopes": scopes}
        made = ok(await self.admin.post("/identity/api-clients", json=fields))
        client = self.stranger()
        client.headers["authorization"] = f"Bearer {made['key']}"
        client.event_hooks["request"].append(with_key)
        return client


async def sign_in(client: httpx.AsyncClient, link: str) -> None:
    ok(await client.post("/identity/session", json={"token": link.strip().partition("token=")[2]}))


async def main(address: str, link: str) -> None:
    house = Abroad(address.rstrip("/"))
    try:
        await sign_in(house.admin, link)
        await the_year(house)
    finally:
        for client in house.clients:
            await client.aclose()
    sys.stdout.write("A year went round the loop.\n")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
