"""Stage 4, evaluate: the order of the ERP on scorecard, loop and timeline."""

import re

from playwright.sync_api import expect

from tests.e2e.person import Person
from tests.e2e.year.story import CUSTOMER, OPPORTUNITIES, TODAY
from tests.installation import Installation


def order(loam: Installation, key: str) -> None:
    """What the ERP sends, twice, as such systems do."""
    found = loam.ask("/api/v1/records/customers?q=wydl", key).json()["items"]  # by pinyin initials
    body = {
        "customer_id": found[0]["id"],
        "team_id": found[0]["team_id"],
        "kind": "order",
        "number": "SO-1",
        "booked_on": TODAY.isoformat(),
        "amount": 120000.5,
        "currency": "CNY",
        "source": "erp",
        "external_id": "SO-1",
    }
    assert [loam.ask("/api/v1/records/transactions", key, json=body).status_code for _ in range(2)] == [201, 200]


def scorecard(manager: Person) -> None:
    """The order stands on the team's card, down to its row."""
    manager.link("绩效评价", within=manager.navigation).click()
    manager.link("电力客户群").click()
    intake = manager.page.get_by_role("row", name=re.compile("^订货额"))
    expect(intake).to_contain_text("¥120,000.50")
    expect(intake).to_contain_text("该期间没有数据")  # last year is unknown, not zero
    manager.button("订货额").click()
    rows = manager.dialog("订货额")
    expect(rows.get_by_role("listitem")).to_have_count(1)
    expect(rows).to_contain_text("SO-1")
    manager.press("Escape")


def loop(manager: Person) -> None:
    """All four stages know of it; each figure leads to its rows."""
    manager.link("闭环总览", within=manager.navigation).click()
    for stage, figure, value in (
        ("1 了解客户", "有跟进的客户", "100%"),
        ("2 机会与规划", "新发现机会点", "3"),
        ("3 执行", "进行中的项目", "1"),
        ("4 评价", "订货额", "¥12万"),
    ):
        card = manager.page.get_by_role("region", name=stage)
        expect(card.get_by_role("link", name=re.compile(f"^{figure}"))).to_contain_text(value)
    manager.link(re.compile("^新发现机会点")).click()
    rows = manager.dialog("新发现机会点")
    for title in OPPORTUNITIES:
        expect(rows).to_contain_text(title)
    manager.press("Escape")


def timeline(manager: Person) -> None:
    """Nothing of it is lost."""
    manager.palette(CUSTOMER, "客户")
    manager.tab("动态").click()
    for trace in ("确认明年储能预算", "储能投资计划", "方案交流"):
        expect(manager.page.get_by_role("main")).to_contain_text(trace)
