"""What may be attached is told by its name and proved by its content; names are cleaned."""

import pytest

from services.records.attachments.rules import clean_name
from tests.factories.execution import ok
from tests.factories.files import PDF, PNG, archive, office, send
from tests.factories.records import make_customer

ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PDF", PDF, "application/pdf"),
        ("发票.ofd", archive("OFD.xml", "Doc_0/Document.xml"), "application/ofd"),
        ("a.docx", office("word/document.xml"), "wordprocessingml.document"),
        ("a.xlsx", office("xl/workbook.xml"), "spreadsheetml.sheet"),
        ("a.pptx", office("ppt/presentation.xml"), "presentationml.presentation"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "application/msword"),
        ("a.odt", archive("content.xml", first=("mimetype", ODT)), ODT),
        ("a.csv", "客户,金额\n沃土,1\n".encode("gb18030"), "text/csv"),
        ("a.txt", "\ufeff一行\r\n两行\t完".encode(), "text/plain"),
        ("a.txt", "一行".encode("utf-16"), "text/plain"),
        ("a.md", ("字" * 1_000_000).encode(), "text/plain"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(40), "image/jpeg"),
        ("a.gif", b"GIF89a" + bytes(40), "image/gif"),
        ("a.webp", b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(40), "image/webp"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic" + bytes(40), "image/heic"),
        ("a.tif", b"II*\x00" + bytes(40), "image/tiff"),
        ("a.zip", archive("readme.txt"), "application/zip"),
    ],
)
async def test_what_may_be_attached(world, name, content, media_type):
    member = await world.client("member")
    card = ok(await send(member, await make_customer(member), name, content))
    assert card["media_type"].endswith(media_type)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("page.html", b"<html></html>", "file_type"),
        ("page.xhtml", b"<html></html>", "file_type"),
        ("picture.svg", b"<svg/>", "file_type"),
        ("script.js", b"alert(1)", "file_type"),
        ("program.exe", b"MZ", "file_type"),
        ("macros.docm", office("word/document.xml"), "file_type"),
        ("contract.pdf.exe", PDF, "file_type"),
        ("contract.pdf\u202e.exe ", PDF, "file_type"),
        ("contract", PDF, "file_type"),
        ("pdf", PDF, "file_type"),
        (".pdf", b"<html></html>", "file_content"),
        ("page.pdf", b"<html></html>", "file_content"),
        ("page.png", b"<svg/>" + PNG, "file_content"),
        ("picture.jpg", PNG, "file_content"),
        ("program.txt", b"MZ\x90\x00\x03", "file_content"),
        ("program.csv", b"\x7fELF\x02", "file_content"),
        ("broken.txt", b"\xff\xff\xff\xff", "file_content"),
        ("encrypted.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file_content"),
        ("macros.docx", office("word/document.xml", "word/vbaProject.bin"), "file_content"),
        ("macros.xlsx", office("xl/workbook.xml", "xl/VBAPROJECT.BIN"), "file_content"),
        ("sheet.docx", office("xl/workbook.xml"), "file_content"),
        ("archive.docx", archive("word/document.xml"), "file_content"),
        ("plain.odt", archive("content.xml", "mimetype"), "file_content"),
        ("cut.zip", archive("a.txt")[:-5], "file_content"),
        ("cut.docx", office("word/document.xml")[:200], "file_content"),
        ("tail.zip", b"MZ" + archive("a.txt"), "file_content"),
        ("many.zip", b"PK\x03\x04" + b"PK\x05\x06" + bytes(8) + b"\xff\xff\xff\x7f" + bytes(6), "file_content"),
        ("riff.webp", b"RIFF\x24\x00\x00\x00WAVEfmt ", "file_content"),
    ],
)
async def test_what_is_refused_says_what_to_do(world, files, name, content, code):
    member = await world.client("member")
    customer = await make_customer(member)
    before = sorted(files.rglob("*"))
    answer = await send(member, customer, name, content)
    assert (answer.status_code, answer.json()["code"]) == (415, code), answer.text
    assert ("pdf, ofd, docx" if code == "file_type" else "save it anew") in answer.json()["detail"]
    assert answer.json()["errors"][0]["pointer"] == "/file"
    assert sorted(files.rglob("*")) == before
    chinese = await send(member, customer, name, content, **{"accept-language": "zh-CN"})
    assert ("pdf, ofd, docx" if code == "file_type" else "另存") in chinese.json()["detail"]
    assert "文件" in chinese.json()["detail"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/合同.pdf", "合同.pdf"),
        ("C:\\Users\\王磊\\合同.pdf", "合同.pdf"),
        ("合\u202e同\u200b\ufeff.pdf", "合同.pdf"),
        ("a\x00b\x1bc\x7f.pdf", "abc.pdf"),
        (' a <b>:"c"|?*.pdf . ', "a _b___c____.pdf"),
        ("a\u3000\u2028 b.pdf", "a b.pdf"),
        ("...pdf", "file.pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("长" * 300 + ".pdf", "长" * 146 + ".pdf"),
    ],
)
async def test_names_are_cleaned(world, given, kept):
    assert clean_name(given) == kept
    member = await world.client("member")
    card = ok(await send(member, await make_customer(member), given.replace("\x00", ""), PDF))
    assert card["name"] == kept
