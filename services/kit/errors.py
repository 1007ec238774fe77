"""Every expected failure, and the one body it is answered with (RFC 9457 `application/problem+json`).

    Problem
    ├── Unauthenticated 401    who are you
    ├── Forbidden 403          known, but may not
    ├── NotFound 404
    ├── MethodNotAllowed 405   `headers` say in `Allow` what is
    ├── Conflict 409           the state of things forbids it; `missing` may list what is in the way
    ├── Stale 412              If-Match names an older version
    ├── TooLarge 413
    ├── UnsupportedMedia 415
    ├── Invalid 422            a field is wrong: `errors` point at it
    ├── PreconditionRequired 428
    ├── TooMany 429            too often; `retry_after` says in how many seconds again
    └── Unavailable 503        a peer or the database does not answer; try again

Services raise these; `install` (kit/problems.py) turns them, and whatever a framework raises, into answers.
"""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field: `pointer` is a JSON pointer into the body, or `query/<name>`, `path/<name>`."""

    pointer: str
    code: str
    en: str
    zh: str


class Problem(Exception):  # noqa: N818 - the RFC's word for it
    """An expected failure. `code` is stable for programs; `zh` and `en` are the sentence for people."""

    status: ClassVar[int] = 500
    default_code: ClassVar[str] = "internal"
    default_headers: ClassVar[dict[str, str]] = {}

    def __init__(
        self,
        en: str = "",
        zh: str = "",
        *,
        code: str | None = None,
        errors: list[FieldError] | None = None,
        retry_after: int | None = None,
        headers: dict[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(en)
        self.headers = self.default_headers if headers is None else headers
        self.retry_after = retry_after
        self.en, self.zh = en, zh or en
        self.code = code or self.default_code
        self.errors = errors or []
        self.extra = extra


class Unauthenticated(Problem):
    status = 401
    default_code = "unauthenticated"
    default_headers: ClassVar[dict[str, str]] = {"WWW-Authenticate": "Bearer"}


class Forbidden(Problem):
    status = 403
    default_code = "forbidden"


class NotFound(Problem):
    status = 404
    default_code = "not_found"


class MethodNotAllowed(Problem):
    status = 405
    default_code = "method_not_allowed"


class Conflict(Problem):
    status = 409
    default_code = "conflict"


class Stale(Problem):
    status = 412
    default_code = "stale"


class TooLarge(Problem):
    status = 413
    default_code = "too_large"


class UnsupportedMedia(Problem):
    status = 415
    default_code = "unsupported_media"


class Invalid(Problem):
    status = 422
    default_code = "invalid"


class PreconditionRequired(Problem):
    status = 428
    default_code = "precondition_required"


class TooMany(Problem):
    status = 429
    default_code = "too_many"


class Unavailable(Problem):
    status = 503
    default_code = "unavailable"
    default_headers: ClassVar[dict[str, str]] = {"Retry-After": "2"}


BY_STATUS: dict[int, type[Problem]] = {
    kind.status: kind
    for kind in (
        Unauthenticated,
        Forbidden,
        NotFound,
        MethodNotAllowed,
        Conflict,
        Stale,
        TooLarge,
        UnsupportedMedia,
        Invalid,
        PreconditionRequired,
        TooMany,
        Unavailable,
    )
}


def invalid(pointer: str, code: str, en: str, zh: str) -> Invalid:
    """One wrong field as a whole answer."""
    return Invalid(en, zh, errors=[FieldError(pointer, code, en, zh)])


def missing_row(noun: str, key: object) -> NotFound:
    return NotFound(f"No {noun} {key}.", f"没有找到:{noun} {key}。")
