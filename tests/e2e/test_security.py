"""What guards an account, as its owner meets it: a second factor from set-up to the next sign-in, by keys alone."""

import re

import pyotp
from playwright.sync_api import expect

from tests.e2e.person import Person

PASSWORD = "a long enough one"
EMAIL = "second@loam.example"


def made_known(admin: Person) -> str:
    """A colleague with an address; the link that lets her in."""
    own = {"sec-fetch-site": "same-origin"}
    ask = admin.context.request
    body = {"name": "王芳", "email": EMAIL, "roles": ["member"]}
    user = ask.post("/api/v1/identity/users", data=body, headers=own)
    assert user.ok, user.text()
    link = ask.post(f"/api/v1/identity/users/{user.json()['id']}/sign-in-link", headers=own)
    assert link.ok, link.text()
    return admin.installation.address + link.json()["path"]


def type_code(someone: Person, code: str) -> None:
    someone.page.get_by_role("textbox", name="验证码").fill(code)
    someone.press("Enter")


def test_a_second_factor_from_set_up_to_the_next_sign_in(loam, person):
    her = person(loam, link=made_known(person(loam)))
    her.visit("/settings/security")
    her.page.get_by_label("新密码").fill(PASSWORD)
    her.page.get_by_label("再输入一次").fill(PASSWORD)
    her.press("Enter")
    expect(her.page.get_by_label("当前密码")).to_be_visible()
    her.button("设置两步验证").focus()
    her.press("Enter")
    expect(her.page.get_by_role("img", name="两步验证二维码")).to_be_visible()
    app = pyotp.TOTP(her.page.locator("[role=dialog] code").inner_text().replace(" ", ""))
    her.page.get_by_role("textbox", name=re.compile("6 位验证码")).fill(app.now())
    her.press("Enter")
    codes = her.page.get_by_role("list", name="恢复码").get_by_role("listitem")
    expect(codes).to_have_count(10)
    spare = codes.first.inner_text()
    her.button("我已保存").focus()
    her.press("Enter")
    expect(her.page.get_by_text("还剩 10 个恢复码")).to_be_visible()

    phone = person(loam, link=None, width=390, height=844)
    phone.visit("/settings/security")
    phone.page.get_by_label("邮箱").fill(EMAIL)
    phone.page.get_by_label("密码").fill(PASSWORD)
    phone.press("Enter")
    type_code(phone, "000000")
    expect(phone.page.get_by_role("alert")).to_contain_text("验证码不正确")
    type_code(phone, spare)
    expect(phone.heading("账号安全")).to_be_visible()
    phone.forgive("401")

    her.page.reload()
    her.page.get_by_role("button", name=re.compile("^退出 Chrome")).click()
    expect(her.page.get_by_role("list", name="已登录的设备").get_by_role("listitem")).to_have_count(1)
    phone.page.goto("/settings/security")
    expect(phone.heading("登录沃土")).to_be_visible()
    phone.forgive("401")
