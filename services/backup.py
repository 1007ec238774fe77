"""One file that holds everything, and the way back from it.

    the file = one line of JSON (what is inside, counted) + an archive of pg_dump in custom format + the attached files

so that without Loam `tail -n +2 FILE | pg_restore …` still reads it. Counts and archive are of one snapshot: people go
on working meanwhile. The master key is not inside, or whoever finds the file could open the sensitive fields: the
line holds its fingerprint, and a restore begins only with a key that fits.

    restore ──▶ [a fitting key? a revision we know? an empty database?] ──no──▶ nothing was touched
            ──▶ everything in one transaction ──▶ [counts and the last seal as written?] ──▶ attached files, each
                compared with its row (backup_files.py) ──▶ migrations of this version
"""

import asyncio
import base64
import datetime as dt
import hashlib
import hmac
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import asyncpg
from alembic.config import Config as AlembicConfig
from alembic.script import ScriptDirectory
from sqlalchemy.engine import URL, make_url

from services import backup_files, cluster, embedded, up
from services.kit.settings import Settings

FORMAT = "loam backup 1"
CHUNK = 1 << 20
TABLES = """
select c.relname from pg_class c
where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = current_schema()::regnamespace
  and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  and not starts_with(c.relname, 'import_stage_')
order by c.relname
"""
"""Without the stages of imports under way, which come and go: an import that is restored makes its own."""
LAST_SEAL = "select number::text || ':' || encode(chain, 'hex') from event_seal order by number desc limit 1"


@dataclass(frozen=True)
class Contents:
    """The first line of a backup."""

    format: str
    made_at: str
    revision: str
    postgres: str
    tables: dict[str, int]
    seal: str | None
    """Number and chain value of the last seal, as `loam audit verify --expect` takes it."""
    master_keys: list[str]
    """Fingerprints; empty when the installation had none."""
    files: dict[str, Any] | None = None
    """A `FilesWithin` (backup_files.py); null in backups from before there were any."""


def back_up(settings: Settings, file: Path) -> Contents:
    """Write a backup of the running (or resting) Loam to `file`; `-` is the standard output. Whole or not at all."""
    with up.connected(settings) as ready:
        if str(file) == "-":
            return asyncio.run(_write(ready, sys.stdout.buffer))
        aside = file.with_name(f".{file.name}.part")
        try:
            with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as output:  # noqa: PTH123 - Path.open takes no mode bits
                contents = asyncio.run(_write(ready, output))
                output.flush()
                os.fsync(output.fileno())
            aside.replace(file)
        except OSError as error:
            raise up.StartError(f"无法写入 {file}:{error.strerror}。 Cannot write {file}: {error.strerror}.") from error
        finally:
            aside.unlink(missing_ok=True)
    return contents


def restore(settings: Settings, file: Path) -> Contents:
    """Fill an empty database, or a fresh data folder, from `file` (`-`: the standard input), and migrate it."""
    with _opened(file) as archive:
        contents = _read_contents(archive, file)
        _require_known_revision(contents)
        _require_keys(settings, contents)
        parted = backup_files.Parted(archive, (contents.files or {}).get("mark", ""))
        with up.connected(settings) as ready:
            asyncio.run(_require_empty(ready))
            _pour(ready, parted)
            asyncio.run(_require_as_written(ready, contents))
            asyncio.run(_put_files(ready, contents, parted))
            up.migrate(ready)
    return contents


async def _write(settings: Settings, output: IO[bytes]) -> Contents:
    connection = await asyncpg.connect(_dsn(settings))
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            snapshot = await connection.fetchval("select pg_export_snapshot()")
            within, files = await backup_files.found(settings, connection)
            contents = Contents(
                format=FORMAT,
                made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
                revision=await connection.fetchval("select version_num from alembic_version"),
                postgres=await connection.fetchval("show server_version"),
                tables=await _counts(connection),
                seal=await _last_seal(connection),
                master_keys=_fingerprints(settings),
                files=asdict(within) if within else None,
            )
            output.write(json.dumps(asdict(contents), separators=(",", ":")).encode() + b"\n")
            output.flush()
            # Comments are left out: an extension's is not ours to write; those on views are made again (published.py).
            await asyncio.to_thread(
                _run,
                settings,
                "pg_dump",
                "--format=custom",
                "--no-comments",
                "--no-owner",
                "--no-privileges",
                "--exclude-table=*.import_stage_*",
                f"--snapshot={snapshot}",
                output=output,
            )
    finally:
        await connection.close()
    if within and within.mark:
        await asyncio.to_thread(backup_files.write, settings, within, files, output)
    return contents


async def _put_files(settings: Settings, contents: Contents, parted: backup_files.Parted) -> None:
    connection = await asyncpg.connect(_dsn(settings))
    try:
        await backup_files.restore(settings, contents.files, parted, connection)
    finally:
        await connection.close()


def _pour(settings: Settings, archive: backup_files.Parted) -> None:
    _run(
        settings,
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        source=archive,
    )


async def _counts(connection: Any) -> dict[str, int]:
    names = [row[0] for row in await connection.fetch(TABLES)]
    return {name: await connection.fetchval(f'select count(*) from "{name}"') for name in names}  # noqa: S608 - names of our own tables


async def _last_seal(connection: Any) -> str | None:
    if await connection.fetchval("select to_regclass('event_seal') is null"):
        return None
    found: str | None = await connection.fetchval(LAST_SEAL)
    return found


async def _require_empty(settings: Settings) -> None:
    connection = await asyncpg.connect(_dsn(settings))
    try:
        found = [row[0] for row in await connection.fetch(TABLES)]
    finally:
        await connection.close()
    if found:
        raise up.StartError(
            "目标数据库不是空的:请用 LOAM_DATA 指定新的数据文件夹,或用 DATABASE_URL 指定空数据库。"
            " The database is not empty: name a fresh data folder with LOAM_DATA, or an empty database with"
            " DATABASE_URL.",
        )


async def _require_as_written(settings: Settings, contents: Contents) -> None:
    connection = await asyncpg.connect(_dsn(settings))
    try:
        tables, seal = await _counts(connection), await _last_seal(connection)
        await connection.execute("analyze")
    finally:
        await connection.close()
    differ = [
        f"{name}: {contents.tables.get(name, 0)} ≠ {tables.get(name, 0)}"
        for name in sorted(tables.keys() | contents.tables.keys())
        if tables.get(name, 0) != contents.tables.get(name, 0)
    ]
    if seal != contents.seal:
        differ.append(f"seal: {contents.seal} ≠ {seal}")
    if differ:
        raise up.StartError(
            f"恢复后的内容与备份不一致:{'; '.join(differ)}。"
            f" What was restored is not what was backed up: {'; '.join(differ)}.",
        )


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    try:
        with file.open("rb") as archive:
            yield archive
    except OSError as error:
        raise up.StartError(f"无法读取 {file}:{error.strerror}。 Cannot read {file}: {error.strerror}.") from error


def _read_contents(archive: IO[bytes], file: Path) -> Contents:
    try:
        said = json.loads(archive.readline(10_000_000))
        if said["format"] == FORMAT:
            return Contents(**said)
    except (ValueError, KeyError, TypeError):
        pass
    raise up.StartError(f"{file} 不是 Loam 的备份文件。 {file} is no backup made by `loam backup`.")


def _require_known_revision(contents: Contents) -> None:
    known = ScriptDirectory.from_config(AlembicConfig(toml_file=up.ROOT / "pyproject.toml"))
    if contents.revision not in {script.revision for script in known.walk_revisions()}:
        raise up.StartError(
            f"备份来自更新的版本(数据结构 {contents.revision}):请用该版本或更新的 Loam 恢复。"
            f" The backup is of a newer Loam (tables {contents.revision}): restore it with that version or a newer one.",
        )


def _fingerprints(settings: Settings) -> list[str]:
    """Of each master key, by a keyed hash: it tells whether a key fits and nothing else about it."""
    keys = [base64.b64decode(part.strip()) for part in settings.master_key.split(",") if part.strip()]
    return [hmac.digest(key, b"loam backup", hashlib.sha256).hex()[:16] for key in keys]


def _require_keys(settings: Settings, contents: Contents) -> None:
    """Refuse what could be restored but never opened; keep a given key beside a fresh private database."""
    kept = settings.data / "master.key"
    private = not settings.database_url
    given = settings.master_key or (kept.read_text() if private and kept.exists() else "")
    have = _fingerprints(settings.model_copy(update={"master_key": given}))
    if missing := [found for found in contents.master_keys if found not in have]:
        raise up.StartError(
            f"缺少备份所用的主密钥(指纹 {', '.join(missing)}),敏感字段将无法打开,未作任何恢复。"
            f"请把 LOAM_MASTER_KEY 设为原系统的主密钥:它在原系统的环境变量或 .env 中,或在其数据文件夹的 master.key 中。"
            f" The master key of the backup (fingerprint {', '.join(missing)}) is not here; sensitive fields could never"
            " be opened, so nothing was restored. Set LOAM_MASTER_KEY to it: it stands in the environment or .env of"
            " the installation that was backed up, or in the file master.key of its data folder.",
        )
    if private and given:
        settings.data.mkdir(parents=True, exist_ok=True)
        embedded.keep(kept, lambda: given)


def _run(
    settings: Settings,
    program: str,
    *arguments: str,
    output: IO[bytes] | None = None,
    source: backup_files.Parted | None = None,
) -> None:
    """One of PostgreSQL's own tools on our database; the password goes by the environment, which `ps` does not show."""
    url = make_url(_dsn(settings))
    open_url = URL.create(url.drivername, url.username, None, url.host, url.port, url.database, url.query)
    tool = (settings.postgres_tools or cluster.binaries()) / program
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(  # noqa: S603 - PostgreSQL's tool, our own arguments
            [tool, *arguments, f"--dbname={open_url.render_as_string()}"],
            env={**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})},
            stdin=subprocess.PIPE if source else subprocess.DEVNULL,
            # By a pipe, so that the archive holds no places in a file which, after our first line, would be wrong.
            stdout=subprocess.PIPE if output else subprocess.DEVNULL,
            stderr=complaints,
        ) as process,
    ):
        if output and process.stdout:
            shutil.copyfileobj(process.stdout, output, CHUNK)
        if source and process.stdin:
            with suppress(BrokenPipeError):  # it ended early and says why
                shutil.copyfileobj(source, process.stdin, CHUNK)
            with suppress(BrokenPipeError):
                process.stdin.close()
        failed = process.wait() != 0
        complaints.seek(0)
        told = complaints.read().decode(errors="replace").strip()
    if failed:
        raise up.StartError(f"{program} 失败:{told[-800:]} ({program} failed.)")


def _dsn(settings: Settings) -> str:
    """The address as PostgreSQL's own tools and the bare driver take it."""
    return "postgresql://" + settings.database_url.partition("://")[2]
