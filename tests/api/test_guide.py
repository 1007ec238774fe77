"""The program of the partners' guide, run as it stands against the product as processes of their own."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import text

from services.identity.api_clients.schemas import ApiClientCreate
from services.identity.api_clients.service import create
from tests.api.test_generated_requests import ROOT, serving

SCOPES = ["records:read", "records:write", "transactions:write", "webhooks:write"]
ROWS = 10_000


@contextmanager
def working(url, log) -> Iterator[None]:
    """A worker as its own process: it sends what webhooks are to be told."""
    command = [sys.executable, "-m", "services.cli", "worker", "--follow", str(os.getpid())]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, stdout=output, stderr=output
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(30)


async def test_from_a_key_to_a_verified_webhook(live, tmp_path, monkeypatch):
    monkeypatch.setenv("LOAM_WEBHOOK_ALLOW", "127.0.0.0/8")
    async with live.sessions.begin() as session:
        key = (await create(session, data=ApiClientCreate(name="guide", scopes=SCOPES))).key
    url = live.apps["all"].state.settings.database_url
    monkeypatch.setenv("LOAM_MASTER_KEY", "bG9hbSB0ZXN0cyBsb2FtIHRlc3RzIGxvYW0gdGVzdHM=")
    log = tmp_path / "worker.log"
    with serving(url, tmp_path / "loam.log") as address, working(url, log):
        told = [await _run(address, key, tmp_path, host="127.0.0.1"), await _run(address, key, tmp_path)]
    assert f"created {ROWS} updated 0 unchanged 0 rejected 0" in told[0], told
    assert "webhook verified" in told[0], (told, log.read_text()[-2000:])
    assert f"created 0 updated 0 unchanged {ROWS} rejected 0" in told[1], told
    async with live.sessions() as session:
        assert await session.scalar(text("select count(*) from transaction")) == ROWS
        assert await session.scalar(text("select count(*) from customer")) == 1


async def _run(address, key, folder, host="") -> str:
    environment = {**os.environ, "LOAM_URL": address, "LOAM_KEY": key, "LOAM_GUIDE_HOST": host}
    command = [sys.executable, str(ROOT / "docs" / "guide" / "partner.py"), str(ROWS)]
    run = partial(subprocess.run, cwd=folder, capture_output=True, text=True, check=False, env=environment)
    done = await asyncio.to_thread(run, command)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout
