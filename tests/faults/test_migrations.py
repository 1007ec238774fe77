"""A migration that is killed half-way is not there, and the next run brings the tables to the same form."""

import asyncio
import os
import subprocess
import uuid

import asyncpg

from tests.faults.conftest import Place, Postgres, _statement, sized
from tests.installation import LOAM, ROOT

SHAPE = """
select c.relname, c.relkind::text, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
    pg_get_expr(d.adbin, d.adrelid)
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where c.relnamespace = 'public'::regnamespace and c.relname not like 'fault_%'
order by 1, 3
"""
CONSTRAINTS = """
select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
where connamespace = 'public'::regnamespace and conrelid::regclass::text not like 'fault_%' order by 1, 2
"""
AT_WORK = "select pid from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()"


async def shape(url: str) -> list[tuple]:
    connection = await asyncpg.connect(url)
    found = [*(await connection.fetch(SHAPE)), *(await connection.fetch(CONSTRAINTS))]
    await connection.close()
    return [tuple(row) for row in found]


def start(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*LOAM, "migrate", "--follow", str(os.getpid())], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
    )


async def test_killed_at_any_moment_it_is_finished_by_the_next_run(place: Place, postgres: Postgres) -> None:
    base, name = postgres.url.rpartition("/")[0], f"fresh_{uuid.uuid4().hex}"
    await _statement(f"{base}/postgres", f"create database {name} template template0")
    await _statement(f"{base}/{name}", "create extension if not exists pg_trgm")
    environment = place.environment(DATABASE_URL=f"{base}/{name}")
    watch = await asyncpg.connect(f"{base}/postgres")
    killed = 0
    for _ in range(sized(5, 2)):
        process = start(environment)
        while process.poll() is None and not await watch.fetch(AT_WORK, name):  # noqa: ASYNC110 - it is the server's word
            await asyncio.sleep(0.005)
        moment = place.random.uniform(0, 0.5)
        await asyncio.sleep(moment)
        killed += process.poll() is None
        process.kill()
        process.wait()
        place.history.add("killed", after=round(moment, 3), code=process.returncode)
        while await watch.fetch(AT_WORK, name):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
    assert killed, place.history.path
    done = await asyncio.to_thread(
        subprocess.run, [*LOAM, "migrate"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found, wanted = await shape(f"{base}/{name}"), await shape(place.url)
    place.history.add("finished", lines=len(found))
    assert len(wanted) > 300
    await watch.execute(f"drop database {name} with (force)")
    await watch.close()
    assert found == wanted
