"""Requests made up from the API's description, good and bad, sent to a filled installation: never our fault.

By hand, for longer: `schemathesis run docs/openapi.json --url … --continue-on-failure`.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from services.app import create_app
from services.kit.settings import Settings
from tests.factories.everything import Everything, everything

ROOT = Path(__file__).parents[2]
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)
LEFT_OUT = (
    "sign_out",
    "change_password",  # both would end the session that asks
    "solve_selection",
    "preview_selection",  # seconds each, on purpose
)
WORDS = {"key", "figure", "subject_type"}
"""Parameters that are no ids: their values are in the description."""


def description(folder: Path) -> Path:
    """Without the ways to sign in, which would be made up too and win over the session's cookie."""
    schema = create_app(Settings(DATABASE_URL="postgresql://none")).openapi()
    del schema["security"], schema["components"]["securitySchemes"]
    for operations in schema["paths"].values():
        for operation in operations.values():
            operation.pop("security", None)
    file = folder / "openapi.json"
    file.write_text(json.dumps(schema))
    return file


def configuration(folder: Path, made: Everything) -> Path:
    """Who asks, and ids that exist: requests for what is not there stop at the first look-up."""
    cookie = made.admin.cookies["loam"]
    lines = ["[headers]", f'Cookie = "loam={cookie}"', 'Sec-Fetch-Site = "same-origin"', "[parameters]"]
    ids = made.ids | {"run_id": made.ids["records_run_id"]}
    lines += [f'"path.{name}" = "{value}"' for name, value in ids.items() if name not in WORDS]
    file = folder / "schemathesis.toml"
    file.write_text("\n".join(lines))
    return file


@contextmanager
def serving(database_url: str, log: Path) -> Iterator[str]:
    """The product as its own process, with a door of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    key = "bG9hbSB0ZXN0cyBsb2FtIHRlc3RzIGxvYW0gdGVzdHM="
    environment = {"DATABASE_URL": database_url, "LOAM_PORT": str(port), "LOAM_MASTER_KEY": key}
    with log.open("wb") as output:
        command = [sys.executable, "-m", "services.cli", "serve", "--follow", str(os.getpid())]
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stderr=output)
        try:
            for _ in range(600):
                with suppress(OSError), urllib.request.urlopen(f"{address}/readyz"):
                    break
                assert process.poll() is None, log.read_text()
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()
            process.wait(20)


async def test_no_request_is_our_fault(live, tmp_path):
    made = await everything(live)
    made.ids["user_id"] = str((await live.user("member")).id)  # the one who asks would lock himself out
    settings: Settings = live.apps["all"].state.settings
    command = [
        *(Path(sys.executable).with_name("schemathesis"), "--config-file", configuration(tmp_path, made)),
        *("run", description(tmp_path), "--continue-on-failure", "--no-shrink", "--no-color"),
        *("--phases", "examples,fuzzing", "--max-examples", "3", "--seed", "1"),
        *("--checks", ",".join(CHECKS), "--request-timeout", "30"),
        *(part for name in LEFT_OUT for part in ("--exclude-operation-id", name)),
    ]
    log = tmp_path / "loam.log"
    with serving(settings.database_url, log) as address:
        run = partial(subprocess.run, cwd=tmp_path, capture_output=True, text=True, check=False)
        done = await asyncio.to_thread(run, [*command, "--url", address])
        found = done.stdout.partition("= FAILURES =")[2].partition("= WARNINGS =")[0]
        told = f"{found[:6000]}\n{done.stdout[-1500:]}\n{done.stderr[-2000:]}"
        assert done.returncode == 0, told
        asked = log.read_text().count('"event": "request"')
        refused = log.read_text().count('"status": 401')
    if asked < 300 or refused > asked / 20:
        pytest.fail(f"{asked} requests, {refused} of them not let in: nothing is proved\n{told}")
