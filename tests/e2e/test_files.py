"""A contract put at a customer, taken away and thrown out again, without a mouse."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.person import Person
from tests.factories.files import PDF, PNG
from tests.installation import Installation

CONTRACT = "框架合同 2026（签章）.pdf"
CONTENT = PDF + bytes(range(256)) * 4000


def customer(someone: Person, name: str) -> str:
    made = someone.context.request.post(
        "/api/v1/records/customers", data={"name": name}, headers={"sec-fetch-site": "same-origin"}
    )
    assert made.ok, made.text()
    return f"/customers/{made.json()['id']}?tab=files"


def by_keyboard(someone: Person, *paths: Path) -> None:
    """From the tabs of the page to the field, and the system's dialog by Enter."""
    someone.tab("文件").focus()
    for _ in range(6):
        someone.press("Tab")
        if someone.page.evaluate("document.activeElement.type") == "file":
            break
    with someone.page.expect_file_chooser() as chosen:
        someone.press("Enter")
    chosen.value.set_files(paths)


def test_a_file_comes_goes_out_whole_and_is_thrown_away_by_keys(loam: Installation, person, tmp_path: Path):
    someone = person(loam)
    someone.visit(customer(someone, "澄江电力集团有限公司"))
    expect(someone.heading("还没有文件")).to_be_visible()
    (contract := tmp_path / CONTRACT).write_bytes(CONTENT)
    (photo := tmp_path / "现场.png").write_bytes(PNG)
    by_keyboard(someone, contract, photo)
    files = someone.page.get_by_role("list", name="文件")
    saved = someone.link(CONTRACT, within=files)
    expect(saved).to_be_visible()
    expect(someone.link("现场.png", within=files)).to_be_visible()
    expect(files.get_by_role("progressbar")).to_have_count(0)
    expect(files).to_contain_text("PDF · 1 MB")

    saved.focus()
    with someone.page.expect_download() as download:
        someone.press("Enter")
    assert download.value.suggested_filename == CONTRACT
    assert Path(download.value.path()).read_bytes() == CONTENT
    with someone.context.expect_page() as shown:
        someone.link("在新窗口查看 现场.png", within=files).press("Enter")
    assert shown.value.url.endswith("/content?inline=true")
    shown.value.close()

    someone.button(f"删除 {CONTRACT}", within=files).press("Enter")
    expect(saved).to_be_hidden()
    expect(someone.page.get_by_label("选择文件")).to_be_focused()
    someone.says(f"已删除 {CONTRACT}")
    someone.button("撤销").press("Enter")
    expect(saved).to_be_visible()
    someone.visit(someone.page.url.replace("tab=files", "tab=timeline"))
    expect(someone.page.get_by_role("main")).to_contain_text(CONTRACT)


def test_what_is_not_taken_says_what_to_do(loam: Installation, person, tmp_path: Path):
    someone = person(loam, width=390, height=844)
    someone.visit(customer(someone, "禾丰农业集团有限公司"))
    (page := tmp_path / "网页.html").write_text("<html></html>")
    (false := tmp_path / "假的.pdf").write_text("<html></html>")
    someone.page.get_by_label("选择文件").set_input_files([page, false])
    alerts = someone.page.get_by_role("alert")
    expect(alerts.filter(has_text="请另存为以下格式之一再上传")).to_be_visible()
    expect(alerts.filter(has_text=re.compile("内容不是有效的 .pdf 文件"))).to_be_visible()
    someone.forgive("415")
    for name in ("网页.html", "假的.pdf"):
        someone.button(f"移除提示 {name}").click()
    expect(someone.heading("还没有文件")).to_be_visible()
