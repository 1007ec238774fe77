"""What may be attached, and what it is called: told by the name and proved by the content.

A file is taken only if its extension is on this list and its bytes are of that kind, so what goes out again under a
media type is of that type. What a browser would run (HTML, SVG, scripts) and what a system would (programs, office
documents with macros) is not on it. A file of an older Office, or a text, cannot be proved harmless: that is why
everything is only ever served to be saved (see `disposition`).
"""

import codecs
import re
import struct
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Final
from urllib.parse import quote

from services.kit.errors import FieldError, UnsupportedMedia

HEAD = 64
TAIL = 65_557
"""The longest end of a ZIP archive: 22 bytes and a comment."""
END_OF_ZIP = struct.Struct("<4s4H2LH")
MOST_NAMES_BYTES = 1_000_000
"""Of the list of names in an archive: some 15,000 parts."""
LONGEST_NAME = 150
UNFIT = re.compile(r'[<>:"|?*]|%22|%0[AD]')
"""What some systems take in no name, and how forms write down the quotes and line ends in one."""
CHUNK = 1 << 20
MACROS = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml)$", re.IGNORECASE)

CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Proof = Callable[[IO[bytes]], bool]


@dataclass(frozen=True, slots=True)
class Kind:
    """`inline`: a picture that every browser draws and none runs."""

    media_type: str
    proved: Proof
    inline: bool = False


def _begins(*marks: bytes) -> Proof:
    return lambda file: _head(file).startswith(marks)


def _head(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read(HEAD)


def _is_webp(file: IO[bytes]) -> bool:
    head = _head(file)
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


def _is_heic(file: IO[bytes]) -> bool:
    head = _head(file)
    return head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis"}


def _is_text(file: IO[bytes]) -> bool:
    """UTF-8, UTF-16 with its mark, or GB18030, and no control characters but those of lines."""
    wide = _head(file).startswith((b"\xff\xfe", b"\xfe\xff"))
    return any(_reads_as(encoding, file) for encoding in (("utf-16",) if wide else ("utf-8", "gb18030")))


def _reads_as(encoding: str, file: IO[bytes]) -> bool:
    """Piece by piece: a long text as one string takes several times its size."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while piece := file.read(CHUNK):
            if CONTROL.search(decoder.decode(piece)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _parts(file: IO[bytes]) -> set[str]:
    """The names in a ZIP archive; none when it is not one, or one whose list of names alone would fill the memory."""
    if not _head(file).startswith(b"PK\x03\x04"):
        return set()
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < END_OF_ZIP.size or tail[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
        return set()
    names_bytes = END_OF_ZIP.unpack_from(tail, at)[5]
    if names_bytes > MOST_NAMES_BYTES:
        return set()
    try:
        with zipfile.ZipFile(file) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError):
        return set()


def _office(main: str) -> Proof:
    def proved(file: IO[bytes]) -> bool:
        names = _parts(file)
        return "[Content_Types].xml" in names and main in names and not any(map(MACROS.search, names))

    return proved


def _open_document(media_type: str) -> Proof:
    """Its first part is its media type, uncompressed, as the format demands."""

    def proved(file: IO[bytes]) -> bool:
        names = _parts(file)
        file.seek(30)
        return "content.xml" in names and file.read(HEAD + HEAD).startswith(b"mimetype" + media_type.encode())

    return proved


def _contains(name: str) -> Proof:
    return lambda file: name in _parts(file)


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
_TEXT = Kind("text/plain", _is_text)
_JPEG = Kind("image/jpeg", _begins(b"\xff\xd8\xff"), inline=True)
_TIFF = Kind("image/tiff", _begins(b"II*\x00", b"MM\x00*"))

KINDS: Final[dict[str, Kind]] = {
    "pdf": Kind("application/pdf", _begins(b"%PDF-")),
    "ofd": Kind("application/ofd", _contains("OFD.xml")),
    "docx": Kind(f"{_OPEN_XML}.wordprocessingml.document", _office("word/document.xml")),
    "xlsx": Kind(f"{_OPEN_XML}.spreadsheetml.sheet", _office("xl/workbook.xml")),
    "pptx": Kind(f"{_OPEN_XML}.presentationml.presentation", _office("ppt/presentation.xml")),
    "doc": Kind("application/msword", _begins(OLE)),
    "xls": Kind("application/vnd.ms-excel", _begins(OLE)),
    "ppt": Kind("application/vnd.ms-powerpoint", _begins(OLE)),
    "odt": Kind(f"{_ODF}.text", _open_document(f"{_ODF}.text")),
    "ods": Kind(f"{_ODF}.spreadsheet", _open_document(f"{_ODF}.spreadsheet")),
    "odp": Kind(f"{_ODF}.presentation", _open_document(f"{_ODF}.presentation")),
    "csv": Kind("text/csv", _is_text),
    "txt": _TEXT,
    "md": _TEXT,
    "png": Kind("image/png", _begins(b"\x89PNG\r\n\x1a\n"), inline=True),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "gif": Kind("image/gif", _begins(b"GIF87a", b"GIF89a"), inline=True),
    "webp": Kind("image/webp", _is_webp, inline=True),
    "bmp": Kind("image/bmp", _begins(b"BM")),
    "tif": _TIFF,
    "tiff": _TIFF,
    "heic": Kind("image/heic", _is_heic),
    "zip": Kind("application/zip", lambda file: bool(_parts(file))),
}
INLINE: Final = frozenset(kind.media_type for kind in KINDS.values() if kind.inline)


def kind_of(name: str, file: IO[bytes]) -> Kind:
    """What the file is; 415 at `/file` unless its name is on the list and its content is what the name says."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    kind = KINDS.get(extension)
    allowed = ", ".join(KINDS)
    if kind is None:
        what = f".{extension}" if extension else "no extension"
        raise _refused(
            "file_type",
            f"Files of this kind ({what}) are not taken. Allowed: {allowed}.",
            f"不接受这种文件({f'.{extension}' if extension else '没有扩展名'})。可以上传:{allowed}。",
        )
    if not kind.proved(file):
        raise _refused(
            "file_content",
            f"The content is not that of a .{extension} file, or it is damaged, encrypted or carries macros. "
            "Open it, save it anew without them, and upload it again.",
            f"内容不是有效的 .{extension} 文件,或已损坏、加密、带有宏。请打开文件,去除后另存,再重新上传。",
        )
    return kind


def _refused(code: str, en: str, zh: str) -> UnsupportedMedia:
    return UnsupportedMedia(en, zh, code=code, errors=[FieldError("/file", code, en, zh)])


def clean_name(given: str) -> str:
    """A name that every system can keep and that reads as it is written: one line without paths, without characters
    that are not seen or that turn the writing round, 150 characters at most, the extension among them.
    """
    text = unicodedata.normalize("NFC", given.encode("utf-8", "replace").decode())
    last = re.split(r"[/\\]", text)[-1]
    seen = "".join(" " if unicodedata.category(one) in {"Zs", "Zl", "Zp"} else one for one in last)
    kept = "".join(one for one in seen if unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    plain = re.sub(r" {2,}", " ", UNFIT.sub("_", kept)).strip().rstrip(" .")
    stem, dot, extension = plain.rpartition(".")
    if not dot or len(extension) > 10:  # noqa: PLR2004 - the longest extension anybody uses
        stem, dot, extension = plain, "", ""
    stem = stem[: LONGEST_NAME - len(dot) - len(extension)].strip(" .")
    return f"{stem or 'file'}{dot}{extension}"


def disposition(name: str, *, inline: bool) -> str:
    """The header that names a download, in ASCII for old programs and whole for all others (RFC 6266, RFC 8187)."""
    plain = re.sub(r'[^\x20-\x7e]|["\\%]', "_", name)
    way = "inline" if inline else "attachment"
    return f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
