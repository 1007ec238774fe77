"""Every screen in both languages, light and dark, wide and on a phone: axe finds nothing, the console says nothing."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.person import Person
from tests.e2e.screens import SCREENS, Screen, records
from tests.e2e.weight import ROUTE_KB, kilobytes
from tests.installation import ROOT

AXE = (ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1440, "height": 900}


CONTRAST = {"type": "rule", "values": ["color-contrast"]}
"""All that another theme can change."""


def violations(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}\n    {node['html'][:300]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.fixture(scope="module")
def readers(demo, new_person) -> dict[str, Person]:
    """One reader a language for all screens: what a browser has once loaded it does not load again."""
    return {language: new_person(demo, language=language) for language in ("zh", "en")}


@pytest.fixture(scope="module")
def ids(readers: dict[str, Person]) -> dict[str, str]:
    return records(readers["zh"].context.request)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_axe_finds_nothing(readers, ids, screen: Screen, language: str):
    reader = readers[language]
    page = reader.page
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    screen.open(reader, ids, language)
    if not screen.press:  # what one opens over a route comes on top
        assert kilobytes(page, ".js") <= ROUTE_KB

    page.evaluate(AXE)
    found = {"light": violations(page)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = violations(page, CONTRAST)
    page.set_viewport_size(PHONE)
    reader.settled()
    found["phone"] = violations(page)
    assert not any(found.values()), "\n".join(f"{where} {what}" for where, faults in found.items() for what in faults)
    reader.has_nothing_to_complain_of()
