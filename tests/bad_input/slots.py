"""Every place of every operation where a value is put, as the API's description tells of them."""

import json
import math
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jsonschema import Draft202012Validator

from services.app import create_app
from services.examples import example
from services.kit.settings import SERVICES, Settings
from tests.bad_input.corpus import STRANGER, Raw, is_day, is_instant, readings, storable

Json = dict[str, Any]
FORMATS = {"uuid": "uuid", "date": "date", "date-time": "instant"}
KINDS = {"string": "text", "integer": "integer", "number": "decimal", "boolean": "boolean", "array": "list"}
LONGEST_PARAMETER = 2100
"""More than any takes, and an address is still an address with all of them."""


def description() -> Json:
    settings = Settings(DATABASE_URL="postgresql://none", **{f"{name}_url": "http://x" for name in SERVICES})
    return create_app(settings).openapi()


@dataclass
class Slot:
    """A parameter, or a field of the body at any depth. `keys` leads to it in the body: names, and 0 for a list."""

    where: str
    keys: tuple[str | int, ...]
    node: Json
    kind: str
    check: Draft202012Validator = field(repr=False)
    good: Any = None
    required: bool = False
    float: bool = False
    """A number that is no decimal: its text is read as one."""

    @property
    def name(self) -> str:
        return str(self.keys[0])

    @property
    def pointer(self) -> str:
        parts = "/".join(str(key).replace("~", "~0").replace("/", "~1") for key in self.keys)
        return f"/{parts}" if self.where == "body" else f"{self.where}/{parts}"

    def given(self, value: Any) -> Any:
        """As it can be sent here: parameters are text."""
        if self.where == "body":
            return value
        written = str(value) if isinstance(value, str) else json.dumps(value)
        written = written.encode("utf-8", "surrogatepass").decode("utf-8", "replace")  # as addresses are read
        if len(written) >= LONGEST_PARAMETER:
            return "x" * LONGEST_PARAMETER
        return written.replace("\r", "").replace("\n", "").replace("\0", "") if self.where == "header" else written

    def takes(self, value: Any) -> bool:
        """Whether it can be sent here at all: an address with nothing in a place, or a slash there, is another one."""
        return self.where != "path" or bool(value.strip("/. ") == value and value and "/" not in value)

    def forbids(self, value: Any) -> bool:
        given = self.given(value)
        return self.takes(given) and self.refuses(given)

    def refuses(self, value: Any) -> bool:
        """Whether nothing that this value may be taken for is what the description asks for here."""
        if self.where == "header":
            return False  # what is wrong with the rest is said first
        if not storable(value):
            return True
        return not any(map(self._fits, readings(self.kind, value, text=self.where != "body" or self.float)))

    def _fits(self, value: Any) -> bool:
        if isinstance(value, float) and not math.isfinite(value):
            return False
        if value is not None and (
            (self.kind == "date" and not is_day(value))
            or (self.kind == "instant" and not is_instant(value))
            or (self.kind == "uuid" and not _is_id(value))
        ):
            return False
        return self.check.is_valid(value) or (self.where != "body" and self.check.is_valid([value]))


def _is_id(value: Any) -> bool:
    try:
        return isinstance(value, str) and value.isascii() and bool(uuid.UUID(value))
    except ValueError:
        return False


@dataclass
class Operation:
    """One method of one address, and a request that it may take."""

    method: str
    path: str
    name: str
    slots: list[Slot]
    has_body: bool
    content: str
    node: Json | None
    """The shape of its JSON."""
    body: Any
    etag: str = '"1"'


class Reader:
    """Walks the description. `known`: values that exist, by name, and for some operations by their own names."""

    def __init__(self, schema: Json, known: Json, queries: dict[str, Json]) -> None:
        self.schema, self.known, self.queries = schema, known, queries
        self.schemas: Json = schema["components"]["schemas"]

    def resolve(self, node: Json) -> Json:
        while "$ref" in node:
            node = self.schemas[node["$ref"].rsplit("/", 1)[1]]
        return node

    def ways(self, node: Json) -> list[Json]:
        """What a field takes besides null."""
        node = self.resolve(node)
        found = [self.resolve(one) for key in ("anyOf", "oneOf") for one in node.get(key, ())]
        return [one for one in found if one.get("type") != "null"] or [node]

    def kind(self, node: Json) -> str:
        ways = self.ways(node)
        types = {one.get("type") for one in ways}
        if types == {"number", "string"}:
            return "decimal"
        first = ways[0]
        if "anyOf" in first or "oneOf" in first:
            return self.kind(first)
        if "enum" in first or "const" in first:
            return "choice"
        if len(types) > 1 or (not types - {None} and "properties" not in first):
            return "any"
        return FORMATS.get(first.get("format", "")) or KINDS.get(first.get("type", "object"), "object")

    def valid(self, node: Json, value: Any) -> bool:
        return Draft202012Validator({**node, "components": {"schemas": self.schemas}}).is_valid(value)

    def slot(self, where: str, keys: tuple[str | int, ...], node: Json, **more: Any) -> Slot:
        check = Draft202012Validator({**node, "components": {"schemas": self.schemas}})
        kind = self.kind(node)
        float_ = kind == "decimal" and all(one.get("type") == "number" for one in self.ways(node))
        return Slot(where, keys, node, kind, check, float=float_, **more)

    def below(self, node: Json, keys: tuple[str | int, ...], seen: frozenset[int]) -> Iterator[Slot]:
        """The fields of a body, whatever their depth; a shape inside itself is entered once."""
        for way in self.ways(node):
            if id(way) in seen:
                continue
            inside = seen | {id(way)}
            for name, one in way.get("properties", {}).items():
                yield self.slot("body", (*keys, name), one, required=name in way.get("required", ()))
                yield from self.below(one, (*keys, name), inside)
            if way.get("type") == "array":
                yield self.slot("body", (*keys, 0), way["items"])
                yield from self.below(way["items"], (*keys, 0), inside)
            if isinstance(more := way.get("additionalProperties"), dict):
                key = STRANGER if way.get("propertyNames", {}).get("format") == "uuid" else "a_key"
                yield self.slot("body", (*keys, key), more)
                yield from self.below(more, (*keys, key), inside)

    def value(self, node: Json, name: str = "") -> Any:
        """One that is taken: of things that exist where their name tells which."""
        if name in self.known and self.valid(node, self.known[name]):
            return self.known[name]
        if name.endswith("_ids") and name.removesuffix("s") in self.known:
            return [self.known[name.removesuffix("s")]]
        way = self.ways(node)[0]
        if way.get("type") == "array":
            return [self.value(way["items"], name)] * way.get("minItems", 0)
        if "properties" in way:
            return {key: self.value(way["properties"][key], key) for key in way.get("required", ())}
        return example(node, self.schemas, name)

    def operations(self) -> Iterator[Operation]:
        for path, operations in self.schema["paths"].items():
            for method, one in operations.items():
                slots = []
                for told in one.get("parameters", ()):
                    name, node = told["name"], told["schema"]
                    of_query = self.queries.get(one["operationId"], {}) if told["in"] == "query" else {}
                    good = of_query.get(name) or self.value(node, name)
                    needed = told.get("required", False) or name in of_query
                    slots.append(self.slot(told["in"], (name,), node, good=good, required=needed))
                content = one.get("requestBody", {}).get("content", {})
                body = content.get("application/json", {}).get("schema")
                if body:
                    slots += self.below(body, (), frozenset())
                yield Operation(
                    method,
                    path,
                    one["operationId"],
                    slots,
                    has_body=bool(body),
                    content=next(iter(content), ""),
                    node=body,
                    body=self.value(body) if body else None,
                )

    def put(self, node: Json, held: Any, keys: tuple[str | int, ...], value: Any) -> Any:
        """`held` with this value at that place, what is around it filled in where nothing is."""
        if not keys:
            return f"RAW{value}" if isinstance(value, Raw) else value
        key, *rest = keys
        for way in self.ways(node):
            if key == 0 and way.get("type") == "array":
                items = held or [self.value(way["items"])]
                return [self.put(way["items"], items[0], tuple(rest), value), *items[1:]]
            below = way.get("properties", {}).get(key, way.get("additionalProperties"))
            if isinstance(below, dict):
                around = held if isinstance(held, dict) else self.value(way)
                return around | {key: self.put(below, around.get(key), tuple(rest), value)}
        raise LookupError(keys)
