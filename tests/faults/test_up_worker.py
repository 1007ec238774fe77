"""`loam up` has a worker: it comes back when it is killed, and goes when `loam up` goes, whichever way."""

import os
import signal
import time
from pathlib import Path

from tests.installation import Installation
from tests.test_up import ended_within

PATIENCE_SECONDS = 60


def worker_of(installation: Installation, *, not_this: int = 0) -> int:
    """The process id the worker has written down, once it is well."""
    health = installation.data / "worker.health"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if health.exists() and (found := health.read_text()) and int(found) != not_this:
            return int(found)
        time.sleep(0.05)
    raise AssertionError("no worker")


def test_a_worker_lives_and_dies_with_loam_up(tmp_path_factory) -> None:
    installation = Installation(tmp_path_factory.mktemp("up") / "data")
    try:
        up = installation.start()
        first = worker_of(installation)
        assert b"services.cli\0worker" in Path(f"/proc/{first}/cmdline").read_bytes()
        os.kill(first, signal.SIGKILL)
        second = worker_of(installation, not_this=first)
        up.kill()
        assert ended_within(second, 15), "it follows, even a kill -9"
        up = installation.start()
        third = worker_of(installation, not_this=second)
        up.terminate()
        assert up.wait(30) in {0, -signal.SIGTERM}
        assert ended_within(third, 1)
        assert not (installation.data / "worker.health").exists(), "it left in order"
    finally:
        installation.end()
