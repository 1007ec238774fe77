"""Sign-in, rail, palette, keys: what stands around every screen."""

import re

from playwright.sync_api import expect


def test_the_printed_link_signs_in_once(loam, person):
    someone = person(loam)
    someone.sign_in(loam.link)
    expect(someone.heading("闭环总览")).to_be_visible()
    expect(someone.page).to_have_title(re.compile("闭环总览"))

    another = person(loam)
    another.page.goto(loam.link)
    expect(another.page.get_by_role("alert")).to_be_visible()
    expect(another.page.get_by_label("密码")).to_be_visible()
    another.forgive("401")
