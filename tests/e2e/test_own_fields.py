"""An administrator defines an amount and a link, and both are filled in on a customer and a project, without a mouse."""

from playwright.sync_api import expect

from tests.e2e.person import Person
from tests.installation import Installation

HEADERS = {"sec-fetch-site": "same-origin"}


def told(someone: Person, path: str, **body: object) -> dict:
    answer = someone.context.request.post(f"/api/v1/{path}", data=body, headers=HEADERS)
    assert answer.ok, answer.text()
    return answer.json() if answer.body() else {}


def walk_to(someone: Person, label: str, choice: str) -> None:
    """Down the choices of a list until this one."""
    field = someone.page.get_by_role("combobox", name=label)
    field.focus()
    for _ in range(field.locator("option").count()):
        if field.evaluate("list => list.selectedOptions[0].text") == choice:
            return
        someone.press("ArrowDown")
    raise AssertionError(f"{choice} is none of the choices of {label}")


def define(someone: Person, entity: str, *, zh: str, en: str, key: str, kind: str, target: str = "") -> None:
    """On the page of the settings, by keys alone."""
    someone.visit(f"/settings/fields?of={entity}")
    someone.button("新建字段").first.press("Enter")
    for label, value in (("中文名称*", zh), ("英文名称*", en), ("标识*", key)):
        someone.page.get_by_label(label.removesuffix("*")).first.focus()
        someone.page.keyboard.type(value)
    walk_to(someone, "类型", kind)
    if target:
        walk_to(someone, "关联到", target)
    someone.button("保存").press("Enter")
    expect(someone.page.get_by_role("listitem").filter(has_text=zh)).to_be_visible()


def use(someone: Person, amount: str, link: str, name: str) -> None:
    """An amount is typed, a record is found by its name and taken by Enter."""
    field = someone.page.get_by_label(amount)
    field.focus()
    someone.page.keyboard.type("1234567.5")
    someone.page.keyboard.press("Tab")
    expect(field).to_have_value("1,234,567.5")
    found = someone.page.get_by_role("combobox", name=link)
    found.focus()
    someone.page.keyboard.type(name[:4])
    expect(someone.page.get_by_role("listbox").get_by_role("option")).to_have_text([name])
    someone.page.keyboard.press("Enter")
    expect(found).to_have_value(name)
    expect(someone.page.get_by_role("link", name=f"打开 {name}")).to_be_visible()


def project_of(someone: Person, customer: str) -> str:
    """A project by way of a cycle and its decision."""
    team = told(someone, "identity/departments", name="华东客户群")
    money = told(
        someone,
        "planning/resources",
        code="own-budget",
        name_zh="市场费用",
        name_en="Budget",
        unit="CNY",
        kind="money",
    )
    year = {"name": "2027 自定义", "starts_on": "2027-01-01", "ends_on": "2027-12-31", "currency": "CNY"}
    cycle = told(someone, "planning/cycles", **year)
    limit = [{"resource_id": money["id"], "period": "2027-01-01", "amount": 100}]
    answer = someone.context.request.put(f"/api/v1/planning/cycles/{cycle['id']}/limits", data=limit, headers=HEADERS)
    assert answer.ok, answer.text()
    body = {"title": "配网自动化", "award_on": "2027-06-30", "market_space": 5_000_000, "expected_revenue": 1_000_000}
    terms = {"margin_percent": 30, "growth_percent": 10, "competition": 3, "win_probability": 0.5}
    row = told(someone, "planning/opportunities", customer_id=customer, team_id=team["id"], **body, **terms)
    told(someone, f"planning/opportunities/{row['id']}/propose", cycle_id=cycle["id"])
    for to in ("scoring", "selecting"):
        told(someone, f"planning/cycles/{cycle['id']}/advance", to=to)
    selection = told(someone, "planning/selections", cycle_id=cycle["id"], name="方案 A")
    told(someone, f"planning/selections/{selection['id']}/solve")
    told(someone, f"planning/selections/{selection['id']}/decide", overrides=[], note="")
    return str(told(someone, "planning/projects", opportunity_id=row["id"])["id"])


def test_an_amount_and_a_link_are_defined_and_used_by_keys(own: Installation, person):
    someone = person(own)
    group = told(someone, "records/customers", name="澄江电力集团有限公司")
    customer = told(someone, "records/customers", name="东海精密机械有限公司")
    project = project_of(someone, customer["id"])
    for entity in ("customer", "project"):
        define(someone, entity, zh="年度预算", en="Yearly budget", key="budget", kind="金额")
        define(someone, entity, zh="关联集团", en="Group", key="group", kind="关联记录", target="客户")

    someone.visit(f"/customers/{customer['id']}?tab=record")
    use(someone, "年度预算", "关联集团", group["name"])
    someone.visit(f"/projects/{project}")
    use(someone, "年度预算", "关联集团", group["name"])
    someone.visit(f"/projects/{project}")
    expect(someone.page.get_by_role("combobox", name="关联集团")).to_have_value(group["name"])
    someone.page.get_by_role("link", name=f"打开 {group['name']}").press("Enter")
    expect(someone.heading(group["name"])).to_be_visible()

    someone.visit("/customers?filter=custom.budget+%3E%3D+%221000%22")
    grid = someone.page.get_by_role("grid")
    expect(grid.get_by_role("row").filter(has_text=customer["name"])).to_contain_text("1,234,567.50")
    expect(grid.get_by_role("row").filter(has_text=customer["name"])).to_contain_text(group["name"])
    expect(grid.get_by_role("row")).to_have_count(2)
    someone.button("移除条件：年度预算").press("Enter")
    expect(grid.get_by_role("row").filter(has_text=group["name"]).first).to_be_visible()
    expect(someone.page).not_to_have_url("filter=")
