"""The house before the year begins: departments, colleagues, the key of the ERP."""

import re

from playwright.sync_api import expect

from tests.e2e.person import Person


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
