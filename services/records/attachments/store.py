"""Where the bytes of attached files lie: a folder, or a bucket of an S3-compatible store (`LOAM_FILES`).

An object's key is the id of its row, under its last two digits so that no folder grows too long. Objects are written
once and never changed; a put is whole or not there at all.

    put ──▶ row in the caller's transaction ──▶ COMMIT
     └── no commit: nobody's object, which the job `attachments.sweep` removes a day later
"""

import asyncio
import datetime as dt
import functools
import os
import uuid
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from services.kit.errors import NotFound, Unavailable
from services.kit.settings import Settings

if TYPE_CHECKING:
    from obstore.store import LocalStore, S3Store

PIECE = 256 * 1024
PART = 5 * 1024 * 1024
"""The smallest part that S3 takes."""
LISTED = 1000
PATIENCE: Any = {"connect_timeout": "3s", "timeout": "600s"}
"""A whole download, at the pace of who asked for it."""


def folder_of(settings: Settings) -> Path | None:
    """The folder, or None where a bucket is used."""
    if settings.files.startswith("s3://"):
        return None
    return (Path(settings.files) if settings.files else settings.data / "files").resolve()


def key_of(attachment_id: uuid.UUID) -> str:
    return f"{attachment_id.hex[-2:]}/{attachment_id}"


async def put(settings: Settings, attachment_id: uuid.UUID, file: IO[bytes]) -> None:
    """Keep all that is in `file`; it is on the disk, or in the bucket, when this returns. 503 when it cannot be."""
    import obstore  # noqa: PLC0415 - most processes never touch a file

    key = key_of(attachment_id)
    file.seek(0)
    try:
        await obstore.put_async(_open(settings), key, file, chunk_size=PART, max_concurrency=2)
        if folder := folder_of(settings):
            await asyncio.to_thread(_to_disk, folder / key)
    except (obstore.exceptions.BaseError, OSError) as error:
        raise _away() from error


async def read(settings: Settings, attachment_id: uuid.UUID) -> AsyncIterator[bytes]:
    """The bytes, piece by piece; 404 `file_lost` when they are not there, 503 when the store does not answer."""
    import obstore  # noqa: PLC0415 - as above

    try:
        found = await obstore.get_async(_open(settings), key_of(attachment_id))
    except FileNotFoundError:
        raise NotFound(
            "The file is missing in the store; tell the administrator.",
            "文件已不在存储中,请告知管理员。",
            code="file_lost",
        ) from None
    except (obstore.exceptions.BaseError, OSError) as error:
        raise _away() from error
    return found.stream(min_chunk_size=PIECE)


async def remove(settings: Settings, attachment_ids: Iterable[uuid.UUID]) -> None:
    """Those that are not there any more are gone already."""
    import obstore  # noqa: PLC0415 - as above

    for one in attachment_ids:
        try:
            await obstore.delete_async(_open(settings), key_of(one))
        except FileNotFoundError:
            continue


async def kept(settings: Settings, *, before: dt.datetime) -> AsyncIterator[list[uuid.UUID]]:
    """The ids of all objects that were put before this instant, some hundred at a time."""
    import obstore  # noqa: PLC0415 - as above

    async for found in obstore.list(_open(settings), chunk_size=LISTED):
        old = [one["path"].rpartition("/")[2] for one in found if one["last_modified"] < before]
        yield [key for name in old if (key := _id(name))]


def sweep_broken_off(settings: Settings, *, before: dt.datetime) -> int:
    """Remove what a killed process had begun to write into the folder. A bucket forgets such parts by its own rule."""
    folder = folder_of(settings)
    if folder is None or not folder.exists():
        return 0
    begun = [one for one in folder.glob("??/*#*") if one.stat().st_mtime < before.timestamp()]
    for one in begun:
        one.unlink(missing_ok=True)
    return len(begun)


def _id(name: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(name)
    except ValueError:
        return None  # not ours


def _open(settings: Settings) -> "LocalStore | S3Store":
    folder = folder_of(settings)
    return _bucket(settings.files) if folder is None else _local(folder)


@functools.cache
def _local(folder: Path) -> "LocalStore":
    from obstore.store import LocalStore  # noqa: PLC0415 - as above

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return LocalStore(folder)


@functools.cache
def _bucket(url: str) -> "S3Store":
    """Keys, region and address come from the environment: AWS_ACCESS_KEY_ID, AWS_REGION, AWS_ENDPOINT_URL …

    Plain http only where that address says so: a store on a closed network.
    """
    from obstore.store import S3Store  # noqa: PLC0415 - as above

    retry: Any = {"max_retries": 2, "retry_timeout": dt.timedelta(seconds=20)}
    address = os.environ.get("AWS_ENDPOINT_URL") or os.environ.get("AWS_ENDPOINT", "")
    client = PATIENCE | {"allow_http": address.startswith("http://")}
    return S3Store.from_url(url, client_options=client, retry_config=retry)


def _to_disk(path: Path) -> None:
    """Its row will outlive a power cut: so must the file, and its name in the folder."""
    for one in (path, path.parent):
        handle = os.open(one, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _away() -> Unavailable:
    return Unavailable(
        "The store of files does not answer; try again.", "文件存储没有响应,请稍后重试。", code="files_unavailable"
    )
