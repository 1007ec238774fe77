"""Whatever events can tell of has a word in both languages: kinds of records, acts, fields, and codes in fields.

The app names them in frontend/src/parts/events, each as `name: m.key`; that every key exists in both languages is
checked with the app's own words (frontend/scripts/words.mjs, and the compiler).
"""

import ast
import json
import re
from collections.abc import Iterator

import pytest

from services import tables  # noqa: F401 - so that every table is known
from services.kit import events, feed
from services.kit.db import Base
from tests.installation import ROOT

PARTS = ROOT / "frontend" / "src" / "parts" / "events"
WITHOUT_ROWS = {"export", "job_run"}
"""Told of by hand, in the name of no table that the hook of events follows."""
NAMED_BY = {"note": 2, "stamp": None, "write_down": 2, "_written_down": 2, "_event": 2, "_clear": 2}
"""Functions that name an act, and the place of the name among their arguments (or the keyword `action`)."""
PASSED_ON = {"_locked_for_terms": 3, "_moved": 3, "_move": 3}
DECLARED = {
    "gate": ("passed", "refused", "waived"),
    "stage": ("lead", "opportunity", "bid", "contract", "delivery", "closed"),
    "outcome": ("won", "lost", "dropped"),
    "found['state']": ("proposed", "selected", "given_up"),
}
"""Acts that are computed, by what computes them."""
CODES = {"class", "format", "scopes"}
"""Fields whose codes people read as they are: S, XLSX, records:read."""


def worded(file: str) -> set[str]:
    """The names that have a word in this file."""
    return set(re.findall(r"^  (\w+): m\.events_\w+,$", (PARTS / file).read_text(), re.MULTILINE))


def told() -> Iterator[tuple[str, str]]:
    """Each table whose rows events tell of, with each of its fields."""
    for mapper in Base.registry.mappers:
        name = str(mapper.class_.__tablename__)
        if name in feed.entities() and not issubclass(mapper.class_, events.Quiet):
            yield from ((name, str(column.columns[0].name)) for column in mapper.column_attrs)


def acts() -> Iterator[tuple[str, ast.expr]]:
    """Every name of an act that the services write down: where, and how it is written."""
    for path in sorted((ROOT / "services").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text())):
            if not isinstance(call, ast.Call):
                continue
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            place = (NAMED_BY | PASSED_ON).get(called, -1)
            named = next((word.value for word in call.keywords if word.arg == "action"), None)
            if called == "stamp" and named is not None:
                yield f"{path.name}:{call.lineno}", named
            elif place is not None and 0 <= place < len(call.args):
                yield f"{path.name}:{call.lineno}", call.args[place]


def possible(written: ast.expr) -> list[str] | None:
    """What a written name can come to; None: it was given by a caller, who is read as well."""
    text = ast.unparse(written)
    if isinstance(written, ast.Constant):
        return [str(written.value)]
    if text in {"action", "event", "named"}:
        return None
    if isinstance(written, ast.IfExp):
        return [*(possible(written.body) or ()), *(possible(written.orelse) or ())]
    if isinstance(written, ast.JoinedStr):
        first = str(written.values[0].value).strip() if isinstance(written.values[0], ast.Constant) else ""
        return [f"{first} {end}" for end in DECLARED[first]]
    return list(DECLARED[text])


def enumerations() -> Iterator[tuple[str, str, str]]:
    """Every code of a field that stands in a table too, as the API describes it: schema, field, code."""
    schemas = json.loads((ROOT / "docs" / "openapi.json").read_text())["components"]["schemas"]
    fields: dict[str, set[str]] = {}
    for entity, field in told():
        fields.setdefault(entity.replace("_", ""), set()).add(field)
    names = {"cycle": "planningcycle", "person": "powermapperson", "link": "powermaplink", "member": "projectmember"}
    names |= {"user": "appuser", "importrun": "importrun"}
    for schema, shape in schemas.items():
        if not (found := re.fullmatch(r"(\w+?)(Out|Create)", schema)):
            continue
        entity = names.get(found[1].lower(), found[1].lower())
        for field, kind in shape.get("properties", {}).items():
            if field not in fields.get(entity, ()) or field in CODES:
                continue
            for one in (kind, kind.get("items", {}), *kind.get("anyOf", [])):
                yield from ((entity, field, code) for code in one.get("enum", ()))


def test_every_kind_of_record_has_a_word() -> None:
    assert sorted((set(feed.entities()) | WITHOUT_ROWS) - worded("words.ts")) == []


def test_every_field_has_a_word() -> None:
    fields = {field for _, field in told()} - events.HIDDEN
    assert sorted(fields - worded("fieldWords.ts")) == []


def test_every_act_has_a_word() -> None:
    names = {"created", "updated", "deleted"}
    for _, written in acts():
        names |= set(possible(written) or ())
    assert len(names) > 40, "the acts are no longer found where they are written"
    assert sorted({name.replace(" ", "_") for name in names} - worded("words.ts")) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_word_is_missing_in_a_language(language: str) -> None:
    catalogue = json.loads((ROOT / "frontend" / "src" / "i18n" / language / "events.json").read_text())
    used = re.findall(r"m\.(events_\w+)", "".join(file.read_text() for file in PARTS.glob("*.ts")))
    assert len(used) > 400
    assert [key for key in used if not catalogue.get(key)] == []
    assert sorted(set(catalogue) - set(used)) == []


def test_every_code_has_a_word() -> None:
    text = (PARTS / "valueWords.ts").read_text()
    groups = dict(re.findall(r"^(?:const (\w+): Words) = \{(.*?)\};$", text, re.MULTILINE | re.DOTALL))
    spoken: dict[str, str] = {}
    for key, inner, other in re.findall(r'^  "?([\w.]+)"?: (?:\{(.*?)\}|(\w+)),$', text, re.MULTILINE | re.DOTALL):
        spoken[key.replace("_", "") if "." in key else key] = inner or groups.get(other, "")
    spoken |= {key: groups[key] for key in re.findall(r"^  (\w+),$", text, re.MULTILINE) if key in groups}
    found = list(enumerations())
    assert len(found) > 150, "the API's codes are no longer found"
    kinds = worded("words.ts")
    missing = []
    for entity, field, code in found:
        words = spoken.get(f"{entity}.{field}".replace("_", ""), spoken.get(field, ""))
        known = code in kinds if field in {"entity", "target"} else re.search(rf"\b{code}: ", words)
        if not known:
            missing.append(f"{entity}.{field}: {code}")
    assert not missing, "\n".join(missing)
