"""`loam up` as a person meets it: a real process, a real port, a real kill."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from services import up
from tests.installation import LOAM, ROOT, Installation, free_port


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("installation") / "data"


@pytest.fixture
def installation(data: Path) -> Iterator[Installation]:
    """The same folder for all tests; each ends with a kill, which the next start must not mind."""
    made = Installation(data)
    yield made
    made.end()


def ended_within(pid: int, seconds: float) -> bool:
    """Whether the process ends in time; one that only waits to be buried by its parent has ended."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.05)
    return False


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_the_printed_link_signs_in_once_and_a_key_works_while_it_runs(installation: Installation) -> None:
    process = installation.start()
    token = installation.link.partition("token=")[2]
    assert installation.link.startswith(f"{installation.address}/sign-in")
    assert installation.ask("/api/v1/identity/session", json={"token": token}).status_code == 201
    assert installation.ask("/api/v1/identity/session", json={"token": token}).status_code == 401

    key = installation.key("identity:read", "--scope", "records:read")
    assert installation.ask("/api/v1/identity/users", key).status_code == 200
    unknown = installation.run("api-client", "create", "curious", "--scope", "everything")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "records:read" in unknown.stderr
    assert "Traceback" not in unknown.stderr

    again = installation.run("sign-in-link").stdout.strip()
    assert again.startswith(f"{installation.address}/sign-in?token=")
    assert again != installation.link

    server = installation.server_pid()
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    assert ended_within(server, 10)


def test_kill_9_leaves_no_orphan_and_no_lost_row_and_the_second_start_is_quick(installation: Installation) -> None:
    process = installation.start()
    key = installation.key("identity:read")
    server = installation.server_pid()
    process.kill()
    again = installation.start()
    assert processor_seconds(again.pid) < 5  # other tests share the processors: seconds on the wall would say nothing
    assert ended_within(server, 10)
    assert installation.ask("/api/v1/identity/users", key).status_code == 200


def test_ends_with_the_process_that_started_it(installation: Installation) -> None:
    command = " ".join([*LOAM, "up", "--follow", "$$"])
    parent = subprocess.Popen(
        ["bash", "-c", f"{command} & echo $!; wait"],
        cwd=ROOT,
        env=installation.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    installation.started.append(parent)
    assert parent.stdout
    pid = int(parent.stdout.readline())
    while "sign-in?token=" not in parent.stdout.readline():
        pass
    server = installation.server_pid()
    parent.kill()
    assert ended_within(pid, 30)
    assert ended_within(server, 10)


def test_two_copies_run_side_by_side(installation: Installation, tmp_path: Path) -> None:
    other = Installation(tmp_path / "other")
    try:
        installation.start()
        other.start()
        key = installation.key("identity:read")
        assert installation.ask("/api/v1/identity/users", key).status_code == 200
        assert other.ask("/api/v1/identity/users", key).status_code == 401
    finally:
        for process in other.started:
            process.terminate()
            process.wait(60)
            assert process.stdout
            process.stdout.close()


def test_a_taken_port_and_a_taken_folder_are_told(installation: Installation) -> None:
    with socket.create_server(("127.0.0.1", installation.port)):
        refused = installation.run("up")
    assert refused.returncode == 1
    assert f"LOAM_PORT={installation.port + 1}" in refused.stderr

    installation.start()
    refused = installation.run("up", LOAM_PORT=str(free_port()))
    assert refused.returncode == 1
    assert "LOAM_DATA" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_given_database_is_used_and_nothing_is_started(tmp_path: Path, database_url: str) -> None:
    installation = Installation(tmp_path / "unused")
    installation.environment["DATABASE_URL"] = database_url
    installation.key("records:read")
    assert installation.run("migrate").returncode == 0
    assert not installation.data.exists()


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"LOAM_TARGET": "nonsense"}, "nonsense"),
        ({"LOAM_PORT": "many"}, "LOAM_PORT"),
        ({}, "DATABASE_URL"),
    ],
)
def test_wrong_settings_are_told_without_a_traceback(
    installation: Installation, environment: dict[str, str], said: str
) -> None:
    refused = installation.run("serve", **environment)
    assert refused.returncode in {1, 2}
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_api_description_is_the_same_each_time(installation: Installation, tmp_path: Path) -> None:
    written = [tmp_path / "one.json", tmp_path / "two.json"]
    for seed, file in enumerate(written, start=1):
        assert installation.run("openapi", str(file), PYTHONHASHSEED=str(seed)).returncode == 0
    assert written[0].read_bytes() == written[1].read_bytes()


async def test_the_demo_never_enters_a_database_that_people_work_with(world) -> None:
    async def may() -> bool:
        async with world.session() as session:
            return bool(await session.scalar(up.MAY_LOAD_DEMO))

    assert await may()
    someone = await world.client("administrator")
    assert (await someone.post("/records/customers", json={"name": "沃土实业"})).status_code == 201
    assert not await may()
    begun = await someone.post("/identity/api-clients", json={"name": "Demo 2026-11-21", "scopes": ["records:read"]})
    assert begun.status_code == 201
    assert await may()
