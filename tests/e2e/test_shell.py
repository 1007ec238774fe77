"""Sign-in, rail, palette, keys: what stands around every screen, with and without a mouse."""

import re

from playwright.sync_api import expect

NAVIGATION = "主导航"


def test_the_printed_link_signs_in_once(loam, person):
    someone = person(loam, link=loam.link)
    expect(someone.heading("闭环总览")).to_be_visible()
    expect(someone.page).to_have_title(re.compile("闭环总览"))

    another = person(loam, link=None)
    another.page.goto(loam.link)
    expect(another.page.get_by_role("alert")).to_be_visible()
    expect(another.page.get_by_role("textbox", name="密码")).to_be_visible()
    another.forgive("401")


def test_a_stranger_is_asked_in_and_led_to_where_they_were_going(loam, person):
    someone = person(loam, link=None)
    someone.page.goto("/customers?class=S")
    expect(someone.heading("登录沃土")).to_be_visible()
    expect(someone.page).to_have_url(re.compile("return="))
    someone.forgive("401")
    token = loam.run("sign-in-link").stdout.strip().partition("token=")[2]
    someone.page.goto(someone.page.url + "&token=" + token)
    expect(someone.heading("客户")).to_be_visible()
    expect(someone.page).to_have_url(f"{loam.address}/customers?class=S")


def test_signing_out_ends_the_session(loam, person):
    someone = person(loam, link=loam.run("sign-in-link").stdout.strip())
    someone.from_menu(re.compile("账户"), "退出登录")
    expect(someone.heading("登录沃土")).to_be_visible()
    with someone.page.expect_console_message(lambda message: "401" in message.text):
        someone.page.go_back()
    expect(someone.heading("登录沃土")).to_be_visible()
    someone.forgive("401")


def test_language_and_theme_are_chosen_and_kept(loam, person):
    someone = person(loam)
    someone.visit("/settings/profile")
    someone.from_menu("语言", "English")
    expect(someone.heading("Profile")).to_be_visible()
    expect(someone.page.locator("html")).to_have_attribute("lang", "en")
    someone.from_menu("Appearance", "Dark")
    someone.page.reload()
    expect(someone.heading("Profile")).to_be_visible()
    expect(someone.page.locator("html")).to_have_attribute("data-theme", "dark")
    assert someone.page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"


def test_the_whole_shell_without_a_mouse(loam, person):
    someone = person(loam)
    someone.visit("/")
    someone.press("Tab")
    expect(someone.link("跳到正文")).to_be_focused()
    someone.press("Enter")
    expect(someone.page.get_by_role("main")).to_be_focused()

    someone.press("Control+k")  # the palette: by pinyin, to a page
    palette = someone.dialog("搜索或跳转")
    expect(palette.get_by_role("combobox")).to_be_focused()
    someone.page.keyboard.type("xinjian")
    expect(palette.get_by_role("option", name="新建客户")).to_be_visible()
    someone.press("Enter")
    form = someone.dialog("新建客户")
    expect(form).to_be_visible()
    someone.press("Escape")
    expect(form).to_be_hidden()
    expect(someone.heading("客户")).to_be_visible()

    someone.press("/")  # the page's own search
    expect(someone.page.get_by_role("searchbox", name="搜索客户")).to_be_focused()
    someone.page.keyboard.type("zzz")
    expect(someone.page).to_have_url(re.compile("q=zzz"))
    expect(someone.heading("没有找到这样的客户")).to_be_visible()

    someone.page.get_by_role("main").focus()
    someone.press("?")
    keys = someone.dialog("快捷键")
    expect(keys).to_contain_text("打开命令面板")
    someone.press("Escape")
    expect(keys).to_be_hidden()


def test_customers_are_read_by_keys(loam, person):
    someone = person(loam)
    for name in ("安禾电力有限公司", "博远重工有限公司"):
        answer = someone.context.request.post(
            "/api/v1/records/customers", data={"name": name}, headers={"sec-fetch-site": "same-origin"}
        )
        assert answer.ok, answer.text()
    someone.visit("/customers?q=an he dian li".replace(" ", ""))
    rows = someone.page.get_by_role("row").filter(has_text="有限公司")
    expect(rows).to_have_count(1)  # found by pinyin
    someone.visit("/customers")
    first, second = rows.nth(0), rows.nth(1)
    first.focus()
    someone.press("j")
    expect(second).to_be_focused()
    someone.press("k")
    expect(first).to_be_focused()
    name = first.get_by_role("gridcell").first.inner_text()
    someone.press("Enter")
    expect(someone.heading(name)).to_be_visible()
    someone.page.go_back()
    expect(someone.heading("客户")).to_be_visible()


def test_on_a_phone_the_rail_is_a_drawer(loam, person):
    someone = person(loam, width=390, height=844)
    someone.visit("/")
    expect(someone.page.get_by_role("navigation", name=NAVIGATION)).to_be_hidden()
    someone.button("更多").click()
    drawer = someone.dialog("沃土")
    someone.link("机会选择", within=drawer).click()
    expect(drawer).to_be_hidden()
    expect(someone.heading("机会选择")).to_be_visible()
    assert someone.page.evaluate("document.documentElement.scrollWidth") <= 390
