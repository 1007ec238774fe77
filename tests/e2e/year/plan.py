"""Stage 2, select and plan: from opportunities to targets and an approved account plan."""

import re

from playwright.sync_api import Locator, expect

from tests.e2e.person import Person
from tests.e2e.year.story import CUSTOMER, NEXT


def cycle(strategist: Person) -> None:
    strategist.link("机会选择", within=strategist.navigation).click()
    strategist.button("新建规划周期").first.click()
    form = strategist.dialog("新建规划周期")
    strategist.button("新建", within=form).click()
    expect(form).to_be_hidden()
    strategist.button("新建资源").click()
    form = strategist.dialog("新建资源")
    strategist.fill(form, "中文名称", "销售人月")
    strategist.fill(form, "英文名称", "Sales person-months")
    strategist.choose(form, "种类", "人力")
    strategist.fill(form, "单位", "人月")
    strategist.fill(form, "代码", "sales")
    strategist.button("新建", within=form).click()
    expect(form).to_be_hidden()
    strategist.fill(strategist.page.get_by_role("main"), re.compile("^销售人月.*(Q1|1季度|一季度)"), "3")
    strategist.button("保存限额").click()
    strategist.says("已保存")


def opportunity(manager: Person, title: str) -> None:
    manager.link("战略沙盘", within=manager.navigation).click()
    manager.button("新建机会点").first.click()
    form = manager.dialog("新建机会点")
    manager.fill(form, "机会点", title)
    manager.find(form, "客户", "沃野", CUSTOMER)
    manager.find(form, "团队", "电力", "电力客户群")
    manager.fill(form, "市场空间 (CNY)", "1,000,000")
    manager.button("新建", within=form).click()
    expect(form).to_be_hidden()
    expect(manager.dialog(title)).to_be_visible()
    manager.press("Escape")


def rate_and_propose(manager: Person, title: str, chance: int, need: int) -> None:
    """From the customer's page to the opportunity; what it is worth, what it takes, and into the cycle."""
    sheet = open_opportunity(manager, title)
    manager.tab("评分因素", within=sheet).click()
    manager.fill(sheet, "赢率", str(chance))
    manager.fill(sheet, "毛利率", "20")
    manager.fill(sheet, "预计年收入 (CNY)", "500000")
    if title == "一期储能站":
        manager.find(sheet, "团队", "电力", "电力客户群")
    manager.button("保存", within=sheet).click()
    manager.says("已保存")
    manager.tab(re.compile("资源需求"), within=sheet).click()
    manager.fill(sheet.get_by_role("group", name=re.compile("销售人月")), re.compile("Q1|1季度|一季度"), str(need))
    manager.button("保存", within=sheet).click()
    expect(manager.tab(re.compile("资源需求 ?1"), within=sheet)).to_be_visible()
    manager.button("申报", within=sheet).click()
    form = manager.dialog(f"申报“{title}”")
    manager.button("申报", within=form).click()
    expect(form).to_be_hidden()
    manager.tab("概况", within=sheet).click()
    expect(sheet.get_by_text("已申报", exact=True)).to_be_visible()
    manager.press("Escape")
    expect(sheet).to_be_hidden()


def open_opportunity(manager: Person, title: str) -> Locator:
    """By the palette, as one goes anywhere."""
    manager.palette(title)
    sheet = manager.dialog(title)
    expect(sheet).to_be_visible()
    return sheet


def select_and_decide(strategist: Person) -> None:
    strategist.visit("/selection")
    strategist.button("新建方案").click()
    form = strategist.dialog("新建方案")
    strategist.button("保存", within=form).click()
    expect(strategist.heading("基准方案")).to_be_visible()
    given_up = strategist.page.get_by_role("listitem").filter(has=strategist.link("二期储能站"))
    expect(given_up).to_contain_text("受限于销售人月")
    expect(given_up).to_contain_text("价值再提高 ¥2万 即可入选")
    strategist.button("决策").click()
    form = strategist.dialog("决策“基准方案”")
    strategist.fill(form, "决策说明", "按计划")
    strategist.button("确认决策并下达（入选 2 个）", within=form).click()
    expect(form).to_be_hidden()
    strategist.says("已决策")


def account_plan(manager: Person) -> None:
    """Targets come down to the team; the plan answers them with an objective, a relationship goal and a budget line."""
    manager.link("目标与规划", within=manager.navigation).click()
    manager.button("新建规划").first.click()
    form = manager.dialog("新建规划")
    manager.find(form, "客户", "沃野", CUSTOMER)
    manager.button("新建", within=form).click()
    expect(manager.heading(f"{CUSTOMER} · {NEXT} 年度规划")).to_be_visible()
    main = manager.page.get_by_role("main")
    manager.fill(main, "策略", "先站后网")
    manager.button("添加目标").click()
    form = manager.dialog("添加目标")
    manager.fill(form, "目标", "储能订单")
    manager.fill(form, "目标值", "100万")
    manager.fill(form, "单位", "元")
    manager.button("保存", within=form).click()
    expect(form).to_be_hidden()
    expect(main.get_by_text("来自市场目标")).to_be_visible()
    manager.button("添加关系目标").click()
    form = manager.dialog("添加关系目标")
    manager.find(form, "关键人", "陈", "陈立")
    manager.choose(form, "现在", "0 中立")
    manager.choose(form, "目标", "+2 只支持我们")
    manager.fill(form, "截止", f"{NEXT}-06-30")
    manager.button("保存", within=form).click()
    expect(form).to_be_hidden()
    manager.button("提交批准").click()
    manager.says("已提交批准")


def approve(strategist: Person) -> None:
    strategist.link("目标与规划", within=strategist.navigation).click()
    strategist.page.get_by_role("row", name=re.compile(CUSTOMER)).click()
    strategist.button("批准").click()
    strategist.says("已批准")
