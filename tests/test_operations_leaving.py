"""How a service ends: it says so first, answers what is being asked, and takes no new work."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from services.embedded import running
from tests.conftest import FAST, migrate
from tests.installation import LOAM, ROOT, free_port

LEAVE_SECONDS = 2


@pytest.fixture
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    folder = tmp_path_factory.mktemp("leaving")
    for above in (folder, *folder.parents[:2]):
        above.chmod(0o711)
    with running(folder / "data", FAST) as url:
        migrate(url)
        port = free_port()
        environment = {k: v for k, v in os.environ.items() if not k.startswith("LOAM_")} | {
            "DATABASE_URL": url,
            "LOAM_PORT": str(port),
            "LOAM_LEAVE_SECONDS": str(LEAVE_SECONDS),
            "LOAM_DEADLINE_SECONDS": "60",
        }
        with Path(os.devnull).open("wb") as nowhere:
            process = subprocess.Popen(
                [*LOAM, "serve", "--follow", str(os.getpid())], cwd=ROOT, env=environment, stderr=nowhere
            )
        address = f"http://127.0.0.1:{port}"
        try:
            deadline = time.monotonic() + 60
            while ready(address) != 200:
                assert time.monotonic() < deadline
                time.sleep(0.1)
            yield process, address
        finally:
            process.kill()
            process.wait()


def ready(address: str) -> int:
    try:
        return httpx.get(f"{address}/readyz", trust_env=False, timeout=10).status_code
    except httpx.HTTPError:
        return 0


def test_what_is_being_asked_is_answered(serving: tuple[subprocess.Popen[bytes], str]) -> None:
    process, address = serving
    may_end, begun = threading.Event(), threading.Event()

    def slowly() -> Iterator[bytes]:
        yield b'{"token": '
        begun.set()
        may_end.wait(30)
        yield b'"unknown"}'

    answers: list[int] = []

    def ask() -> None:
        headers = {"content-type": "application/json", "sec-fetch-site": "same-origin"}
        sent = httpx.post(
            f"{address}/api/v1/identity/session", content=slowly(), headers=headers, trust_env=False, timeout=60
        )
        answers.append(sent.status_code)

    asking = threading.Thread(target=ask)
    asking.start()
    assert begun.wait(10)
    time.sleep(0.3)  # the first half is there
    process.send_signal(signal.SIGTERM)
    told = time.monotonic()
    while (status := ready(address)) == 200:
        assert time.monotonic() - told < 5
    assert status == 503  # not yet refused: whoever spreads the load reads this first
    assert httpx.get(f"{address}/livez", trust_env=False).status_code == 200
    while ready(address):
        assert time.monotonic() - told < LEAVE_SECONDS + 5
        time.sleep(0.05)
    assert time.monotonic() - told > LEAVE_SECONDS * 0.9
    assert process.poll() is None  # it waits for its last answer
    may_end.set()
    asking.join(20)
    assert answers == [401]
    assert process.wait(15) == 0
