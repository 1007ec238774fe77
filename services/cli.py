"""The command `loam`. Settings come from the environment: `LOAM_…` and `DATABASE_URL` (services/kit/settings.py)."""

import argparse
import asyncio
import json
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from services import up
from services.cluster import EmbeddedError
from services.identity import bootstrap
from services.kit.errors import Problem
from services.kit.problems import translate
from services.kit.settings import Settings, get_settings
from services.process import follow

OPENAPI = up.ROOT / "docs" / "openapi.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 done, 1 it cannot be done, 2 asked wrongly, 130 stopped by Ctrl-C."""
    options = _parser().parse_args(arguments)
    if options.follow:
        follow(options.follow, signal.SIGTERM)
    try:
        settings = get_settings()
    except ValidationError as error:
        for wrong in error.errors():
            names = [name if name == "DATABASE_URL" else f"LOAM_{name}".upper() for name in map(str, wrong["loc"])]
            print(*names, wrong["msg"], file=sys.stderr)
        return 2
    try:
        options.run(settings, options)
    except (EmbeddedError, up.StartError) as error:
        print(error, file=sys.stderr)
        return 1
    except ValidationError as error:
        for wrong in error.errors():
            print(wrong["input"], wrong["msg"], file=sys.stderr)
        return 2
    except (Problem, DBAPIError, ConnectionError, TimeoutError) as error:
        problem = translate(error)
        print(problem.zh, problem.en, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="loam", description="Loam 沃土")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(name: str, run: Callable[[Settings, argparse.Namespace], None], text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        command.add_argument("--follow", type=int, metavar="PID", help="end when the process that started this ends")
        return command

    add("up", _up, "everything on one port, with a database of its own unless DATABASE_URL names one")
    add("serve", _serve, "the services of LOAM_TARGET on a migrated database (containers)")
    worker = add("worker", _worker, "do what is ordered for later; `loam up` brings one of its own")
    worker.add_argument("--health", type=Path, metavar="FILE", help="touched every few seconds while all is well")
    add("migrate", _migrate, "bring the tables to their newest form")
    backup = add("backup", _backup, "write everything but the master key to one file; people go on working meanwhile")
    backup.add_argument("file", type=Path, help="- is the standard output")
    restore = add("restore", _restore, "fill an empty database or a fresh data folder from a backup")
    restore.add_argument("file", type=Path, help="- is the standard input")
    add("demo", _demo, "load the demo data into the Loam that runs with these settings")
    add("sign-in-link", _sign_in_link, "print a one-time sign-in link for the administrator")
    add("rotate-keys", _rotate_keys, "wrap every key anew under the first of the keys in LOAM_MASTER_KEY")
    audit = commands.add_parser("audit", help="the audit trail").add_subparsers(metavar="verify", required=True)
    verify = audit.add_parser("verify", help="compare every event with its seal; 1 when something was altered")
    verify.add_argument("--expect", metavar="NUMBER:CHAIN", help="a seal that was kept elsewhere, to compare as well")
    verify.set_defaults(run=_verify_audit, follow=None)
    openapi = add("openapi", _openapi, "write the description of the API")
    openapi.add_argument("file", nargs="?", type=Path, default=OPENAPI)
    clients = add("api-client", _create_api_client, "keys for partners' programs")
    create = clients.add_subparsers(metavar="create", required=True).add_parser("create", help="print a new key, alone")
    create.add_argument("name")
    create.add_argument("--scope", action="extend", nargs="+", required=True, metavar="SCOPE", help="records:read …")
    return parser


def _up(settings: Settings, _: argparse.Namespace) -> None:
    up.up(settings, tell=partial(print, flush=True))


def _serve(settings: Settings, _: argparse.Namespace) -> None:
    up.serve(settings)


def _worker(settings: Settings, options: argparse.Namespace) -> None:
    up.work(settings, health=options.health)


def _migrate(settings: Settings, _: argparse.Namespace) -> None:
    with up.connected(settings) as ready:
        up.migrate(ready)


def _backup(settings: Settings, options: argparse.Namespace) -> None:
    from services import backup

    _told(backup.back_up(settings, options.file).tables)


def _restore(settings: Settings, options: argparse.Namespace) -> None:
    from services import backup

    _told(backup.restore(settings, options.file).tables)


def _told(tables: dict[str, int]) -> None:
    print(f"{len(tables)} 张表 tables, {sum(tables.values())} 行 rows", file=sys.stderr)


def _demo(settings: Settings, _: argparse.Namespace) -> None:
    from demo import load

    with up.connected(settings) as ready:
        load.main(ready)


def _sign_in_link(settings: Settings, _: argparse.Namespace) -> None:
    with up.connected(settings) as ready:
        print(asyncio.run(up.sign_in_address(ready)))


def _rotate_keys(settings: Settings, _: argparse.Namespace) -> None:
    """Those under the first key already are only counted: cut off, it is run again."""
    import services.tables  # noqa: F401 - columns of any service may be wrapped
    from services.kit import rotation
    from services.kit.secrets import Vault

    async def rotate(ready: Settings) -> rotation.Rotated:
        async with up.sessions(ready) as sessions:
            return await rotation.rotate(sessions, Vault(ready.master_key))

    with up.connected(settings) as ready:
        done = asyncio.run(rotate(ready))
    print(f"重新加密 {done.wrapped},无需处理 {done.kept}。 Wrapped {done.wrapped} anew, {done.kept} were in order.")


def _verify_audit(settings: Settings, options: argparse.Namespace) -> None:
    """What was found, a line each, and the last seal to keep elsewhere."""
    from services.identity.audit import sealing

    async def verify(ready: Settings) -> tuple[list[str], bool]:
        async with up.transaction(ready) as session:
            return await sealing.told(session, expect=options.expect)

    with up.connected(settings) as ready:
        lines, intact = asyncio.run(verify(ready))
    print(*lines, sep="\n")
    if not intact:
        raise up.StartError("审计记录与封存不符。 The audit trail is not as it was sealed.")


def _create_api_client(settings: Settings, options: argparse.Namespace) -> None:
    async def create(ready: Settings) -> str:
        async with up.transaction(ready) as session:
            return await bootstrap.create_api_client(session, name=options.name, scopes=options.scope)

    with up.connected(settings) as ready:
        print(asyncio.run(create(ready)))


def _openapi(settings: Settings, options: argparse.Namespace) -> None:
    """The same bytes whatever the environment, so that the committed file can be compared."""
    from services.app import create_app

    description = create_app(settings.model_copy(update={"target": "all"})).openapi()
    options.file.write_text(json.dumps(description, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
