"""What in a new description of the API breaks programs written for the old one.

    python -m services.breaking OLD.json NEW.json [ACCEPTED.md]

Prints a line for each break and ends with 1 when there is one that ACCEPTED does not name. Adding is no break: new
operations, new optional inputs, new fields in answers, new words in what is answered.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Json = dict[str, Any]
LOWERED = ("maxLength", "maximum", "exclusiveMaximum", "maxItems")
RAISED = ("minLength", "minimum", "exclusiveMinimum", "minItems")
DEEPEST = 8


def breaks(old: Json, new: Json) -> list[str]:
    """Each break as a sentence that begins with the operation it is in."""
    found: list[str] = []
    for path, operations in old["paths"].items():
        for method, operation in operations.items():
            where = f"{method.upper()} {path}"
            now = new["paths"].get(path, {}).get(method)
            if now is None:
                found.append(f"{where} is gone")
                continue
            found += [f"{where}{line}" for line in _Comparison(old, new).operation(operation, now)]
    return sorted(set(found))


class _Comparison:
    def __init__(self, old: Json, new: Json) -> None:
        self.old, self.new = old, new

    def operation(self, old: Json, new: Json) -> Iterator[str]:
        if old["operationId"] != new["operationId"]:
            yield f": operationId {old['operationId']} is now {new['operationId']}"
        yield from self._parameters(old, new)
        yield from self._body(old, new)
        for status, answer in old["responses"].items():
            if not status.startswith("2"):
                continue
            if status not in new["responses"]:
                yield f" no longer answers {status}"
                continue
            for kind, content in answer.get("content", {}).items():
                now = new["responses"][status].get("content", {}).get(kind)
                if now is None:
                    yield f" {status} is no longer {kind}"
                else:
                    yield from self.answer(content.get("schema", {}), now.get("schema", {}), f" {status}", 0)
        scopes = [{scope for one in it.get("security", ()) for scope in one.get("token", ())} for it in (old, new)]
        if old.get("security") and scopes[1] - scopes[0] and scopes[0]:
            yield f" needs another scope: {', '.join(sorted(scopes[1] - scopes[0]))}"

    def _parameters(self, old: Json, new: Json) -> Iterator[str]:
        before = {(one["in"], one["name"]): one for one in old.get("parameters", ())}
        after = {(one["in"], one["name"]): one for one in new.get("parameters", ())}
        for key, one in before.items():
            if key not in after:
                yield f" {key[0]} {key[1]} is gone"
            else:
                yield from self.input(one["schema"], after[key]["schema"], f" {key[0]} {key[1]}", 0)
        for key, one in after.items():
            if one.get("required") and not before.get(key, {}).get("required"):
                yield f" {key[0]} {key[1]} is now required"

    def _body(self, old: Json, new: Json) -> Iterator[str]:
        before, after = old.get("requestBody", {}), new.get("requestBody", {})
        if after.get("required") and not before.get("required"):
            yield " body is now required"
        for kind, content in before.get("content", {}).items():
            if kind not in after.get("content", {}):
                yield f" body may no longer be {kind}"
            else:
                yield from self.input(content.get("schema", {}), after["content"][kind].get("schema", {}), " body", 0)

    def input(self, old: Json, new: Json, where: str, depth: int) -> Iterator[str]:
        """What could be sent and now cannot."""
        before, after = _open(old, self.old), _open(new, self.new)
        if depth > DEEPEST:
            return
        missing = _types(before) - _types(after)
        if missing and _types(after) and not (missing == {"integer"} and "number" in _types(after)):
            yield f"{where} may no longer be {', '.join(sorted(missing))}"
        for name, worse in (*((name, -1) for name in LOWERED), *((name, 1) for name in RAISED)):
            then, now = before.get(name), after.get(name)
            if now is None or "enum" in before:  # of a list of words it is said below whether they are still taken
                continue
            if (then is None and (worse < 0 or now > 0)) or (then is not None and (now - then) * worse > 0):
                yield f"{where} {name} is now {now}"
        if "enum" in after and (gone := set(before.get("enum", ["*"])) - set(after["enum"])):
            yield f"{where} may no longer be {', '.join(sorted(map(str, gone)))}"
        was, there = before.get("properties", {}), after.get("properties", {})
        for name in was:
            if name in there:
                yield from self.input(was[name], there[name], f"{where}.{name}", depth + 1)
            elif after.get("additionalProperties") is False:
                yield f"{where}.{name} is no longer known"
        for name in set(after.get("required", ())) - set(before.get("required", ())):
            yield f"{where}.{name} is now required"
        if "items" in before and "items" in after:
            yield from self.input(before["items"], after["items"], f"{where}[]", depth + 1)

    def answer(self, old: Json, new: Json, where: str, depth: int) -> Iterator[str]:
        """What was answered and now is not, or is something else."""
        before, after = _open(old, self.old), _open(new, self.new)
        if depth > DEEPEST:
            return
        if (
            (more := _types(after) - _types(before))
            and _types(before)
            and not (more == {"integer"} and "number" in _types(before))
        ):
            yield f"{where} may now be {', '.join(sorted(more))}"
        was, now = before.get("properties", {}), after.get("properties", {})
        for name in was:
            if name not in now:
                yield f"{where}.{name} is gone"
            else:
                yield from self.answer(was[name], now[name], f"{where}.{name}", depth + 1)
        for name in set(before.get("required", ())) - set(after.get("required", ())):
            if name in now:
                yield f"{where}.{name} may now be left out"
        if "items" in before and "items" in after:
            yield from self.answer(before["items"], after["items"], f"{where}[]", depth + 1)


def _open(schema: Json, whole: Json) -> Json:
    """The schema a reference means; one alternative besides null for the whole; null kept among the types."""
    while "$ref" in schema:
        schema = whole["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    options = [_open(one, whole) for joint in ("anyOf", "oneOf", "allOf") for one in schema.get(joint, ())]
    if not options:
        return schema
    filled = [one for one in options if one.get("type") != "null"]
    types = {kind for one in options for kind in _types(one)}
    return {**(filled[0] if len(filled) == 1 else {}), "type": sorted(types)}


def _types(schema: Json) -> set[str]:
    found = schema.get("type", ())
    return {found} if isinstance(found, str) else set(found)


def main(arguments: Sequence[str]) -> int:
    old, new = (json.loads(Path(name).read_text(encoding="utf-8")) for name in arguments[:2])
    accepted = Path(arguments[2]).read_text(encoding="utf-8") if len(arguments) > 2 else ""  # noqa: PLR2004 - the third
    found = [line for line in breaks(old, new) if f"`{line}`" not in accepted]
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
