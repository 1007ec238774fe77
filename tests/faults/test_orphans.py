"""The test itself is killed: nothing that it started stays, not even the server that was restarted."""

import signal
import subprocess
import sys

from services.process import becoming
from tests.installation import ROOT
from tests.test_up import ended_within


def test_whatever_a_test_started_ends_with_it(tmp_path) -> None:
    for above in (tmp_path, *tmp_path.parents[:2]):
        above.chmod(0o711)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.starter", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=becoming(None, signal.SIGKILL),  # noqa: PLW1509 - or the test's own test would leave some
    ) as test:
        pids = [int(pid) for pid in test.stdout.readline().split()]
        test.kill()
    assert len(pids) == 3
    for pid in pids:
        assert ended_within(pid, 30), pid
