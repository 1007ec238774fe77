"""An upload whose server is killed between the bytes and the row leaves nothing that stays."""

import asyncio
import os
import subprocess
import time
import uuid
from pathlib import Path

import httpx
from sqlalchemy import func, select, text

from services.kit.jobs import enqueue
from services.records.attachments.models import Attachment
from tests.factories.files import PDF
from tests.factories.records import make_customer
from tests.installation import LOAM, ROOT, free_port
from tests.working import work

START_SECONDS = 60
DAYS_2 = 2 * 24 * 3600


def objects(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


async def until(condition, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to that"
        await asyncio.sleep(0.02)


def started(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*LOAM, "serve", "--follow", str(os.getpid())], cwd=ROOT, env=environment)


async def answers(address: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        for _ in range(START_SECONDS * 10):
            try:
                if (await client.get(f"{address}/readyz")).is_success:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise AssertionError("it never got ready")


async def test_killed_between_put_and_commit_nothing_stays(live, tmp_path, monkeypatch):
    monkeypatch.setenv("LOAM_FILES", str(tmp_path))
    partner = await live.partner("records:read", "records:write")
    customer = await make_customer(partner)
    settings = next(iter(live.apps.values())).state.settings
    address = f"http://127.0.0.1:{(port := free_port())}"
    environment = os.environ | {
        "DATABASE_URL": settings.database_url,
        "LOAM_MASTER_KEY": settings.master_key,
        "LOAM_PORT": str(port),
    }
    server = started(environment)
    headers = {"authorization": partner.headers["authorization"], "idempotency-key": uuid.uuid4().hex}
    form = {"entity": "customer", "entity_id": customer["id"]}
    try:
        await answers(address)
        async with httpx.AsyncClient(base_url=address, headers=headers, trust_env=False, timeout=30) as client:

            async def send(name: str, content: bytes) -> httpx.Response:
                files = {"file": (name, content, "application/pdf")}
                return await client.post("/api/v1/records/attachments", files=files, data=form)

            async with live.session() as holder:
                await holder.execute(text("lock table attachment in exclusive mode"))  # the row has to wait
                sending = asyncio.create_task(send("合同.pdf", PDF + bytes(3_000_000)))
                await until(lambda: [one for one in objects(tmp_path) if "#" not in one.name], 20)
                server.kill()
                server.wait()
                assert isinstance((await asyncio.gather(sending, return_exceptions=True))[0], httpx.TransportError)
    finally:
        server.kill()
        server.wait()
    [stray] = objects(tmp_path)
    begun = stray.with_name(f"{uuid.uuid4()}#1")
    begun.write_bytes(b"%PDF-1")  # what a kill a moment earlier would have left
    async with live.session() as session:
        assert await session.scalar(select(func.count()).select_from(Attachment)) == 0
    await swept(live)
    assert sorted(objects(tmp_path)) == sorted([stray, begun]), "a young one may belong to an upload that still runs"
    for one in (stray, begun):
        os.utime(one, (time.time() - DAYS_2, time.time() - DAYS_2))
    kept = await partner.post("/records/attachments", files={"file": ("合同.pdf", PDF)}, data=form)
    assert kept.status_code == 201, kept.text
    for one in (good := [one for one in objects(tmp_path) if one.stem == kept.json()["id"]]):
        os.utime(one, (time.time() - DAYS_2, time.time() - DAYS_2))
    await swept(live)
    assert objects(tmp_path) == good, "what has a row stays, however old"
    assert (await partner.get(f"/records/attachments/{kept.json()['id']}/content")).content == PDF


async def swept(live) -> None:
    async with live.sessions.begin() as session:
        await enqueue(session, "attachments.sweep")
    assert await work(live, "attachments.sweep") == 1
