"""The attached files in a backup: behind the archive of the database stand a mark and a tar archive.

    … archive of pg_dump │ mark (32 random bytes, told in the first line) │ one member a file, named by its id │ `end`

PostgreSQL's own tools read their archive and leave the rest alone. The last member names the files that could not be
read; where it is missing, the backup was cut off. A bucket is not read through here: it has its own backup.
"""

import hashlib
import io
import json
import secrets
import sys
import tarfile
import tempfile
import uuid
from dataclasses import dataclass
from typing import IO, Any, cast

from services.kit.settings import Settings
from services.records.attachments import store
from services.up import StartError

CHUNK = 1 << 20
END = "end"
IN_MEMORY = 4 << 20
FILES = "select id, size from attachment where deleted_at is null order by id"
SHA256 = "select sha256 from attachment where id = $1"


@dataclass(frozen=True)
class FilesWithin:
    """What the first line of a backup tells of files: how many follow behind which mark, or which bucket has them."""

    count: int = 0
    bytes: int = 0
    mark: str = ""
    bucket: str = ""


class Parted:
    """A stream read as far as the mark; `after` is what stands behind it. Without a mark it is one part."""

    def __init__(self, stream: IO[bytes], mark: str) -> None:
        self.stream, self.mark = stream, bytes.fromhex(mark)
        self.held, self.passed = b"", not mark

    def read(self, size: int = CHUNK, /) -> bytes:
        if not self.mark:
            return self.stream.read(size)
        while not self.passed:
            piece = self.stream.read(size)
            self.held += piece
            before, found, after = self.held.partition(self.mark)
            if found or not piece:
                self.passed, self.held = True, after
                return before
            if len(self.held) >= len(self.mark):
                keep = len(self.mark) - 1
                ready, self.held = self.held[:-keep], self.held[-keep:]
                return ready
        return b""

    def after(self) -> IO[bytes]:
        while self.read(CHUNK):
            pass
        return cast("IO[bytes]", _Joined(self.held, self.stream))


class _Joined:
    def __init__(self, held: bytes, stream: IO[bytes]) -> None:
        self.held, self.stream = io.BytesIO(held), stream

    def read(self, size: int) -> bytes:
        first = self.held.read(size)
        return first if len(first) == size else first + self.stream.read(size - len(first))


async def found(settings: Settings, connection: Any) -> tuple[FilesWithin | None, list[tuple[uuid.UUID, int]]]:
    """What the files of this snapshot are, for the first line and for `write`."""
    if await connection.fetchval("select to_regclass('attachment') is null"):
        return None, []
    if store.folder_of(settings) is None:
        return FilesWithin(bucket=settings.files), []
    files = [(row["id"], row["size"]) for row in await connection.fetch(FILES)]
    within = FilesWithin(len(files), sum(size for _, size in files), mark=secrets.token_hex(32))
    return within, files


def write(settings: Settings, within: FilesWithin, files: list[tuple[uuid.UUID, int]], output: IO[bytes]) -> None:
    """The mark, the files, the end. One that is not there, or not whole, is told and does not keep the others out."""
    folder = store.folder_of(settings)
    assert folder is not None
    missing = []
    output.write(bytes.fromhex(within.mark))
    with tarfile.open(fileobj=output, mode="w|") as archive:
        for key, size in files:
            path = folder / store.key_of(key)
            if not path.is_file() or path.stat().st_size != size:
                missing.append(str(key))
                continue
            with path.open("rb") as file:
                archive.addfile(_member(str(key), size), file)
        end = json.dumps({"missing": missing}).encode()
        archive.addfile(_member(END, len(end)), io.BytesIO(end))
    _tell_missing(missing)


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


async def restore(settings: Settings, said: dict[str, Any] | None, parted: Parted, connection: Any) -> None:
    """Put each file where this installation keeps files, once its bytes are those its row tells of."""
    within = FilesWithin(**said) if said else FilesWithin()
    if within.bucket:
        sys.stderr.write(
            f"附件在 {within.bucket} 中,不在备份文件里:请按存储自身的方式恢复,并设置 LOAM_FILES。"
            f" Attached files lie in {within.bucket} and not in the backup: restore the bucket, and set LOAM_FILES.\n",
        )
    if not within.mark:
        return
    put, missing = 0, None
    try:
        with tarfile.open(fileobj=parted.after(), mode="r|") as archive:
            for member in archive:
                file = archive.extractfile(member)
                if file is None:
                    raise _damaged(member.name)
                if member.name == END:
                    missing = json.loads(file.read(member.size))["missing"]
                    break
                await _put(settings, uuid.UUID(member.name), file, connection)
                put += 1
    except (tarfile.TarError, ValueError, KeyError, EOFError) as error:
        raise _damaged(str(error)) from error
    if missing is None or put + len(missing) != within.count:
        raise _damaged(f"{put} ≠ {within.count}")
    _tell_missing(missing)


async def _put(settings: Settings, key: uuid.UUID, file: IO[bytes], connection: Any) -> None:
    digest = hashlib.sha256()
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as spool:
        while piece := file.read(CHUNK):
            digest.update(piece)
            spool.write(piece)
        if digest.hexdigest() != await connection.fetchval(SHA256, key):
            raise _damaged(str(key))
        await store.put(settings, key, cast("IO[bytes]", spool))


def _tell_missing(missing: list[str]) -> None:
    if missing:
        named = ", ".join(missing[:10])
        sys.stderr.write(f"{len(missing)} 个附件不在存储中 attached files were not in the store: {named}\n")


def _damaged(what: str) -> StartError:
    return StartError(
        f"数据库已恢复,但附件不完整({what}):请清空数据库与文件夹,用完好的备份重新恢复。"
        f" The database is restored, its attached files are not whole ({what}): empty the database and the folder, and"
        " restore from a backup that is whole.",
    )
