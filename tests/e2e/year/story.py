"""Who and what the year is about."""

import datetime as dt

TODAY = dt.datetime.now(dt.UTC).date()
NEXT = TODAY.year + 1
QUARTER = f"{NEXT}年第一季度"
CUSTOMER = "沃野电力集团有限公司"
OPPORTUNITIES = {"一期储能站": (60, 2), "二期储能站": (50, 2), "运维外包": (90, 1)}
"""Title: win probability in percent, person-months needed. Each has a market space of 1,000,000 at 20 percent margin."""
