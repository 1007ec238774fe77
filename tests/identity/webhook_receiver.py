"""Another system at the end of a webhook: a real server that answers what the test wants, and keeps what came."""

import asyncio
import contextlib
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from standardwebhooks import Webhook

from services.identity.webhooks import relay
from services.kit.jobs import Job, Yield


@dataclass
class Receiver:
    """`answers`: status by number of the request, 200 when there is none; `connections` counts every one of them."""

    answers: list[int] = field(default_factory=list)
    extra: bytes = b""
    body: bytes = b"thank you"
    slow: float = 0
    choose: Callable[[str], int] | None = None
    """The status for a message's id; 0 cuts the line without an answer."""
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    connections: int = 0

    async def __aenter__(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/hook?token=1"
        return self

    async def __aexit__(self, *_):
        self.server.close()
        await self.server.wait_closed()

    async def serve(self, reader, writer):
        self.connections += 1
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
            headers = {name.lower(): value for name, value in headers.items()}
            body = await reader.readexactly(int(headers["content-length"]))
            self.came.append((headers, body))
            status = self.answers.pop(0) if self.answers else 200
            if self.choose:
                status = self.choose(headers["webhook-id"])
            if not status:
                return
            await asyncio.sleep(self.slow)
            writer.write(b"HTTP/1.1 %d X\r\ncontent-length: %d\r\n%s\r\n" % (status, len(self.body), self.extra))
            writer.write(self.body)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.came]

    def messages(self, secret: str) -> list[dict]:
        """What came, each verified with the library other systems use."""
        return [Webhook(secret).verify(body, headers) for headers, body in self.came]


def allow_loopback(world) -> None:
    for app in world.apps.values():
        app.state.settings = app.state.settings.model_copy(update={"webhook_allow": "127.0.0.0/8"})


def job_of(world) -> Job:
    app = next(iter(world.apps.values()))
    return Job(
        id=uuid.uuid4(),
        kind="webhooks.relay",
        payload={},
        attempt=1,
        sessions=world.sessions,
        readings=app.state.readings,
        settings=app.state.settings,
        http={},
    )


async def relay_until(world, done, *, seconds: float = 15) -> None:
    """Run the relay as a worker does, until `done()`; then it is told to leave."""
    job = job_of(world)
    task = asyncio.create_task(relay.run(job))
    try:
        async with asyncio.timeout(seconds):
            while not done():
                assert not task.done(), task.exception()
                await asyncio.sleep(0.05)
            await asyncio.sleep(0.2)  # what came is written down
    finally:
        job.stop_asked = True
        with contextlib.suppress(Yield):
            await task


async def subscribe(client, receiver, *types: str, **more) -> dict:
    body = {"name": f"ERP {uuid.uuid4()}", "url": receiver.url, "event_types": list(types or ("*",))} | more
    answer = await client.post("/identity/webhooks", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def plain(body: bytes) -> dict:
    return json.loads(body)
