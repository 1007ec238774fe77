"""Small files of the kinds that may be attached, made by hand, and the way to send one."""

import io
import zipfile
from typing import Any

import httpx

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n%%EOF\n"


def archive(*names: str, first: tuple[str, str] | None = None) -> bytes:
    """A ZIP with these parts; `first` is (name, text) of a part that stands before them, uncompressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        if first:
            zipped.writestr(zipfile.ZipInfo(first[0]), first[1])
        for name in names:
            zipped.writestr(name, "<x/>")
    return made.getvalue()


def office(main: str, *more: str) -> bytes:
    return archive("[Content_Types].xml", main, *more)


async def send(
    client: httpx.AsyncClient,
    record: dict[str, Any],
    name: str = "合同.pdf",
    content: bytes = PDF,
    entity: str = "customer",
    **headers: str,
) -> httpx.Response:
    """What a browser sends: a form with the file and the record it belongs to."""
    file = {"file": (name, content, "application/octet-stream")}
    said = {"entity": entity, "entity_id": record["id"]}
    return await client.post("/records/attachments", files=file, data=said, headers=headers)
