"""A real Chromium before a real Loam: the product is started as people start it, and used by role and name.

`loam` is an empty installation, `demo` one with the demo data. `person(…)` opens a browser profile of one's own,
signed in by a one-time link; whatever the console complains of, and whatever the content policy refuses, fails the test.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.person import Person
from tests.installation import ROOT, Installation

ADMINISTRATOR = "of the installation"
DEMO_SECONDS = 600
FAILED = pytest.StashKey[bool]()
PICTURES = ROOT / "test-results"
"""What each person saw when a test failed."""
ARGUMENTS = [
    "--no-sandbox",  # containers have no user namespaces
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


def started(folder: Path, *, demo: bool) -> Installation:
    installation = Installation(folder)
    installation.environment["LOAM_DEMO"] = "1" if demo else "0"
    if "LOAM_WEB" in os.environ:  # another build of the web app than frontend/dist
        installation.environment["LOAM_WEB"] = os.environ["LOAM_WEB"]
    installation.start()
    return installation


@pytest.fixture(scope="session")
def loam(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = started(tmp_path_factory.mktemp("loam") / "data", demo=False)
    yield installation
    installation.end()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One that a file of tests has for itself, because it fills it with what others would stumble over."""
    installation = started(tmp_path_factory.mktemp("own") / "data", demo=False)
    yield installation
    installation.end()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = started(tmp_path_factory.mktemp("demo") / "data", demo=True)
    installation.wait_for("The demo data is complete", DEMO_SECONDS)
    yield installation
    installation.end()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("PLAYWRIGHT_CHROMIUM") or shutil.which("chromium")
    assert path, "Chromium is needed: install it, or name it in PLAYWRIGHT_CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def profiles() -> dict[str, dict]:
    """Cookies of the administrator of each installation, so that one sign-in serves a file of tests."""
    return {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if call.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="module")
def new_person(browser: Browser) -> Iterator[Callable[..., Person]]:
    """`new_person(loam)` is the administrator, signed in; `link=None` a stranger, `link=…` whom it was given to.

    Also: language="zh" | "en", theme="light" | "dark", width, height. They stay until the file of tests has ended.
    """
    profiles: dict[str, dict] = {}  # cookies of the administrators: one sign-in serves a file of tests
    with ExitStack() as ends:

        def arrives(installation: Installation, *, link: str | None = ADMINISTRATOR, **wishes: object) -> Person:
            known = profiles.get(installation.address) if link == ADMINISTRATOR else None
            someone = Person(browser, installation, state=known, **wishes)
            ends.callback(someone.context.close)
            if link == ADMINISTRATOR and not known:
                someone.sign_in(installation.run("sign-in-link").stdout.strip())
                profiles[installation.address] = {"cookies": someone.context.cookies(), "origins": []}
            elif link and not known:
                someone.sign_in(link)
            return someone

        yield arrives


@pytest.fixture
def person(new_person: Callable[..., Person], request: pytest.FixtureRequest) -> Iterator[Callable[..., Person]]:
    """As `new_person`, for one test, which fails when the console complained; on failure their screens are kept."""
    with ExitStack() as ends:

        def arrives(*wishes: object, **more: object) -> Person:
            someone = new_person(*wishes, **more)
            ends.callback(someone.leave)
            ends.callback(
                lambda: request.node.stash.get(FAILED, False) and someone.picture(PICTURES / request.node.name)
            )
            return someone

        yield arrives
