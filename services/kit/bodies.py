"""JSON bodies, read more strictly than by the framework: UTF-8 alone, and no name twice in one object.

Of a name that stands twice, one program takes the first value and another the last: what was checked would not be what
is done.
"""

import json
from collections.abc import Iterator
from typing import Any

from starlette.requests import Request

from services.kit.errors import invalid


class Doubled(dict[str, Any]):
    """An object in which `name` stands more than once."""

    name = ""


async def read(request: Request) -> None:
    """Keep the body as JSON where the framework looks for it. What is no JSON is left to it: it says where."""
    body = await request.body()
    found: list[Doubled] = []

    def noted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        whole = dict(pairs)
        if len(whole) == len(pairs):
            return whole
        doubled = Doubled(whole)
        names = [name for name, _ in pairs]
        doubled.name = next(name for name in names if names.count(name) > 1)
        found.append(doubled)
        return doubled

    try:
        read: Any = json.loads(body.decode("utf-8-sig"), object_pairs_hook=noted)
    except UnicodeDecodeError:
        raise invalid("/", "json_invalid", "not JSON in UTF-8", "不是 UTF-8 编码的 JSON") from None
    except ValueError:
        return
    if found:
        pointer = next(_places(read, found[0]), "/")
        raise invalid(pointer, "duplicate_key", "stands twice in its object", "在同一对象中重复出现")
    request._json = read  # noqa: SLF001 - the framework has no other way to be told


def _places(value: Any, wanted: Doubled, at: str = "") -> Iterator[str]:
    if value is wanted:
        yield at + "/" + wanted.name.replace("~", "~0").replace("/", "~1")
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield from _places(one, wanted, f"{at}/{str(key).replace('~', '~0').replace('/', '~1')}")
