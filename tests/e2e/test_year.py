"""A whole year of one customer, through all four stages, as three people and the ERP live it; in Chinese, by the screen."""

import datetime as dt
import re

from playwright.sync_api import Locator, expect

from tests.e2e.person import Person
from tests.installation import Installation

TODAY = dt.datetime.now(dt.UTC).date()
NEXT = TODAY.year + 1
QUARTER = f"{NEXT}年第一季度"
CUSTOMER = "沃野电力集团有限公司"
OPPORTUNITIES = {"一期储能站": (60, 2), "二期储能站": (50, 2), "运维外包": (90, 1)}
"""Title: win probability in percent, person-months needed. Each has a market space of 1,000,000 at 20 percent margin."""


def test_a_year_goes_round_the_loop(own, person):
    loam = own  # the figures of the loop count every customer of the house
    admin = person(loam)
    departments(admin)
    manager = person(loam, link=colleague(admin, "李敏", "客户经理", "电力客户群"))
    strategist = person(loam, link=colleague(admin, "周岚", "战略 / 市场部", None))
    key = api_key(admin)

    customer(manager)
    contact(manager)
    interaction(manager)
    insight(manager)

    cycle(strategist)
    for title in list(OPPORTUNITIES)[1:]:
        opportunity(manager, title)
    for title, (chance, need) in OPPORTUNITIES.items():
        rate_and_propose(manager, title, chance, need)
    select_and_decide(strategist)
    plan(manager)
    approve(strategist)

    project(manager)
    the_gate_refuses(manager)
    power_map(manager)
    the_gate_opens(manager)
    activity(manager)

    order(loam, key)
    scorecard(manager)
    loop(manager)
    timeline(manager)


# 0 the house ------------------------------------------------------------------------------------------------------


def departments(admin: Person) -> None:
    admin.visit("/settings/departments")
    for name, above in (("华东大区", None), ("电力客户群", "华东大区")):
        admin.button("新建部门").first.click()
        form = admin.dialog("新建部门")
        admin.fill(form, "部门名称", name)
        if above:
            admin.choose(form, "上级部门", above)
        admin.button("新建", within=form).click()
        expect(form).to_be_hidden()
    expect(admin.link("电力客户群")).to_be_visible()


def colleague(admin: Person, name: str, role: str, team: str | None) -> str:
    """A user made by the administrator; the link that is handed over."""
    admin.visit("/settings/users")
    admin.button("新建用户").first.click()
    form = admin.dialog("新建用户")
    admin.fill(form, "姓名", name)
    if team:
        admin.choose(form, "部门", re.compile(team))
    form.get_by_role("checkbox", name=role).check()
    admin.button("新建", within=form).click()
    panel = admin.dialog(name)
    admin.button("生成登录链接", within=panel).click()
    link = panel.get_by_role("textbox", name="一次性登录链接")
    expect(link).to_have_value(re.compile("token="))
    return link.input_value()


def api_key(admin: Person) -> str:
    """What the ERP is given."""
    admin.visit("/settings/api-keys")
    admin.button("新建密钥").first.click()
    form = admin.dialog("新建密钥")
    admin.fill(form, "系统名称", "ERP 订单同步")
    form.get_by_role("checkbox", name="读取客户、联系人、供应商和洞察").check()
    form.get_by_role("checkbox", name="写入订单、发票、回款等交易").check()
    admin.button("新建密钥", within=form).click()
    shown = admin.dialog("“ERP 订单同步”的密钥")
    key = shown.get_by_role("textbox", name="密钥").input_value()
    admin.button("已保存，关闭", within=shown).click()
    expect(shown).to_be_hidden()
    return key


# 1 understand -----------------------------------------------------------------------------------------------------


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


# 2 select and plan ------------------------------------------------------------------------------------------------


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


def plan(manager: Person) -> None:
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


# 3 execute --------------------------------------------------------------------------------------------------------


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


# 4 evaluate -------------------------------------------------------------------------------------------------------


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
