"""The private PostgreSQL: safe to kill, shut to others, right about Chinese."""

import asyncio
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from services import cluster, embedded
from services.process import Account, reaches

KEEPER = """
import sys, time
from pathlib import Path
from services import embedded
with embedded.running(Path(sys.argv[1])) as url:
    print(url, flush=True)
    time.sleep(120)
"""


def ask(url: str, *statements: str) -> Any:
    """Run the statements; the first value of the last one."""

    async def run() -> Any:
        connection = await asyncpg.connect(url)
        try:
            for statement in statements[:-1]:
                await connection.execute(statement)
            return await connection.fetchval(statements[-1])
        finally:
            await connection.close()

    return asyncio.run(run())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("loam")


@pytest.fixture(scope="module")
def url(data: Path) -> Iterator[str]:
    with embedded.running(data) as address:
        yield address


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str, Path]]:
    """Another process that keeps a server running, as `loam up` does."""
    folder = tmp_path / "kept"
    with subprocess.Popen([sys.executable, "-c", KEEPER, folder], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process, process.stdout.readline().strip(), folder
        process.kill()


def server_pid(folder: Path) -> int:
    return int((folder / "postgres" / "postmaster.pid").read_text().split()[0])


def alive(pid: int) -> bool:
    """Whether it runs; an ended one that its new parent has not buried yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_orders_and_finds_chinese(url: str) -> None:
    assert ask(url, "create extension if not exists pg_trgm", "select cardinality(show_trgm('数学'))") > 0
    assert ask(url, "select datlocale from pg_database where datname = current_database()") == "C.UTF-8"


def test_its_role_is_no_superuser_and_can_read_no_files(url: str) -> None:
    assert ask(url, "select rolsuper from pg_roles where rolname = current_user") is False
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        ask(url, "select pg_read_file('/etc/passwd')")


@pytest.mark.parametrize("who", ["loam:wrong@", "postgres:@", "nobody:@"])
def test_lets_nobody_in_without_the_secret(url: str, who: str) -> None:
    with pytest.raises((asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError)):
        ask(f"postgresql://{who}{url.split('@')[1]}", "select 1")


def test_secrets_are_readable_by_us_alone(url: str, data: Path) -> None:
    assert json.loads((data / "run.json").read_text()) == {"pid": os.getpid(), "database_url": url}
    for name in ("run.json", "secret", "lock"):
        assert stat.S_IMODE((data / name).stat().st_mode) == 0o600
    assert stat.S_IMODE((data / "postgres").stat().st_mode) == 0o700


def test_a_second_start_on_the_same_folder_is_refused(url: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "LOCK_PATIENCE_SECONDS", 0.1)
    with pytest.raises(embedded.EmbeddedError, match="Another Loam is using"), embedded.running(data):
        pass
    assert ask(url, "select 1") == 1


def test_two_folders_run_side_by_side_and_a_half_made_cluster_is_made_again(url: str, tmp_path: Path) -> None:
    (tmp_path / "postgres.new" / "base").mkdir(parents=True)
    with embedded.running(tmp_path) as other:
        assert other != url
        assert ask(other, "create table t (i int)", "insert into t values (1)", "select count(*) from t") == 1
        assert ask(url, "select to_regclass('t')::text") is None
    assert not (tmp_path / "postgres.new").exists()


def test_another_terminal_finds_the_running_server(keeper: tuple[subprocess.Popen[str], str, Path]) -> None:
    _, url, folder = keeper
    assert embedded.running_at(folder) == url
    with embedded.reachable(folder) as found:
        assert found == url


def test_kill_9_leaves_no_orphan_no_damage_and_a_quick_second_start(
    keeper: tuple[subprocess.Popen[str], str, Path],
) -> None:
    process, url, folder = keeper
    ask(url, "create table kept (i int)", "insert into kept select generate_series(1, 1000)", "select 1")
    pid = server_pid(folder)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert embedded.running_at(folder) is None
    started = time.monotonic()
    with embedded.running(folder) as again:
        assert time.monotonic() - started < 30  # it waits for the old server to end; seconds, not minutes
        assert ask(again, "select count(*) from kept") == 1000
    assert not alive(pid)


def test_a_killed_server_recovers(keeper: tuple[subprocess.Popen[str], str, Path]) -> None:
    process, url, folder = keeper
    ask(url, "create table kept (i int)", "insert into kept values (7)", "select 1")
    for pid in (process.pid, server_pid(folder)):
        os.kill(pid, signal.SIGKILL)
    process.wait()
    with embedded.running(folder) as again:
        assert ask(again, "select i from kept") == 7


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    with (
        pytest.raises(embedded.EmbeddedError, match="no_such_setting"),
        embedded.running(tmp_path, {"no_such_setting": "1"}),
    ):
        pass
    assert embedded.running_at(tmp_path) is None


def test_runs_from_folders_that_are_shut_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shut = tmp_path / "home"
    shut.mkdir(mode=0o700)
    package = cluster.binaries().parents[1]
    for part in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, shut / part.name)
    binaries = shut / package.name / "pginstall" / "bin"
    monkeypatch.setattr(cluster, "binaries", lambda: binaries)
    with embedded.running(shut / "data") as url:
        assert ask(url, "select 1") == 1
        status = Path(f"/proc/{server_pid(shut / 'data')}/status").read_text()
    if os.geteuid() == 0:
        assert re.search(r"^CapEff:\s0*4$", status, re.MULTILINE)  # the right to walk, and nothing else of root
        assert not re.search(r"^Uid:\s0", status, re.MULTILINE)


def test_reaches_asks_every_folder_above(tmp_path: Path) -> None:
    stranger = Account("stranger", 54321, 54321)
    inner = tmp_path / "open" / "inner"
    inner.mkdir(parents=True)
    assert reaches(stranger, Path("/usr/bin"))
    (tmp_path / "open").chmod(0o700)
    assert not reaches(stranger, inner)
    assert reaches(Account("root", 0, 0), Path("/usr/bin"))
