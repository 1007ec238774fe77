"""Two ways to ask the same, and what each costs: HTTP requests to the product, and pgbench with the product's SQL.

What counts is processor time by request, because requests per second depend on who else uses the machine.
"""

import os
import re
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

TICK = os.sysconf("SC_CLK_TCK")
CLIENTS = 4


@dataclass
class Cost:
    """Requests, and the processor seconds of the program that answers (or asks) and of the database."""

    requests: int = 0
    program: float = 0
    database: float = 0
    waits: list[float] = field(default_factory=list)

    def add(self, requests: int, program: float, database: float) -> None:
        self.requests += requests
        self.program += program
        self.database += database

    @property
    def microseconds(self) -> float:
        """Processor time by request, program and database together."""
        return 1e6 * (self.program + self.database) / self.requests

    def milliseconds(self, percent: int) -> float:
        return 1000 * quantiles(self.waits, n=100)[percent - 1]


def _stat(process: int) -> list[str]:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def seconds_of(process: int) -> float:
    """Processor seconds of a process and of its children that have ended."""
    return sum(map(int, _stat(process)[11:15])) / TICK


def seconds_below(parent: int) -> float:
    """The same of a server with all processes it keeps: PostgreSQL answers every connection in one of its own."""
    total = seconds_of(parent)
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int(_stat(int(folder.name))[1]) == parent:
                total += seconds_of(int(folder.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total


def resident_megabytes(process: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    return int(found.group(1)) / 1024 if found else 0.0


class Line:
    """One kept connection; small on purpose, because it runs on the machine it measures."""

    def __init__(self, address: str, key: str) -> None:
        parts = urlsplit(address)
        self.socket = socket.create_connection((parts.hostname, parts.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.head = f"Host: {parts.netloc}\r\nAuthorization: Bearer {key}\r\n\r\n".encode()

    def get(self, path: str) -> bytes:
        """The body of a 200; anything else is an error of the measurement."""
        self.socket.sendall(b"GET " + path.encode() + b" HTTP/1.1\r\n" + self.head)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        head, _, body = got.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head.lower())
        if not head.startswith(b"HTTP/1.1 200") or not length:
            raise RuntimeError(f"{path}: {head[:200]!r} {body[:300]!r}")
        while len(body) < int(length.group(1)):
            body += self._more()
        return body

    def _more(self) -> bytes:
        if not (part := self.socket.recv(65536)):
            raise RuntimeError("the server closed the connection")
        return part

    def close(self) -> None:
        self.socket.close()


def ask(cost: Cost, address: str, key: str, path: Callable[[], str], *, seconds: float, app: int, server: int) -> None:
    """Send requests over `CLIENTS` connections for this long."""
    done = [0] * CLIENTS
    wrong: list[Exception] = []
    until = time.monotonic() + seconds

    def work(number: int) -> None:
        try:
            line = Line(address, key)
            while time.monotonic() < until:
                line.get(path())
                done[number] += 1
            line.close()
        except (OSError, RuntimeError) as error:
            wrong.append(error)

    before = seconds_of(app), seconds_below(server)
    threads = [threading.Thread(target=work, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]
    cost.add(sum(done), seconds_of(app) - before[0], seconds_below(server) - before[1])


def listen(cost: Cost, address: str, key: str, path: Callable[[], str], *, count: int) -> None:
    """How long one person waits who asks one thing after the other."""
    line = Line(address, key)
    for _ in range(count):
        began = time.perf_counter()
        line.get(path())
        cost.waits.append(time.perf_counter() - began)
    line.close()


def pgbench(cost: Cost, program: Path, url: str, scripts: list[str], *, seconds: int, server: int) -> None:
    """Run these scripts (pgbench takes one by chance each time) over as many connections, prepared."""
    parts = urlsplit(url)
    with tempfile.TemporaryDirectory() as folder:
        files: list[str] = []
        for number, script in enumerate(scripts):
            file = Path(folder) / f"{number}.sql"
            file.write_text(script)
            files += ["-f", str(file)]
        before = seconds_below(server)
        running = subprocess.Popen(
            [program, "-n", "-M", "prepared", "-c", str(CLIENTS), "-T", str(seconds), *files, parts.path[1:]],
            env={
                "PGHOST": parts.hostname or "",
                "PGPORT": str(parts.port),
                "PGUSER": parts.username or "",
                "PGPASSWORD": parts.password or "",
                "LC_ALL": "C.UTF-8",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        told = running.stdout.read() if running.stdout else ""
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    found = re.search(r"number of transactions actually processed: (\d+)", told)
    if running.returncode or not found:
        raise RuntimeError(f"pgbench: {told[-600:]}")
    cost.add(int(found.group(1)), used.ru_utime + used.ru_stime, seconds_below(server) - before)
