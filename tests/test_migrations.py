"""Migrations: fit to run while the old version serves, whole after a kill, and history that the code cannot change."""

import ast
import asyncio
import os
import re
import signal
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from services import published
from services.cluster import binaries
from services.kit.db import make_engine
from services.kit.settings import Settings
from services.tables import metadata

ROOT = Path(__file__).parents[1]
ALEMBIC = [sys.executable, "-m", "alembic"]
SCRIPTS = list(ScriptDirectory.from_config(Config(toml_file=ROOT / "pyproject.toml")).walk_revisions())
BEGINNING = {"0001_platform", "0002_records", "0003_planning", "0004_performance", "0005_imports"}
NEW = [script for script in reversed(SCRIPTS) if script.revision not in BEGINNING]
UNFIT = [
    "prefer-robust-stmts",  # each migration is one transaction: there is no half of it to be robust against
    "require-lock-timeout",  # alembic/env.py sets it
    "require-statement-timeout",  # what may take long is said by the lock timeout; the rest is allowed to
    "transaction-nesting",  # alembic writes BEGIN and COMMIT itself
    "prefer-bigint-over-int",  # sizes of columns are chosen, ids are UUIDs
    "prefer-bigint-over-smallint",
    "prefer-text-field",  # a bounded code is meant to be bounded
]
SMALL = "made before the first release: no installation has a large table yet"
EXCEPTIONS = {
    ("0006_jobs", "prefer-identity"): "the tables of pgqueuer are made by its own statements",
    ("0007_api", "require-concurrent-index-creation"): SMALL,
    ("0008_events", "require-concurrent-index-creation"): SMALL,
    ("0009_identity", "require-concurrent-index-creation"): SMALL,
    ("0009_identity", "adding-field-with-default"): "a few sessions are rewritten, in no time",
    ("0012_large_imports", "require-concurrent-index-creation"): SMALL,
    ("0016_own_fields", "require-concurrent-index-creation"): "partial: no row is in them before the first own field",
    ("0016_own_fields", "ban-drop-constraint"): "two lists of words grow: the version before writes only the old words",
    ("0016_own_fields", "constraint-missing-not-valid"): "a table of some dozens of definitions is read in no time",
    ("0010_privacy", "ban-drop-not-null"): "the version before only ever writes values there, and reads what it wrote",
}


def lint(sql: str) -> set[str]:
    """The rules of squawk that the SQL of one migration breaks."""
    arguments = ["--reporter", "gcc", "--pg-version", "15", "--assume-in-transaction"]
    for rule in UNFIT:
        arguments += ["--exclude", rule]
    command = [Path(sys.executable).parent / "squawk", *arguments, "--stdin-filepath", "migration.sql"]
    told = subprocess.run(command, input=sql, capture_output=True, text=True, check=False, cwd="/")
    assert told.returncode in {0, 1}, told.stderr
    return set(re.findall(r"^migration\.sql:\d+:\d+: \w+: ([\w-]+)", told.stdout, re.MULTILINE))


@pytest.mark.parametrize("script", NEW, ids=lambda script: script.revision)
def test_the_version_before_can_go_on_serving(script) -> None:
    command = [*ALEMBIC, "upgrade", f"{script.down_revision}:{script.revision}", "--sql"]
    sql = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert f"'{script.revision}'" in sql
    excused = {rule for revision, rule in EXCEPTIONS if revision == script.revision}
    assert lint(sql) - excused == set()


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("alter table customer drop column name;", "ban-drop-column"),
        ("alter table customer rename column name to title;", "renaming-column"),
        ("alter table customer add column must text not null;", "adding-required-field"),
        ("alter table customer alter column code type integer;", "changing-column-type"),
        ("create index ix_new on customer (code);", "require-concurrent-index-creation"),
        ("drop table customer;", "ban-drop-table"),
    ],
)
def test_what_would_break_it_is_found(sql: str, rule: str) -> None:
    assert rule in lint(sql)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.revision)
def test_a_migration_reads_nothing_that_changes_and_goes_one_way(script) -> None:
    tree = ast.parse(Path(script.path).read_text())
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    modules |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    # The codes of industries and regions are data of a national standard, kept beside their reader.
    assert {name for name in modules if name.partition(".")[0] == "services"} <= {"services.records.codes.load"}


@pytest.fixture
async def empty(database_url: str) -> AsyncIterator[str]:
    """The address of an empty database."""
    name = f"empty_{uuid.uuid4().hex}"
    admin = make_engine(Settings(DATABASE_URL=database_url, deadline_seconds=120))
    autocommit = admin.execution_options(isolation_level="AUTOCOMMIT")
    async with autocommit.connect() as connection:
        await connection.execute(text(f"create database {name}"))
    yield make_url(database_url).set(database=name).render_as_string(hide_password=False)
    async with autocommit.connect() as connection:
        await connection.execute(text(f"drop database {name} with (force)"))
    await admin.dispose()


def upgrade(url: str, revision: str = "head") -> "subprocess.Popen[bytes]":
    command = [*ALEMBIC, "-x", f"url={url}", "upgrade", revision]
    return subprocess.Popen(command, cwd=ROOT)


def shape(url: str) -> str:
    """Everything but the rows, as PostgreSQL tells it."""
    found = make_url(url)
    env = os.environ | {"PGPASSWORD": str(found.password)}
    address = f"postgresql://{found.username}@{found.host}:{found.port}/{found.database}"
    command = [binaries() / "pg_dump", "--schema-only", f"--dbname={address}"]
    told = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout
    return "\n".join(line for line in told.splitlines() if not line.startswith(("\\restrict", "\\unrestrict")))


async def test_killed_half_way_it_is_whole_after_the_next_run(empty: str, database_url: str) -> None:
    first = upgrade(empty, "0002_records")
    assert await asyncio.to_thread(first.wait) == 0
    engine = make_engine(Settings(DATABASE_URL=empty))
    async with engine.connect() as connection:
        await connection.execute(text("lock table customer in access exclusive mode"))
        killed = upgrade(empty)
        waiting = text("select count(*) from pg_locks where not granted and relation = 'customer'::regclass")
        while not await connection.scalar(waiting):  # the third migration has made tables, and wants to refer to ours
            assert killed.poll() is None
            await asyncio.sleep(0.02)
        killed.send_signal(signal.SIGKILL)
        await asyncio.to_thread(killed.wait)
        await connection.rollback()
        revision = text("select version_num from alembic_version")
        assert await connection.scalar(revision) == "0002_records"
        await connection.rollback()
        again = upgrade(empty)
        assert await asyncio.to_thread(again.wait) == 0
        assert await connection.scalar(revision) == SCRIPTS[0].revision
    await engine.dispose()
    assert shape(empty) == shape(database_url)


async def test_two_at_once_take_turns(empty: str, database_url: str) -> None:
    both = [upgrade(empty), upgrade(empty)]
    assert [await asyncio.to_thread(one.wait) for one in both] == [0, 0]
    assert shape(empty) == shape(database_url)


NOT_IN_THE_MODELS = {
    "ix_event_deleted",  # partial, for one statement of its own
    "private_traits.consent_on",  # the version before reads them; they go a release later
    "private_traits.consent_basis",
}


async def test_the_models_are_what_the_migrations_made(connection) -> None:
    def compare(sync) -> list:
        options = {
            "compare_type": True,
            "include_object": lambda _o, name, *_: not name.startswith(("alembic", "pgqueuer")),
        }
        return compare_metadata(MigrationContext.configure(sync, opts=options), metadata)

    found = await connection.run_sync(compare)
    odd = [change for change in found if named(change) not in NOT_IN_THE_MODELS]
    assert odd == []


def named(change) -> str:
    """What a difference is about, where it is one that the database has and the models have not."""
    match change:
        case ("remove_index", index):
            return index.name
        case ("remove_column", _, table, column):
            return f"{table}.{column.name}"
    return ""


STAMPS = text("select relname, obj_description(oid, 'pg_class') from pg_class where relname = any(:names)")


async def views(connection) -> dict[str, str]:
    names = [*published.VIEWS, "gone", "extra"]
    return {row[0]: row[1] for row in await connection.execute(STAMPS, {"names": names})}


async def test_views_follow_the_code(connection, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await views(connection) == dict.fromkeys(published.VIEWS, published.STAMP)
    assert not await connection.run_sync(published.publish)
    await connection.execute(text("grant select on customer_key to public"))
    granted = text("select has_table_privilege('pg_monitor', 'customer_key', 'select')")

    def change(stamp: str, **changed: str) -> None:
        monkeypatch.setattr(published, "VIEWS", {**published.VIEWS, **changed})
        monkeypatch.setattr(published, "STAMP", stamp)

    change(
        "loam one", customer_key=f"select *, 1 as more from ({published.VIEWS['customer_key']}) v", gone="select 1 as a"
    )
    assert await connection.run_sync(published.publish)
    assert set((await views(connection)).values()) == {"loam one"}
    assert await connection.scalar(text("select count(more) from customer_key")) == 0
    assert await connection.scalar(granted)
    change("loam two", customer_key="select 1 as other")
    monkeypatch.delitem(published.VIEWS, "gone")
    assert await connection.run_sync(published.publish)
    assert await views(connection) == dict.fromkeys(published.VIEWS, "loam two")
    assert await connection.scalar(text("select other from customer_key")) == 1


async def test_a_wrong_view_leaves_the_old_ones(connection, monkeypatch: pytest.MonkeyPatch) -> None:
    before = await views(connection)
    monkeypatch.setattr(published, "VIEWS", {**published.VIEWS, "extra": "select nothing from nowhere"})
    monkeypatch.setattr(published, "STAMP", "loam wrong")
    savepoint = await connection.begin_nested()
    with pytest.raises(DBAPIError):
        await connection.run_sync(published.publish)
    await savepoint.rollback()
    assert await views(connection) == before
