"""Sends one operation's values again and again from the same state, and says what was wrong with the answers."""

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import httpx

from tests.bad_input.slots import Operation, Reader, Slot

WHOLE = os.environ.get("CORPUS") == "full"
AT_ONCE = 20
"""So many wrong fields a request has: an answer names 50 places at most, and some fields fail in several ways."""


@dataclass
class Asking:
    client: httpx.AsyncClient
    connection: Any
    reader: Reader
    operation: Operation
    cookies: dict[str, str]
    asked: int = 0

    async def send(self, values: Sequence[tuple[Slot, Any]] = ()) -> httpx.Response:
        """What is right, but for these; undone afterwards."""
        one = self.operation
        path, query, body, headers = one.path, {}, one.body, {}
        given = {slot.pointer: (slot, slot.given(value)) for slot, value in values}
        for slot in one.slots:
            if slot.pointer in given:
                value = given[slot.pointer][1]
            elif slot.required and slot.where != "body":
                value = one.etag if slot.where == "header" else slot.given(slot.good)
            else:
                continue
            if slot.where == "body":
                body = self.reader.put(one.node, body, slot.keys, value)
            elif slot.where == "query":
                query[slot.name] = value
            elif slot.where == "path":
                path = path.replace(f"{{{slot.name}}}", quote(value, safe="", errors="surrogatepass"))
            else:
                headers[slot.name.lower().encode()] = value.encode("utf-8", "surrogatepass")
        address = path.removeprefix("/api/v1") + "?" + urlencode(query, errors="surrogatepass", doseq=True)
        content = re.sub(r'"RAW(.*?)"', r"\1", json.dumps(body)).encode() if one.has_body else b""
        if one.has_body:
            headers[b"content-type"] = b"application/json"
        self.client.cookies = self.cookies  # signing out took them
        savepoint = await self.connection.begin_nested()
        self.asked += 1
        answer = await self.client.request(one.method, address, content=content, headers=headers)
        await savepoint.rollback()
        return answer

    def told(self, values: Sequence[tuple[Slot, Any]], answer: httpx.Response, words: str) -> str:
        what = ", ".join(f"{slot.pointer}={str(slot.given(value))[:40]!r}" for slot, value in values)
        return f"{self.operation.name} {what}: {words}: {answer.status_code} {answer.text[:300]}"

    async def refused(self, values: list[tuple[Slot, Any]]) -> list[str]:
        """Each of these has to be named as wrong, at its place; asked of many fields at once."""
        answer = await self.send(values)
        if answer.status_code == 200 and self.operation.name == "record_transactions":
            named = [error["pointer"] for row in answer.json()["rows"] for error in row["errors"]]  # row by row
        elif answer.status_code != 422:
            if len(values) == 1 or answer.status_code >= 500:
                return [self.told(values, answer, "not refused")]
            return [wrong for pair in values for wrong in await self.refused([pair])]
        else:
            named = [error["pointer"] for error in answer.json()["errors"]]
        if named == ["/"] and self.operation.name == "record_transactions":
            return []  # its parser takes no lone surrogates: the whole is no JSON then
        silent = [(slot, value) for slot, value in values if not _names(named, slot, below=value)]
        if not silent:
            return []
        if len(values) == 1:
            return [self.told(values, answer, "not named")]
        return [wrong for pair in silent for wrong in await self.refused([pair])]


def _names(pointers: list[str], slot: Slot, *, below: Any) -> bool:
    """The place itself; a place inside the value, if it has an inside."""
    place = slot.pointer.lower()
    inside = f"{place}/" if isinstance(below, (dict, list)) or slot.kind == "list" else "\0"
    said = [one.lower() for one in pointers]
    return any(one == place or one.startswith(inside) for one in said)


async def etag(client: httpx.AsyncClient, operation: Operation, ids: dict[str, str]) -> str:
    """Of the record that this address is about, or of the one it is a part of."""
    path = operation.path
    while "{" in path:
        address = path
        for name, value in ids.items():
            address = address.replace(f"{{{name}}}", value)
        answer = await client.get(address.removeprefix("/api/v1"))
        if "etag" in answer.headers:
            return answer.headers["etag"]
        path = path.rpartition("/")[0]
    return '"1"'
