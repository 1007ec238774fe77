"""An example for every body of the API's description, made from its schema: the same one each time."""

import re
from typing import Any

Json = dict[str, Any]
DEEPEST = 4
WORDS = {
    "name": "沃野电力集团",
    "short_name": "沃野电力",
    "customer_name": "沃野电力集团",
    "title": "配电自动化改造",
    "email": "li.ming@example.com",
    "phone": "+86 138 0000 0000",
    "mobile": "+86 138 0000 0000",
    "currency": "CNY",
    "orders_currency": "CNY",
    "revenue_currency": "CNY",
    "source": "erp",
    "external_id": "SO-2026-000123",
    "website": "https://example.com",
    "url": "https://example.com/hooks/loam",
    "period": "2026-Q4",
    "code": "C-000123",
    "next": None,
    "language": "zh",
    "ends_on": "2027-12-31",
    "industry_code": "D44",
    "region_code": "4403",
}
FORMATS = {
    "uuid": "01a1f0c2-7d3e-7c41-9a52-3b8f6f1d2e4a",
    "date": "2026-11-22",
    "date-time": "2026-11-22T08:00:00Z",
    "uri": "https://example.com",
    "binary": "name\n沃野电力集团\n",
    "password": "correct horse battery staple",
}
PATTERNS = (
    "CNY",
    "D44",
    "2026-Q4",
    "123456",
    "name",
    "name@example.com",
    "https://example.com",
    "10.0.0.0/8",
    "example.com",
)
"""Words tried where a pattern says what is wanted."""


def example(schema: Json, schemas: Json, name: str = "", depth: int = 0) -> Any:
    """A value of this schema; `name` is that of the field, and says what kind of word fits."""
    if "$ref" in schema:
        return example(schemas[schema["$ref"].rsplit("/", 1)[1]], schemas, name, depth)
    for said in ("const", "default"):
        if schema.get(said) is not None:
            return schema[said]
    if schema.get("examples"):
        return schema["examples"][0]
    if schema.get("enum"):
        return schema["enum"][0]
    for joint in ("anyOf", "oneOf", "allOf"):
        if joint in schema:
            filled = [one for one in schema[joint] if one.get("type") != "null"]
            nothing = len(filled) < len(schema[joint]) and (depth > DEEPEST or (name in WORDS and WORDS[name] is None))
            return None if nothing or not filled else example(filled[0], schemas, name, depth)
    return _plain(schema, schemas, name, depth)


def _plain(schema: Json, schemas: Json, name: str, depth: int) -> Any:
    match schema.get("type"):
        case "object":
            return _object(schema, schemas, depth)
        case "array":
            items = schema.get("items", {})
            empty = depth > DEEPEST and not schema.get("minItems")
            return (
                []
                if empty
                else [example(items, schemas, name.removesuffix("s"), depth + 1)] * max(1, schema.get("minItems", 0))
            )
        case "string":
            return _text(schema, name)
        case "boolean":
            return True
        case "integer" | "number":
            return _number(schema)
        case "null":
            return None
    return {}


def _object(schema: Json, schemas: Json, depth: int) -> Json:
    named = schema.get("properties", {})
    needed = set(schema.get("required", ()))
    shown = [key for key in named if depth <= DEEPEST or key in needed]
    return {key: example(named[key], schemas, key, depth + 1) for key in shown}


def _text(schema: Json, name: str) -> str:
    if "format" in schema:
        return WORDS.get(name) or FORMATS.get(schema["format"], "")
    word = WORDS.get(name) or "说明"
    if "pattern" in schema:
        return next((one for one in (word, *PATTERNS) if re.search(schema["pattern"], one)), word)
    longest: int = schema.get("maxLength", 200)
    return word.ljust(schema.get("minLength", 0), "*")[:longest]


def _number(schema: Json) -> Any:
    lowest: Any = schema.get("minimum", schema.get("exclusiveMinimum", 0))
    highest: Any = schema.get("maximum", schema.get("exclusiveMaximum", 1_000_000))
    wanted = 3 if schema.get("type") == "integer" else 1200.5
    inside: Any = wanted if lowest <= wanted <= highest else highest if wanted > highest else lowest
    return int(inside) if schema.get("type") == "integer" else inside
