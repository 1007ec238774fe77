"""Fifty people sign in at the same moment: how long health checks wait meanwhile, and how long the people do.

    python -m bench.sign_in [--people 50] [--rounds 5]

The product is the real one, asked over HTTP; every sign-in hashes a password (argon2id, 19 MiB, two passes). Who is
told to come again (503) waits as long as told and comes again, so in the end all are in.
"""

import argparse
import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bench.api import ROOT, say
from services.embedded import running
from services.identity.sessions import passwords
from services.kit.db import async_url

PASSWORD = "a password of the bench"
BUSY = 503


def _percentile(values: list[float], percent: int) -> float:
    return 1000 * statistics.quantiles(values, n=100)[percent - 1]


async def _people(url: str, count: int) -> None:
    """Users with one password, hashed once: it is checking that costs."""
    statement = text("""
        insert into app_user (id, name, email, roles, active, password_hash, version)
        values (gen_random_uuid(), :email, :email, '{member}', true, :hash, 1)
    """)
    hashed = await passwords.hashed(PASSWORD)
    engine = create_async_engine(async_url(url))
    async with engine.begin() as connection:
        rows = [{"email": f"{number}@bench.example", "hash": hashed} for number in range(count)]
        await connection.execute(statement, rows)
    await engine.dispose()


async def _round(address: str, count: int, probes: list[float], waits: list[float], refused: list[str]) -> None:
    headers = {"sec-fetch-site": "same-origin"}
    limits = httpx.Limits(max_connections=count)
    done = asyncio.Event()
    async with (
        httpx.AsyncClient(base_url=address, headers=headers, timeout=60, limits=limits) as client,
        httpx.AsyncClient(base_url=address, timeout=60) as prober,
    ):
        await prober.get("/livez")

        async def probe() -> None:
            while not done.is_set():
                began = time.perf_counter()
                (await prober.get("/livez")).raise_for_status()
                probes.append(time.perf_counter() - began)
                await asyncio.sleep(0.005)

        async def come_in(number: int) -> None:
            began = time.perf_counter()
            body = {"email": f"{number}@bench.example", "password": PASSWORD}
            while (answer := await client.post("/api/v1/identity/session", json=body)).status_code == BUSY:
                refused.append(answer.json()["code"])
                await asyncio.sleep(int(answer.headers["retry-after"]))
            answer.raise_for_status()
            waits.append(time.perf_counter() - began)

        probing = asyncio.create_task(probe())
        await asyncio.gather(*(come_in(number) for number in range(count)))
        done.set()
        await probing


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.sign_in", description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        with running(Path(folder) / "data") as url:
            subprocess.run(
                [sys.executable, "-m", "alembic", "-x", f"url={url}", "upgrade", "head"], cwd=ROOT, check=True
            )
            asyncio.run(_people(url, options.people))
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            address = f"http://127.0.0.1:{port}"
            own = {"DATABASE_URL": url, "LOAM_PORT": str(port), "LOAM_SIGN_IN_ATTEMPTS_BY_ADDRESS": "100000"}
            command = [sys.executable, "-m", "services.cli", "serve", "--follow", str(os.getpid())]
            server = subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stderr=subprocess.DEVNULL)
            probes: list[float] = []
            waits: list[float] = []
            refused: list[str] = []
            try:
                _until_ready(address)
                for _ in range(options.rounds):
                    asyncio.run(_round(address, options.people, probes, waits, refused))
            finally:
                server.terminate()
                server.wait(20)
    say("sign_in_livez_p50", _percentile(probes, 50), "ms")
    say("sign_in_livez_p99", _percentile(probes, 99), "ms", 200, 100)
    say("sign_in_p50", _percentile(waits, 50), "ms")
    say("sign_in_longest_wait", 1000 * max(waits), "ms")
    say("sign_in_told_to_come_again", refused.count("busy"), "times")
    say("sign_in_past_their_deadline", len(refused) - refused.count("busy"), "times")
    say("load", os.getloadavg()[0], "processes")


def _until_ready(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if httpx.get(f"{address}/readyz").is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError("the product does not answer")


if __name__ == "__main__":
    main(sys.argv[1:])
