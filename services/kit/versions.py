"""ETag and If-Match: nobody overwrites what they have not seen."""

from typing import Annotated, Any, Protocol, TypeVar, overload

from fastapi import Depends, Header, Response

from services.kit.errors import PreconditionRequired, Stale, invalid
from services.kit.lookup import Row


class HasVersion(Protocol):
    version: int


Versioned = TypeVar("Versioned", bound=HasVersion)


def expected_version(if_match: Annotated[str | None, Header()] = None) -> int:
    """The version the caller has seen; 428 without one."""
    if if_match is None:
        raise PreconditionRequired(
            "Send If-Match with the ETag you have seen.", "请在 If-Match 中附上所见版本的 ETag。"
        )
    digits = if_match.strip().removeprefix("W/").strip('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):  # noqa: PLR2004 - within int4
        raise invalid("header/If-Match", "etag", "not an ETag of this record", "不是该记录的 ETag")
    return int(digits)


def require_version(row: HasVersion, expected: int) -> None:
    if row.version != expected:
        raise Stale(
            "Someone changed it in the meantime; load it again.", "内容已被他人修改,请重新加载。", version=row.version
        )


@overload
def tagged(response: Response, row: Row) -> dict[str, Any]: ...
@overload
def tagged(response: Response, row: Versioned) -> Versioned: ...
def tagged(response: Response, row: HasVersion) -> Any:
    """The row, its version said in the ETag header. What comes straight from the driver goes on as a dict: to be read
    attribute by attribute takes four times as long.
    """
    response.headers["ETag"] = f'"{row.version}"'
    return dict(row.items()) if isinstance(row, Row) else row


IfMatch = Annotated[int, Depends(expected_version)]
