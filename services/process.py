"""What a child process may keep of its parent: nothing of root but the right to walk folders, and not its life.

Linux only does the first and the second exactly; elsewhere a child simply stays a child.
"""

import ctypes
import os
import pwd
import signal
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG, PR_SET_SECUREBITS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 28, 47, 2
NO_SETUID_FIXUP = 1 << 2
CAP_DAC_READ_SEARCH, CAP_SETPCAP = 2, 8
CAPABILITY_VERSION_3 = 0x20080522
libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this machine that a server may run as; `walks` when it needs help to reach its folders."""

    name: str
    uid: int
    gid: int
    walks: bool = False


def follow(parent: int, death: signal.Signals) -> None:
    """Ask the kernel for `death` when the process `parent` ends, however it ends; exit at once if it is gone already.

    The kernel watches the *thread* that made this process: a process that starts followers does it from its main one.
    """
    if sys.platform == "linux":
        libc.prctl(PR_SET_PDEATHSIG, int(death), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def becoming(account: Account | None, death: signal.Signals) -> Callable[[], None]:
    """What a child does between fork and exec: take the account (None: keep ours), then follow us.

    In this order, because changing the user makes the kernel forget whom to follow.
    """
    parent = os.getpid()

    def prepare() -> None:
        if account:
            if account.walks and libc.prctl(PR_SET_SECUREBITS, NO_SETUID_FIXUP, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "securebits")
            os.setgroups([])
            os.setgid(account.gid)
            os.setuid(account.uid)
            if account.walks:
                _keep_only(CAP_DAC_READ_SEARCH)
        follow(parent, death)

    return prepare


def may_lend_walking() -> bool:
    """Whether this process holds the rights to hand that one on (containers often take them away)."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return False
    effective = next((line.split()[1] for line in status.splitlines() if line.startswith("CapEff:")), "0")
    return all(int(effective, 16) >> capability & 1 for capability in (CAP_DAC_READ_SEARCH, CAP_SETPCAP))


def reaches(account: Account, path: Path) -> bool:
    """Whether every folder above `path`, and `path` itself, lets the account through."""
    return all(_lets_through(folder.stat(), account) for folder in (path, *path.parents))


def account_named(*names: str) -> Account | None:
    """The first of these accounts that exists here."""
    for name in names:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    return None


def _lets_through(status: os.stat_result, account: Account) -> bool:
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    return bool(status.st_mode & (stat.S_IXGRP if status.st_gid == account.gid else stat.S_IXOTH))


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


def _keep_only(capability: int) -> None:
    """Drop every capability but this one, and let exec hand it on (an ambient capability).

    Without NO_SETUID_FIXUP, which also kept them through setuid, the kernel would ignore it in access(2), and
    PostgreSQL looks for its own programs that way.
    """
    bit = 1 << capability
    sets = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)  # effective, permitted, inheritable; low words, high words
    if libc.capset(ctypes.byref(_Header(CAPABILITY_VERSION_3, 0)), sets):
        raise OSError(ctypes.get_errno(), "capset")
    if libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
