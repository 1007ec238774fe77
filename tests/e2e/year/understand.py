"""Stage 1, understand: the customer, its people, what was said and what we see in it."""

import re

from playwright.sync_api import expect

from tests.e2e.person import Person
from tests.e2e.year.story import CUSTOMER


def customer(manager: Person) -> None:
    manager.link("客户", within=manager.navigation).click()
    manager.button("新建客户").first.click()
    form = manager.dialog("新建客户")
    manager.fill(form, "客户名称", CUSTOMER)
    manager.choose(form, "等级", "S 战略")
    manager.find(form, "客户群团队", "电力", "电力客户群")
    manager.find(form, "行业", "电力供应", "D442 电力供应")
    manager.button("新建", within=form).click()
    expect(manager.heading(CUSTOMER)).to_be_visible()


def contact(manager: Person) -> None:
    manager.tab("联系人").click()
    manager.button("新建联系人").click()
    form = manager.dialog("新建联系人")
    manager.fill(form, "姓名", "陈立")
    manager.fill(form, "职务", "总经理")
    form.get_by_role("checkbox", name="决策人").check()
    manager.button("保存", within=form).click()
    expect(form).to_be_hidden()
    expect(manager.button(re.compile("陈立"))).to_be_visible()


def interaction(manager: Person) -> None:
    manager.button("记录互动").first.click()
    form = manager.dialog("记录互动")
    manager.fill(form, "发生了什么", "确认明年储能预算")
    manager.find(form, "与谁", "陈", "陈立")
    manager.fill(form, "了解到什么", "两座站，分两期招标。")
    manager.button("保存", within=form).click()
    expect(form).to_be_hidden()
    manager.tab("动态").click()
    expect(manager.page.get_by_text("确认明年储能预算")).to_be_visible()


def insight(manager: Person) -> None:
    """Published with what came of it: an opportunity, and a risk."""
    manager.tab("洞察与风险").click()
    manager.button("新建洞察").click()
    form = manager.dialog("新建洞察")
    manager.fill(form, "标题", "储能投资计划")
    manager.fill(form, "分析", "明年两座站，先站后网。")
    manager.button("保存草稿", within=form).click()
    expect(form).to_be_hidden()
    manager.button("发布").click()
    form = manager.dialog("发布：储能投资计划")
    manager.fill(form, "客户会为什么花钱", "一期储能站")
    manager.fill(form, "市场空间", "100万")
    manager.fill(form, "什么会损害业务", "两期合并招标")
    manager.fill(form, "价值等级（1–5）", "4")
    manager.button("发布", within=form).click()
    expect(form).to_be_hidden()
    expect(manager.page.get_by_text("已发布", exact=True)).to_be_visible()
    expect(manager.page.get_by_text("两期合并招标")).to_be_visible()
