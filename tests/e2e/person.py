"""Somebody at a screen."""

import re
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, expect

from tests.installation import Installation

PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)


class Person:
    """A browser profile and its page; `leave` fails when the console complained of anything that was not expected."""

    def __init__(
        self,
        browser: Browser,
        installation: Installation,
        *,
        language: str = "zh",
        theme: str = "light",
        width: int = 1440,
        height: int = 900,
        state: dict | None = None,
    ) -> None:
        self.installation = installation
        self.context = browser.new_context(
            base_url=installation.address,
            viewport={"width": width, "height": height},
            locale="en-US" if language == "en" else "zh-CN",
            timezone_id="Asia/Shanghai",
            color_scheme=theme,
            reduced_motion="reduce",
            has_touch=width < 600,
            storage_state=state,
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.add_init_script(f"localStorage['loam-language'] ??= '{language}'")
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.calls: list[Response] = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))
        self.page.on("response", self._answered)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def _answered(self, response: Response) -> None:
        if "/api/" in response.url:
            self.calls.append(response)

    def sign_in(self, link: str) -> None:
        """Through a one-time link, as it is printed on the console or handed over by an administrator."""
        self.page.goto(link)
        expect(self.page).to_have_url(
            re.compile(r"^[^?]*/(week)?$")
        )  # without a right to figures, the week comes first
        expect(self.page.get_by_role("main")).to_be_visible()

    def visit(self, path: str) -> None:
        self.page.goto(path)
        self.settled()

    def settled(self) -> None:
        """The page, or the dialog over it, has its heading, and nothing keeps the place of what is still coming."""
        expect(self.page.locator("h1, [role=dialog] h2").last).to_be_visible()
        expect(self.page.locator(".shimmer, [aria-busy=true]")).to_have_count(0)

    def picture(self, folder: Path) -> None:
        """What is on the screen now, and what a screen reader finds there."""
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{len(list(folder.glob('*.png')))}.png"
        self.page.screenshot(path=file)
        file.with_suffix(".txt").write_text(f"{self.page.url}\n{self.page.locator('body').aria_snapshot()}\n")

    def leave(self) -> None:
        self.context.close()
        self.has_nothing_to_complain_of()

    def has_nothing_to_complain_of(self) -> None:
        complaints, self.complaints = self.complaints, []
        assert not complaints, "\n".join(complaints)

    def forgive(self, pattern: str) -> None:
        """A complaint that had to come, such as the browser's note of a refusal we provoked."""
        kept = [complaint for complaint in self.complaints if not re.search(pattern, complaint)]
        assert kept != self.complaints, f"nothing like {pattern} was said: {self.complaints}"
        self.complaints = kept

    @property
    def navigation(self) -> Locator:
        return self.page.get_by_role("navigation", name=re.compile("主导航|Main navigation|快捷导航|Quick"))

    def button(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("button", name=name, exact=isinstance(name, str))

    def link(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("link", name=name, exact=isinstance(name, str))

    def heading(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("heading", name=name, exact=isinstance(name, str))

    def dialog(self, name: str | re.Pattern[str] | None = None) -> Locator:
        return self.page.get_by_role("dialog", name=name, exact=isinstance(name, str))

    def tab(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> Locator:
        """A tab by its word; the count beside the word does not matter."""
        word = re.compile(rf"^{re.escape(name)}(\s*\d+)?$") if isinstance(name, str) else name
        return (within or self.page).get_by_role("tab", name=word)

    def fill(self, within: Locator, name: str | re.Pattern[str], text: str) -> None:
        field = within.get_by_role("textbox", name=name, exact=isinstance(name, str))
        field.fill(text)
        field.blur()

    def choose(self, within: Locator, name: str, option: str | re.Pattern[str]) -> None:
        """One of the choices of a list that is all there."""
        field = within.get_by_role("combobox", name=name, exact=True)
        field.select_option(field.get_by_role("option", name=option).inner_text())

    def find(self, within: Locator, name: str, text: str, choice: str | re.Pattern[str]) -> None:
        """One of the choices that the server finds for what is typed."""
        within.get_by_role("combobox", name=name, exact=True).fill(text)
        self.page.get_by_role("option", name=choice).first.click()

    def tick(self, within: Locator, name: str) -> None:
        box = within.get_by_role("checkbox", name=name, exact=True)
        box.click()
        expect(box).to_be_checked()

    def from_menu(self, menu: str, item: str) -> None:
        self.button(menu).click()
        act, choice = (self.page.get_by_role(role, name=item, exact=True) for role in ("menuitem", "menuitemcheckbox"))
        act.or_(choice).click()

    def palette(self, text: str, hint: str = "") -> None:
        """To a record by its name, or to an action by its word; the hint beside it tells namesakes apart."""
        self.settled()
        self.press("Control+k")
        self.page.get_by_role("dialog", name=re.compile("搜索或跳转|Search or jump")).get_by_role("combobox").fill(text)
        self.page.get_by_role("option", name=re.compile(f"{text}.*{hint}")).first.click()

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def says(self, words: str) -> None:
        """A passing note at the edge of the screen."""
        expect(self.page.get_by_role("listitem").filter(has_text=words).last).to_be_visible()
