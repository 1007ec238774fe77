"""A real PostgreSQL, real processes of ours, and what is done to them.

Each fault has a seed, a history and a checker, and ends within a minute of a machine of our own. `make faults` takes
the full sizes (FAULTS=full), `make test` short ones. A failure names the history's file, whose first line is the seed;
FAULT_SEED takes another one. Faults strike when the history, the database or a log says that something is under way;
what is slept is the part of a fault that the seed chooses.
"""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
from sqlalchemy.engine import make_url

from services import cluster
from services.embedded import running
from services.identity.api_clients.schemas import ApiClientCreate
from services.identity.api_clients.service import create as create_api_client
from services.kit.db import make_engine, make_sessions
from services.kit.settings import Settings
from services.process import becoming
from tests.conftest import migrate
from tests.faults.history import History
from tests.faults.work import TABLES
from tests.installation import LOAM, ROOT, free_port

KEY = "bG9hbSB0ZXN0cyBsb2FtIHRlc3RzIGxvYW0gdGVzdHM="
FULL = os.environ.get("FAULTS") == "full"
SEED = int(os.environ.get("FAULT_SEED", "20261122"))
FAULT_SECONDS = 60
PATIENCE_SECONDS = 4 * FAULT_SECONDS
"""What has not happened by then never will: others use the machine too, but not all of it."""
HEARTBEAT_SECONDS = "2"
OPTIONS = {"fsync": "off", "max_connections": "120"}


def sized(full: int, short: int) -> int:
    return full if FULL else short


@dataclass
class Postgres:
    """A cluster of its own: what is acknowledged is on its way to the disk, though not all the way (fsync)."""

    data: Path
    url: str
    server: subprocess.Popen[bytes] | None = None
    """The one that was started last; None as long as it is the first."""

    async def restart_at_once(self) -> None:
        """`pg_ctl restart -m immediate`, as a power cut: nobody is asked, everything is replayed.

        In its two halves, because a server that pg_ctl starts is nobody's child and would outlive a killed test.
        """
        account = cluster.account_of(self.data)
        await asyncio.to_thread(
            subprocess.run,
            [cluster.binaries() / "pg_ctl", "stop", "-D", self.data / "postgres", "-m", "immediate", "-w", "-t", "30"],
            check=True,
            cwd="/",
            env=cluster.environment(self.data),
            stdout=subprocess.DEVNULL,
            preexec_fn=becoming(account, signal.SIGKILL),
        )
        if self.server:
            await asyncio.to_thread(self.server.wait)
        options = OPTIONS | {"port": str(make_url(self.url).port)}
        with (self.data / "postgres.log").open("ab") as output:
            self.server = cluster.launch(self.data, account, options, output)
        assert await asyncio.to_thread(cluster.becomes_ready, self.server, self.data), "see postgres.log"

    def stop(self) -> None:
        if self.server:
            cluster.stop(self.server)


@dataclass
class Place:
    """A migrated database, and the processes of ours that a test runs on it."""

    url: str
    folder: Path
    history: History
    random: random.Random
    started: list["Process"] = field(default_factory=list)

    async def rows(self, query: str, *args: Any) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(self.url)
        try:
            return await connection.fetch(query, *args)
        finally:
            await connection.close()

    async def value(self, query: str, *args: Any) -> Any:
        return (await self.rows(query, *args))[0][0]

    def service(self, name: str = "service", **environment: str) -> "Process":
        environment = {"LOAM_PORT": str(free_port()), **environment}
        return self._made(name, [*LOAM, "serve"], environment, port=int(environment["LOAM_PORT"]))

    def worker(self, **environment: str) -> "Process":
        health = self.folder / f"worker-{len(self.started)}.health"
        command = [sys.executable, "-m", "tests.faults.work", str(health)]
        return self._made("worker", command, environment, health=health)

    async def key(self, *scopes: str) -> str:
        """A partner's key, made in this process: another one would take seconds to start."""
        engine = make_engine(Settings(DATABASE_URL=self.url))
        async with make_sessions(engine).begin() as session:
            made = await create_api_client(session, data=ApiClientCreate(name="partner", scopes=list(scopes)))
        await engine.dispose()
        return made.key

    def environment(self, **more: str) -> dict[str, str]:
        ours = {k: v for k, v in os.environ.items() if not k.startswith(("LOAM_", "DATABASE_URL"))}
        own = {"DATABASE_URL": self.url, "LOAM_MASTER_KEY": KEY, "LOAM_JOB_HEARTBEAT_SECONDS": HEARTBEAT_SECONDS}
        return ours | own | more

    def _made(self, name: str, command: list[str], environment: dict[str, str], **ready: Any) -> "Process":
        made = Process(name, command, self.environment(**environment), self.history, self.folder, **ready)
        self.started.append(made)
        return made


@dataclass
class Process:
    """One process of ours that can be killed and started again, on the same port or health file."""

    name: str
    command: list[str]
    environment: dict[str, str]
    history: History
    folder: Path
    port: int = 0
    health: Path | None = None
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Process":
        if self.health:
            self.health.unlink(missing_ok=True)
        with (self.folder / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=becoming(None, signal.SIGKILL),  # noqa: PLW1509 - it must end with a test that is killed
            )
        self.history.add("started", process=self.name, pid=self.process.pid)
        return self

    async def ready(self) -> "Process":
        deadline = time.monotonic() + PATIENCE_SECONDS
        async with httpx.AsyncClient(trust_env=False, timeout=2) as client:
            while time.monotonic() < deadline:
                assert self.process.poll() is None, f"{self.name} ended: {self.told()}"
                if self.health and self.health.exists():
                    return self
                if self.port:
                    try:
                        if (await client.get(f"{self.address}/readyz")).status_code == 200:
                            return self
                    except httpx.HTTPError:
                        pass
                await asyncio.sleep(0.05)
        raise AssertionError(f"{self.name} is not ready: {self.told()}")

    def kill(self) -> None:
        """As `kill -9`: nothing is finished, nobody is told."""
        self.process.kill()
        self.process.wait()
        self.history.add("killed", process=self.name)

    def terminate(self, seconds: float) -> float:
        """How long it took to end by itself; a process that does not fails the test."""
        began = time.monotonic()
        self.process.terminate()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self.name} did not end within {seconds} s: {self.told()}") from None
        return time.monotonic() - began

    def log(self) -> str:
        return (self.folder / f"{self.name}.log").read_text(errors="replace")

    def told(self) -> str:
        return self.log()[-3000:]

    def end(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(f"FAULT_SEED={SEED}, {'full' if FULL else 'short'}")


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    folder = tmp_path_factory.mktemp("faults")
    for above in (folder, *folder.parents[:2]):
        above.chmod(0o711)
    with running(folder / "data", OPTIONS) as url:
        made = Postgres(folder / "data", url)
        try:
            migrate(url)
            yield made
        finally:
            made.stop()


@pytest.fixture
async def place(postgres: Postgres, tmp_path: Path, request: pytest.FixtureRequest) -> Any:
    """A copy of the migrated database, whose processes end with the test."""
    name = f"fault_{uuid.uuid4().hex}"
    base = postgres.url.rpartition("/")[0]
    history = History(tmp_path / "history.jsonl", test=request.node.name, seed=SEED, full=FULL)
    await _statement(f"{base}/postgres", f"create database {name} template loam")
    await _statement(f"{base}/{name}", TABLES)
    made = Place(f"{base}/{name}", tmp_path, history, random.Random(SEED))
    began, took = time.monotonic(), processor_seconds(os.getpid())
    yield made
    for process in made.started:
        process.end()
    await _statement(f"{base}/postgres", f"drop database {name} with (force)")
    seconds, took = time.monotonic() - began, processor_seconds(os.getpid()) - took
    history.add("ended", seconds=round(seconds, 1), processor_seconds=round(took, 1))
    # Where others use the machine too, what counts is how long all its processors would have been busy with us.
    assert min(seconds, took / (os.cpu_count() or 1)) < FAULT_SECONDS or not FULL, f"{seconds:.0f} s, {took:.0f} s busy"


def processor_seconds(root: int) -> float:
    """What a process and all it has started have used so far, those that have ended among them."""
    used: dict[int, float] = {}
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            said = (folder / "stat").read_text().rpartition(") ")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        used[int(folder.name)] = sum(map(int, said[11:15])) / os.sysconf("SC_CLK_TCK")
        children.setdefault(int(said[1]), []).append(int(folder.name))

    def of(pid: int) -> float:
        return used.get(pid, 0) + sum(map(of, children.get(pid, [])))

    return of(root)


async def _statement(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(statement)
    await connection.close()


async def until(true: Callable[[], Any], seconds: float = PATIENCE_SECONDS, every: float = 0.05) -> Any:
    """The first answer that is true; the question is asked again and again."""
    deadline = time.monotonic() + seconds
    while True:
        found = await true()
        if found:
            return found
        assert time.monotonic() < deadline, "waited for too long"
        await asyncio.sleep(every)
