"""The door users have, for a program: JSON in and out, whole lists, imports step by step, and acting as a person."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx

PATIENCE_SECONDS = 60
TRIES = 6
SERVER_BUSY = 503
SECONDS = 90
POLL_SECONDS = 0.2


class DemoError(RuntimeError):
    """The demo cannot go on; the message says at which request and why."""


def tell(text: str) -> None:
    print(text, flush=True)


class Loam:
    """A caller of one installation: the loader with its key, or a person with a session. `door` opens a connection
    with these headers.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        door: Callable[[dict[str, str]], httpx.AsyncClient],
        say: Callable[[str], None] = tell,
    ) -> None:
        self.http, self.door, self.say = http, door, say

    async def call(self, method: str, path: str, **options: Any) -> Any:
        """The answer's JSON. A busy server is asked again; any refusal ends the demo with its reason."""
        if method == "POST":  # one key for all tries
            options["headers"] = {"idempotency-key": uuid.uuid4().hex, **options.get("headers", {})}
        for attempt in range(1, TRIES + 1):
            answer = await self.http.request(method, f"/api/v1{path}", **options)
            if answer.status_code != SERVER_BUSY or attempt == TRIES:
                break
            await asyncio.sleep(attempt)
        if answer.is_error:
            raise DemoError(f"{method} {path}: {answer.status_code} {answer.text[:1000]}")
        return answer.json() if answer.content else None

    async def get(self, path: str, **parameters: Any) -> Any:
        return await self.call("GET", path, params={k: v for k, v in parameters.items() if v is not None})

    async def post(self, path: str, **body: Any) -> Any:
        return await self.call("POST", path, json=body)

    async def put(self, path: str, body: Any) -> Any:
        return await self.call("PUT", path, json=body)

    async def patch(self, path: str, row: Mapping[str, Any], **changes: Any) -> Any:
        """Change the row as it was last seen."""
        return await self.call("PATCH", path, json=changes, headers={"if-match": f'"{row["version"]}"'})

    async def all(self, path: str, **parameters: Any) -> list[dict[str, Any]]:
        """Every row of a list."""
        rows: list[dict[str, Any]] = []
        cursor = None
        while True:
            page = await self.get(path, **parameters, limit=200, cursor=cursor)
            rows += page["items"]
            cursor = page["next"]
            if cursor is None:
                return rows

    async def find(self, path: str, /, *, where: Mapping[str, Any], **parameters: Any) -> dict[str, Any] | None:
        """The first row of a list whose fields are these."""
        rows = await self.all(path, **parameters)
        return next((row for row in rows if all(row[name] == value for name, value in where.items())), None)

    async def load(
        self,
        kind: str,
        name: str,
        data: bytes,
        *,
        mapping: Mapping[str, Any] | None = None,
        source: str,
        only: list[dict[str, str]] | None = None,
    ) -> dict[str, Any]:
        """One file through the import: upload, mapping (guessed without one), run, and wait. Answers the counts."""
        path = f"/{SERVICES[kind]}/imports"
        files = {"file": (name, data, "text/csv")}
        run = await self.call("POST", path, files=files, data={"kind": kind})
        change: dict[str, Any] = {"mapping": mapping or run["mapping"], "source": source, "only": only or []}
        run = await self.patch(f"{path}/{run['id']}", run, **change)
        run = await self.post(f"{path}/{run['id']}/run")
        while run["state"] == "running":
            await asyncio.sleep(POLL_SECONDS)
            run = await self.get(f"{path}/{run['id']}")
        if run["state"] != "done":
            raise DemoError(f"{name}: the import {run['state']} {run['error']}")
        result: dict[str, Any] = run["result"]
        counts = ", ".join(f"{result[word]} {word}" for word in ("create", "update", "skip", "reject"))
        self.say(f"  {name} → {kind}: {counts}")
        if result["rejects"]:
            raise DemoError(f"{name}: {result['reject']} rows rejected, the first: {result['rejects'][0]}")
        return result

    @asynccontextmanager
    async def acting_as(self, user: Mapping[str, Any]) -> AsyncIterator["Loam"]:
        """The same door as this person, signed in by a one-time link and out again afterwards."""
        link = await self.post(f"/identity/users/{user['id']}/sign-in-link")
        async with self.door({"sec-fetch-site": "same-origin"}) as http:
            person = Loam(http, self.door, self.say)
            await person.post("/identity/session", token=link["path"].partition("token=")[2])
            yield person
            await person.call("DELETE", "/identity/session")


SERVICES = {
    "users": "identity",
    "customers": "records",
    "contacts": "records",
    "product_lines": "records",
    "transactions": "records",
    "opportunities": "planning",
}


@asynccontextmanager
async def connected(url: str, key: str, say: Callable[[str], None] = tell) -> AsyncIterator[Loam]:
    """A loader at the installation under this address; waits while it is starting."""

    def door(headers: dict[str, str]) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=url, timeout=SECONDS, headers=headers)

    async with door({"authorization": f"Bearer {key}"}) as http:
        for attempt in range(PATIENCE_SECONDS):
            try:
                (await http.get("/readyz")).raise_for_status()
                break
            except httpx.HTTPError as error:
                if attempt == PATIENCE_SECONDS - 1:
                    raise DemoError(f"No Loam answers at {url}: {error}") from error
                await asyncio.sleep(1)
        yield Loam(http, door, say)
