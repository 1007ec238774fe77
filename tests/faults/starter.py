"""A test that is about to be killed: `python -m tests.faults.starter FOLDER` starts one of everything and tells its pids."""

import asyncio
import random
import sys
from pathlib import Path

from services.embedded import running
from tests.conftest import migrate
from tests.faults.conftest import OPTIONS, SEED, Place, Postgres
from tests.faults.history import History


async def main(folder: Path) -> None:
    with running(folder / "data", OPTIONS) as url:
        migrate(url)
        postgres = Postgres(folder / "data", url)
        await postgres.restart_at_once()
        place = Place(url, folder, History(folder / "history.jsonl"), random.Random(SEED))
        started = [await process.start().ready() for process in (place.service(), place.worker())]
        pids = [postgres.server.pid, *(process.process.pid for process in started)]
        sys.stdout.write(f"{' '.join(map(str, pids))}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
