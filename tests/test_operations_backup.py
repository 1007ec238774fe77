"""The drill: what a running Loam holds is backed up, restored elsewhere, counted, opened with its key and served."""

import json
import re
import secrets
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.files import PDF
from tests.installation import LOAM, ROOT, Installation


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drill")


@pytest.fixture(scope="module")
def source(folder: Path) -> Iterator[Installation]:
    """A Loam that runs, with customers, a contact with sensitive fields, and events of all of it."""
    made = Installation(folder / "source")
    made.start()
    key = made.key("records:read", "records:write", "sensitive")
    for number in range(30):
        answer = tell(made, key, "customers", {"name": f"备份客户{number}有限公司"})
    contact = tell(made, key, "contacts", {"customer_id": answer["id"], "name": "联系人"})
    made.files = [attach(made, key, answer["id"], PDF + secrets.token_bytes(size)) for size in (0, 6_000)]
    made.partner, made.contact = key, contact
    yield made
    made.end()


@pytest.fixture(scope="module")
def backup(source: Installation, folder: Path) -> Path:
    """Made while it runs."""
    file = folder / "loam.backup"
    done = source.run("backup", str(file))
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path / "target")
    yield made
    made.end()


def tell(installation: Installation, key: str, noun: str, body: dict) -> dict:
    headers = {"authorization": f"Bearer {key}", "idempotency-key": secrets.token_hex(8)}
    import httpx

    answer = httpx.post(
        f"{installation.address}/api/v1/records/{noun}", json=body, headers=headers, trust_env=False, timeout=60
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


def attach(installation: Installation, key: str, customer_id: str, content: bytes) -> tuple[dict, bytes]:
    """The card of a file attached to this customer, and its bytes."""
    form = {"entity": "customer", "entity_id": customer_id}
    sent = {"method": "POST", "data": form, "files": {"file": ("合同.pdf", content)}}
    answer = installation.ask("/api/v1/records/attachments", key, **sent)
    assert answer.status_code == 201, answer.text
    return answer.json(), content


def contents(file: Path) -> dict:
    with file.open("rb") as archive:
        return json.loads(archive.readline())


def test_it_is_whole_private_and_without_the_key(source: Installation, backup: Path) -> None:
    said = contents(backup)
    assert said["tables"]["customer"] == 30
    assert said["tables"]["event"] >= 31
    assert said["tables"]["industry"] > 100
    key = (source.data / "master.key").read_text()
    assert key.encode() not in backup.read_bytes()
    assert len(said["master_keys"]) == 1
    assert backup.stat().st_mode & 0o077 == 0
    assert not list(backup.parent.glob(".*.part"))


def test_it_is_restored_into_a_fresh_folder_and_serves(
    source: Installation, backup: Path, target: Installation
) -> None:
    key = (source.data / "master.key").read_text()
    done = target.run("restore", str(backup), LOAM_MASTER_KEY=key)
    assert done.returncode == 0, done.stderr
    said = contents(backup)
    assert f"{sum(said['tables'].values())} 行" in done.stderr
    again = target.data.parent / "again.backup"
    assert target.run("backup", str(again)).returncode == 0  # without the variable: the folder keeps the key
    repeated = contents(again)
    assert repeated["tables"] == said["tables"]
    assert repeated["seal"] == said["seal"]
    assert repeated["master_keys"] == said["master_keys"]
    target.start()
    found = target.ask("/api/v1/records/customers?limit=200", source.partner)
    assert len(found.json()["items"]) == 30
    for card, content in source.files:
        path = f"/api/v1/records/attachments/{card['id']}/content"
        assert target.ask(path, source.partner).content == content
    assert tell(target, source.partner, "customers", {"name": "恢复之后有限公司"})["version"] == 1


def test_by_pipes_and_by_the_tools_of_postgresql_alone(
    source: Installation, backup: Path, target: Installation
) -> None:
    piped = subprocess.run([*LOAM, "backup", "-"], cwd=ROOT, env=source.environment, capture_output=True, check=True)
    assert piped.stdout.partition(b"\n")[2].startswith(b"PGDMP")
    key = (source.data / "master.key").read_text()
    done = subprocess.run(
        [*LOAM, "restore", "-"],
        cwd=ROOT,
        env=target.environment | {"LOAM_MASTER_KEY": key},
        input=piped.stdout,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    from services.cluster import binaries

    archive = target.data.parent / "archive"
    archive.write_bytes(backup.read_bytes().partition(b"\n")[2])
    listed = subprocess.run([binaries() / "pg_restore", "-l", archive], capture_output=True, text=True, check=True)
    assert "TABLE DATA public customer " in listed.stdout
    with archive.open("rb") as piped:  # what stands behind the archive does not bother its tools
        told = subprocess.run([binaries() / "pg_restore", "-f", "-"], stdin=piped, capture_output=True, check=True)
    assert "备份客户29有限公司".encode() in told.stdout


@pytest.mark.parametrize("key", ["", b64encode(bytes(range(32))).decode()])
def test_without_the_fitting_key_nothing_is_touched(backup: Path, target: Installation, key: str) -> None:
    done = target.run("restore", str(backup), **({"LOAM_MASTER_KEY": key} if key else {}))
    assert done.returncode == 1
    assert contents(backup)["master_keys"][0] in done.stderr
    assert re.search("主密钥.*master key", done.stderr)
    assert not target.data.exists()


def test_a_database_with_rows_is_not_overwritten(source: Installation, backup: Path) -> None:
    done = source.run("restore", str(backup))
    assert done.returncode == 1
    assert "not empty" in done.stderr


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda whole: b"", "no backup"),
        (lambda whole: b'{"format": "loam backup 1"}\nPGDMP', "no backup"),
        (lambda whole: whole.partition(b"\n")[2], "no backup"),
        (lambda whole: whole[: len(whole) // 2], "pg_restore failed"),
        (lambda whole: whole[: whole.rindex(PDF) + 1000], "not whole"),
        (lambda whole: whole[: whole.rindex(b"ustar") - 257], "not whole"),
        (lambda whole: whole.replace(PDF, PDF[:-1] + b"?", 1), "not whole"),
        (lambda whole: re.sub(rb'"customer":30', b'"customer":31', whole, count=1), "customer: 31 ≠ 30"),
        (lambda whole: re.sub(rb'"revision":"\w+"', b'"revision":"9999_later"', whole, count=1), "newer Loam"),
    ],
)
def test_a_damaged_file_is_refused(
    source: Installation, backup: Path, target: Installation, change, words: str
) -> None:
    damaged = target.data.parent / "damaged"
    damaged.write_bytes(change(backup.read_bytes()))
    done = target.run("restore", str(damaged), LOAM_MASTER_KEY=(source.data / "master.key").read_text())
    assert done.returncode == 1
    assert words in done.stderr, done.stderr


def test_a_lost_file_is_told_and_keeps_no_other_out(source: Installation, target: Installation, folder: Path) -> None:
    (lost, _), (kept, content) = source.files
    (path,) = source.data.glob(f"files/*/{lost['id']}")
    path.rename(aside := folder / "aside")
    done = source.run("backup", str(file := folder / "lossy.backup"))
    aside.rename(path)
    assert (done.returncode, lost["id"] in done.stderr) == (0, True), done.stderr
    done = target.run("restore", str(file), LOAM_MASTER_KEY=(source.data / "master.key").read_text())
    assert (done.returncode, lost["id"] in done.stderr) == (0, True), done.stderr
    assert [one.read_bytes() for one in target.data.glob("files/*/*")] == [content]
    assert [one.name for one in target.data.glob("files/*/*")] == [kept["id"]]


def test_files_in_a_bucket_are_left_to_the_bucket(source: Installation, target: Installation, folder: Path) -> None:
    done = source.run("backup", str(file := folder / "bucket.backup"), LOAM_FILES="s3://contracts/loam")
    assert done.returncode == 0, done.stderr
    assert contents(file)["files"]["bucket"] == "s3://contracts/loam"
    done = target.run("restore", str(file), LOAM_MASTER_KEY=(source.data / "master.key").read_text())
    assert done.returncode == 0, done.stderr
    assert "s3://contracts/loam" in done.stderr
    assert not (target.data / "files").exists()


def test_a_file_that_cannot_be_written_or_read_is_told(source: Installation, target: Installation) -> None:
    assert "Cannot write" in source.run("backup", "/nowhere/loam.backup").stderr
    assert "Cannot read" in target.run("restore", "/nowhere/loam.backup").stderr
