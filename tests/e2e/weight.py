"""Bytes as they come over the wire."""

from playwright.sync_api import Page

KB = 1024


def transferred(page: Page, ending: str) -> dict[str, int]:
    """Encoded bytes by address, of everything the page has loaded so far; a cached file counts as when it came."""
    return page.evaluate(
        """ending => Object.fromEntries(performance.getEntriesByType('resource')
            .filter(entry => new URL(entry.name).pathname.endsWith(ending))
            .map(entry => [entry.name, entry.encodedBodySize]))""",
        ending,
    )


def scripts(page: Page) -> int:
    return sum(transferred(page, ".js").values())
