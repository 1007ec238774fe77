"""Stage 3, execute: a project that the gate refuses, and lets through once its power map is good enough."""

import datetime as dt
import re

from playwright.sync_api import expect

from tests.e2e.person import Person
from tests.e2e.year.story import TODAY


def project(manager: Person) -> None:
    manager.link("项目", within=manager.navigation).click()
    manager.button("立新项目").first.click()
    form = manager.dialog("立新项目")
    manager.find(form, "机会点", "一期", "一期储能站")
    manager.fill(form, "下一步", "技术交流")
    manager.fill(form, "下一步日期", (TODAY + dt.timedelta(days=20)).isoformat())
    manager.button("新建", within=form).click()
    expect(manager.heading("一期储能站")).to_be_visible()
    facts = manager.page.get_by_role("main")
    manager.fill(facts, "预算来源", "集团投资")
    manager.tick(facts, "客户预算已确认")
    manager.button("推进到“机会点”").click()
    expect(manager.button("推进到“投标”")).to_be_visible()


def the_gate_refuses(manager: Person) -> None:
    manager.button("推进到“投标”").click()
    refusal = manager.dialog("进入“投标”还缺什么")
    for lack in ("权力地图够用", "竞争分析", "项目团队已指定"):
        expect(refusal.get_by_role("listitem").filter(has_text=re.compile(f"{lack} *缺少"))).to_be_visible()
    expect(refusal).to_contain_text("还没有权力地图")
    manager.forgive("409")
    refusal.get_by_role("link", name="去补齐: 权力地图够用").click()


def power_map(manager: Person) -> None:
    """Made good enough: the decider, named, judged, confirmed on evidence, with somebody of ours; the rivals checked."""
    manager.button("开始画").click()
    manager.button("添加人员").first.click()
    form = manager.dialog("添加人员")
    manager.find(form, "联系人", "陈立", "陈立")
    manager.button("添加人员", within=form).click()
    expect(form).to_be_hidden()
    panel = manager.page.get_by_role("complementary", name="地图评估与人员")
    manager.choose(panel, "影响力", "5 决定性")
    manager.choose(panel, "对我们的支持", "也支持我们")
    manager.find(panel, "我方负责人", "李敏", "李敏")
    manager.choose(panel, "接触深度", "多次")
    manager.fill(panel, "依据", "拜访纪要")
    manager.tick(panel, "已确认")
    manager.button("保存", within=panel).click()
    manager.says("“陈立”已保存")
    manager.button("关闭", within=panel).last.click()
    manager.button("今天已核查，没有对手").first.click()
    expect(panel.get_by_text("够用，可以立项")).to_be_visible()


def the_gate_opens(manager: Person) -> None:
    manager.palette("一期储能站", "项目")
    facts = manager.page.get_by_role("main")
    manager.fill(facts, "竞争分析", "远航能源报价低，交付慢。")
    manager.tab("团队").click()
    manager.find(facts, "添加成员", "李敏", "李敏")
    expect(manager.button("移出 李敏")).to_be_visible()
    manager.button("推进到“投标”").click()
    expect(manager.button("推进到“合同”")).to_be_visible()
    manager.tab("阶段历史").click()
    expect(facts).to_contain_text("未通过")


def activity(manager: Person) -> None:
    manager.tab("活动").click()
    manager.button("安排活动").click()
    form = manager.dialog("安排活动")
    manager.fill(form, "做什么", "方案交流")
    manager.choose(form, "类型", "技术交流")
    manager.fill(form, "到期", TODAY.isoformat())
    manager.button("安排活动", within=form).click()
    expect(form).to_be_hidden()
    manager.from_menu("“方案交流”的操作", "填写汇报")
    form = manager.dialog("汇报：方案交流")
    manager.fill(form, "发生了什么", "认可方案，要求本地服务。")
    manager.button("提交汇报", within=form).click()
    expect(form).to_be_hidden()
    manager.from_menu("“方案交流”的操作", "评价")
    form = manager.dialog("评价：方案交流")
    form.get_by_role("group", name="质量").get_by_text("5", exact=True).click()
    form.get_by_role("group", name="效果").get_by_text("4", exact=True).click()
    manager.button("提交评价", within=form).click()
    expect(form.get_by_text("请写明原因")).to_be_visible()  # a 5 needs a reason
    manager.fill(form, "理由", "客户当场确认指标")
    manager.button("提交评价", within=form).click()
    expect(form).to_be_hidden()
    expect(manager.page.get_by_text("质量 5 · 效果 4")).to_be_visible()
