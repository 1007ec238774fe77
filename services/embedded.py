"""The private PostgreSQL of `loam up`: made at the first start, a child of ours, gone when we are gone.

    <data>/              ours alone (0700; 0711 when root starts it, because the server then runs as somebody else)
      lock               held as long as a process keeps the server running
      run.json           where the running server is, for commands typed in another terminal
      secret             the password of the database; other secrets may stand beside it (`keep`)
      postgres.log       of this start; postgres.log.1 of the one before
      postgres/          the cluster, owned by the account the server runs as

The server listens on 127.0.0.1 only, on a port chosen at each start, and lets in one role, by password: other people
of the same machine stay out, and the role is no superuser, so no statement of ours can read files. The folder and its
lock are here, the cluster inside it and its server in services/cluster.py.
"""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from services import cluster
from services.cluster import DATABASE, ROLE, EmbeddedError

LOCK_PATIENCE_SECONDS = 3.0
"""How long a start waits for one that is just ending."""


def running_at(data: Path) -> str | None:
    """The URL of the server that another process keeps running on this folder; None when there is none.

    Waits for one that is just starting.
    """
    deadline = time.monotonic() + cluster.START_PATIENCE_SECONDS
    while _is_locked(data) and time.monotonic() < deadline:
        try:
            return str(json.loads((data / "run.json").read_text())["database_url"])
        except FileNotFoundError:
            time.sleep(0.05)
    return None


@contextmanager
def reachable(data: Path) -> Iterator[str]:
    """The URL of the folder's server: the one that runs, or else one of our own for as long as this lasts."""
    if url := running_at(data):
        yield url
        return
    with running(data) as url:
        yield url


@contextmanager
def running(data: Path, options: Mapping[str, str] | None = None) -> Iterator[str]:
    """Keep a server running on the folder `data` (made when missing) and give its URL, `postgresql://…`.

    `options` are server settings that win over ours. Call it from the main thread: the server dies with that thread.
    Raises EmbeddedError when another process holds the folder or the server does not start.
    """
    data = data.absolute()
    _prepare(data)
    with _locked(data):
        (data / "run.json").unlink(missing_ok=True)  # of a process that was killed
        account = cluster.account_of(data)
        password = keep(data / "secret", partial(secrets.token_urlsafe, 32))
        if not (data / "postgres" / "PG_VERSION").exists():
            cluster.create(data, account, password)
        server, port = cluster.start(data, account, options or {})
        try:
            url = f"postgresql://{ROLE}:{password}@127.0.0.1:{port}/{DATABASE}"
            _write_private(data / "run.json", json.dumps({"pid": os.getpid(), "database_url": url}))
            yield url
        finally:
            (data / "run.json").unlink(missing_ok=True)
            cluster.stop(server)


def _prepare(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
        data.chmod(0o711 if os.geteuid() == 0 else 0o700)
    except OSError as error:
        raise EmbeddedError(
            f"不能使用数据文件夹 {data}:请用 LOAM_DATA 另选一个。"
            f" Cannot use the data folder {data} ({error.strerror}): choose another with LOAM_DATA.",
        ) from error


def _is_locked(data: Path) -> bool:
    try:
        with (data / "lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


@contextmanager
def _locked(data: Path) -> Iterator[None]:
    path = data / "lock"
    path.touch(mode=0o600)  # nobody else may hold it and keep us out
    with path.open("rb") as lock:
        deadline = time.monotonic() + LOCK_PATIENCE_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise EmbeddedError(
                        f"另一个 Loam 正在使用 {data}:请先停止它,或用 LOAM_DATA 另选文件夹。"
                        f" Another Loam is using {data}: stop it first, or choose another folder with LOAM_DATA.",
                    ) from None
                time.sleep(0.05)
        yield


def keep(path: Path, make: Callable[[], str]) -> str:
    """The secret in this file; made, and written for us alone, when the file is not there."""
    if not path.exists():
        _write_private(path, make())
    return path.read_text()


def _write_private(path: Path, text: str) -> None:
    """Write whole or not at all, readable by us alone."""
    aside = path.with_name(f".{path.name}.new")
    aside.unlink(missing_ok=True)
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123 - Path.open takes no mode bits
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
