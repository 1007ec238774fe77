"""Bytes as they come over the wire, and what they may be."""

from playwright.sync_api import Page

FIRST_KB, ROUTE_KB, CHUNK_KB, CSS_KB = 180, 400, 230, 25
"""JavaScript of the customer list on a first visit; of any page; of one file; all style sheets. All compressed."""


def transferred(page: Page, ending: str) -> dict[str, float]:
    """Kilobytes by address, compressed, of what this page has loaded; a cached file weighs what it weighed when it came."""
    return page.evaluate(
        """ending => Object.fromEntries(performance.getEntriesByType('resource')
            .filter(entry => new URL(entry.name).pathname.endsWith(ending))
            .map(entry => [entry.name, entry.encodedBodySize / 1024]))""",
        ending,
    )


def kilobytes(page: Page, ending: str) -> float:
    return sum(transferred(page, ending).values())
