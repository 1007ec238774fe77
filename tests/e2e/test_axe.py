"""Every screen in both languages, light and dark, wide and on a phone: axe finds nothing, the console says nothing."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.screens import SCREENS, Screen, records
from tests.e2e.weight import KB, scripts
from tests.installation import ROOT

AXE = (ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
ROUTE_KB = 400
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1440, "height": 900}


def violations(page: Page) -> list[str]:
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}\n    {node['html'][:300]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.fixture(scope="module")
def ids() -> dict[str, str]:
    return {}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_axe_finds_nothing(demo, person, ids, screen: Screen, language: str):
    someone = person(demo, language=language)
    page = someone.page
    if not ids:
        ids.update(records(someone.context.request))
    screen.open(someone, ids, language)
    assert scripts(page) <= ROUTE_KB * KB

    found = {}
    page.evaluate(AXE)
    found["light"] = violations(page)
    page.emulate_media(color_scheme="dark")
    found["dark"] = violations(page)
    page.set_viewport_size(PHONE)
    someone.settled()
    found["phone"] = violations(page)
    page.emulate_media(color_scheme="light")
    assert not any(found.values()), "\n".join(f"{where} {what}" for where, faults in found.items() for what in faults)
