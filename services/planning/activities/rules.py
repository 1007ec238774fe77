"""When a rating must say why, and when it is overdue."""

import datetime as dt

POOR = 2
BEST = 5
RATE_WITHIN = dt.timedelta(days=14)


def needs_reason(quality: int, effect: int) -> bool:
    """A poor mark (1, 2) and the best one (5) are explained; 3 and 4 speak for themselves."""
    return any(mark <= POOR or mark == BEST for mark in (quality, effect))


def week_ends(today: dt.date) -> dt.date:
    """The Sunday of this week."""
    return today + dt.timedelta(days=6 - today.weekday())
