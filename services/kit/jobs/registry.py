"""Which function does which kind of job, and which kinds come round by the clock."""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from services.kit.jobs.job import Job

Run = Callable[[Job], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Handler:
    """`attempts`: runs until an error makes a dead letter. `deaths`: workers it may take down before it is held."""

    kind: str
    run: Run
    attempts: int
    deaths: int
    every: str = ""
    """A cron expression in UTC, for what comes round by the clock."""


handlers: dict[str, Handler] = {}


def handler(kind: str, *, attempts: int = 5, deaths: int = 5) -> Callable[[Run], Run]:
    """This function does jobs of this kind.

    Deploys that kill count as deaths: what runs for many minutes gives itself more of them.
    """

    def register(run: Run) -> Run:
        _add(Handler(kind, run, attempts, deaths))
        return run

    return register


def schedule(kind: str, *, every: str, attempts: int = 3) -> Callable[[Run], Run]:
    """This function runs once for every slot of a cron expression in UTC, however many workers there are.

    A slot missed while no worker ran is made up for once; a slot is passed over while the one before still runs.
    """

    def register(run: Run) -> Run:
        _add(Handler(kind, run, attempts, deaths=5, every=every))
        return run

    return register


def find() -> dict[str, Handler]:
    """All handlers there are: imports every `jobs.py` of the services."""
    for found in pkgutil.walk_packages(importlib.import_module("services").__path__, "services."):
        if found.name.endswith(".jobs"):
            importlib.import_module(found.name)
    return handlers


def known(kind: str) -> Handler | None:
    """The handler of a kind; a process that only enqueues looks for them the first time it has to."""
    return handlers.get(kind) or find().get(kind)


def _add(new: Handler) -> None:
    if new.kind in handlers:
        raise RuntimeError(f"two handlers for jobs of kind {new.kind}")
    handlers[new.kind] = new
