"""One Loam as people start it: a data folder, a port, a process."""

import os
import re
import socket
import subprocess
import sys
import threading
import uuid
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[1]
LOAM = [sys.executable, "-m", "services.cli"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """A data folder and a port; `start` gives the process once it answers."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("LOAM_", "DATABASE_URL"))} | {
            "LOAM_PORT": str(self.port),
            "LOAM_DATA": str(data),
            "LOAM_DEMO": "0",
        }
        self.started: list[subprocess.Popen[str]] = []
        self.link = ""

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*LOAM, *arguments],
            check=False,
            cwd=ROOT,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def start(self) -> subprocess.Popen[str]:
        command = [*LOAM, "up", "--follow", str(os.getpid())]  # a test that is killed leaves nothing behind
        process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True)
        self.started.append(process)
        watchdog = threading.Timer(120, process.kill)
        watchdog.start()
        assert process.stdout
        for line in process.stdout:
            if found := re.search(r"http\S+/sign-in\?token=\S+", line):
                watchdog.cancel()
                self.link = found[0]
                return process
        raise AssertionError("loam up told no link")

    def wait_for(self, words: str, seconds: float) -> None:
        """Until the started process tells these words."""
        process = self.started[-1]
        watchdog = threading.Timer(seconds, process.kill)
        watchdog.start()
        assert process.stdout
        told = ""
        for line in process.stdout:
            if words in line:
                watchdog.cancel()
                return
            told += line
        raise AssertionError(f"loam up ended, or took over {seconds} s, without “{words}”:\n{told}")

    def end(self) -> None:
        """Whatever was started is killed, which the next start must not mind."""
        for process in self.started:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()

    def ask(self, path: str, key: str = "", method: str = "", **options: Any) -> httpx.Response:
        headers = {"authorization": f"Bearer {key}"} if key else {"sec-fetch-site": "same-origin"}
        method = method or ("POST" if "json" in options else "GET")
        if key and method == "POST":
            headers["idempotency-key"] = uuid.uuid4().hex
        return httpx.request(method, self.address + path, headers=headers, timeout=60, trust_env=False, **options)

    def server_pid(self) -> int:
        return int((self.data / "postgres" / "postmaster.pid").read_text().split()[0])

    def key(self, *scopes: str) -> str:
        made = self.run("api-client", "create", f"partner {uuid.uuid4()}", "--scope", *scopes)
        assert re.fullmatch(r"loam_\S+\n", made.stdout), made.stderr
        return made.stdout.strip()
