"""Turns every failure into `application/problem+json`, in the reader's language, 404 and 405 included."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy import exc as sa
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

from services.kit.db import Base
from services.kit.errors import (
    BY_STATUS,
    Conflict,
    FieldError,
    Invalid,
    NotFound,
    Problem,
    Stale,
    Unavailable,
    invalid,
)
from services.kit.idempotency import Replayed

log = structlog.get_logger()

TITLES: dict[int, tuple[str, str]] = {
    400: ("Bad request", "请求有误"),
    401: ("Sign in first", "请先登录"),
    403: ("Not allowed", "没有权限"),
    404: ("Not found", "没有找到"),
    405: ("Method not allowed", "不支持这种请求方法"),
    409: ("Conflict with the present state", "与当前状态冲突"),
    412: ("Changed in the meantime", "内容已被他人修改"),
    413: ("Too large", "内容过大"),
    415: ("Unsupported media type", "不支持的内容类型"),
    422: ("Some fields need attention", "有内容需要修改"),
    428: ("A header is required", "缺少必需的请求头"),
    429: ("Too many requests", "请求过于频繁"),
    500: ("Something went wrong on our side", "系统内部出错"),
    503: ("Not available right now", "暂时不可用"),
}

WORDS: dict[str, str] = {
    "missing": "必填",
    "extra_forbidden": "不认识的字段",
    "string_type": "应为文本",
    "string_too_short": "不能为空或过短",
    "string_too_long": "内容过长",
    "string_pattern_mismatch": "格式不正确",
    "unstorable_character": "包含不允许的控制字符",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_parsing_size": "数值超出范围",
    "int_from_float": "应为整数",
    "float_type": "应为数字",
    "float_parsing": "应为数字",
    "finite_number": "应为有限的数字",
    "not_a_number": "应为数字",
    "decimal_parsing": "应为数字",
    "decimal_type": "应为数字",
    "decimal_max_digits": "位数过多",
    "decimal_max_places": "小数位过多",
    "decimal_whole_digits": "数值超出范围",
    "greater_than": "数值过小",
    "greater_than_equal": "数值过小",
    "less_than": "数值过大",
    "less_than_equal": "数值过大",
    "bool_type": "应为是或否",
    "bool_parsing": "应为是或否",
    "uuid_parsing": "标识格式不正确",
    "uuid_type": "标识格式不正确",
    "date_parsing": "日期格式应为 YYYY-MM-DD",
    "date_from_datetime_parsing": "日期格式应为 YYYY-MM-DD",
    "date_type": "应为日期",
    "date_out_of_range": "日期应在 1900 至 2200 年之间",
    "datetime_parsing": "时间格式不正确",
    "datetime_from_date_parsing": "时间格式不正确",
    "datetime_type": "应为时间",
    "timezone_missing": "时间缺少时区",
    "literal_error": "不是允许的取值",
    "enum": "不是允许的取值",
    "list_type": "应为列表",
    "dict_type": "应为对象",
    "model_attributes_type": "应为对象",
    "model_type": "应为对象",
    "too_long": "数量过多",
    "too_short": "数量过少",
    "duplicate_item": "重复引用了同一条记录",
    "json_invalid": "不是有效的 JSON",
}


def language(request: Request) -> str:
    """`zh` or `en`, by Accept-Language; English for programs that do not say."""
    header = request.headers.get("accept-language", "").lower()
    found = re.search(r"\b(zh|en)\b", header)
    return found.group(1) if found else "en"


def answer(request: Request, problem: Problem) -> Response:
    """The one body of every failure."""
    chinese = language(request) == "zh"
    title = TITLES.get(problem.status, TITLES[400 if problem.status < 500 else 500])[chinese]  # noqa: PLR2004 - HTTP
    body: dict[str, Any] = {
        "type": f"urn:loam:problem:{problem.code}",
        "title": title,
        "status": problem.status,
        "code": problem.code,
        "detail": (problem.zh if chinese else problem.en) or title,
        "errors": [{"pointer": e.pointer, "code": e.code, "detail": e.zh if chinese else e.en} for e in problem.errors],
        "request_id": request.scope.get("loam.request_id", ""),
        **problem.extra,
    }
    wait = {} if problem.retry_after is None else {"Retry-After": str(problem.retry_after)}
    return Response(
        orjson.dumps(body, default=str),
        problem.status,
        {**problem.headers, **wait, "Content-Language": "zh" if chinese else "en", "Cache-Control": "no-store"},
        media_type="application/problem+json",
    )


def _pointer(location: tuple[int | str, ...], body: Any = None) -> str:
    where, *rest = location or ("body",)
    if where == "body" and isinstance(body, (dict, list)):
        rest = _walked(rest, body)
    parts = [str(part).replace("~", "~0").replace("/", "~1") for part in rest]
    return "/" + "/".join(parts) if where == "body" else "/".join([str(where), *parts])


def _walked(location: list[int | str], body: Any) -> list[int | str]:
    """Without the names that Pydantic gives the ways a value may take (`str`, `[key]`): they are in nobody's body."""
    found = []
    for number, part in enumerate(location):
        missing = isinstance(body, dict) and part != "[key]" and number == len(location) - 1
        if isinstance(part, int) and isinstance(body, list):
            body = body[part] if part < len(body) else None
        elif isinstance(body, dict) and part in body:
            body = body[part]
        elif not missing:
            continue
        found.append(part)
    return found


def from_validation(failures: Any, body: Any = None) -> Invalid:
    """What Pydantic found, at most 50 places; `body`: what it was found in."""
    errors = [
        FieldError(_pointer(f["loc"], body), f["type"], _plain(f["msg"]), WORDS.get(f["type"], _plain(f["msg"])))
        for f in list(failures)[:50]
    ]
    return Invalid("Some fields need attention.", "有内容需要修改。", errors=errors)


def _plain(message: str) -> str:
    return message.encode("utf-8", "replace").decode()


def _constraint(error: sa.DBAPIError) -> tuple[str, str, str]:
    """(sqlstate, constraint, message) of what PostgreSQL said, through the driver's wrapping."""
    cause = getattr(error.orig, "__cause__", None) or error.orig
    state = getattr(cause, "sqlstate", None) or getattr(error.orig, "sqlstate", None) or ""
    return str(state), str(getattr(cause, "constraint_name", None) or ""), str(cause)


def _columns(constraint: str) -> list[str]:
    """The columns of a constraint or index, by its name, which our naming convention makes unique."""
    for table in Base.metadata.tables.values():
        found: Any
        for found in (*table.constraints, *table.indexes):
            if found.name == constraint:
                said = set(re.findall(r"\w+", str(getattr(found, "sqltext", ""))))
                return [c.name for c in table.columns if c.name in said] or [c.name for c in found.columns]
    return []


def _placed(problem: Problem, body: Any, message: str) -> Problem:
    """The database names a column alone: in a list of the body, the place is that of the value it complains about."""
    problem.errors = [
        replace(one, pointer=next(_places(body, one.pointer[1:], message), one.pointer))
        if isinstance(body, (dict, list)) and one.pointer[1:] not in body
        else one
        for one in problem.errors
    ]
    return problem


def _places(body: Any, name: str, message: str, at: str = "") -> Iterator[str]:
    for key, value in body.items() if isinstance(body, dict) else enumerate(body):
        if key == name and str(value) in message:
            yield f"{at}/{key}"
        if isinstance(value, (dict, list)):
            yield from _places(value, name, message, f"{at}/{key}")


def from_database(error: sa.DBAPIError) -> Problem:
    """A refusal of PostgreSQL as the problem it means to the caller."""
    state, constraint, message = _constraint(error)
    pointers = [f"/{name}" for name in _columns(constraint)] or ["/"]
    if state == "23505":
        errors = [FieldError(p, "duplicate", "already in use", "已存在") for p in pointers]
        return Conflict(
            "A record with this value exists already.", "已存在相同的记录。", code="duplicate", errors=errors
        )
    if state == "23503" and "still referenced" in message:
        return Conflict("Other records still refer to it.", "仍有其他记录引用它。", code="in_use")
    if state == "23503":
        errors = [FieldError(p, "unknown_reference", "no such record", "没有这条记录") for p in pointers]
        return Invalid("A referenced record does not exist.", "引用的记录不存在。", errors=errors)
    if state in {"23514", "23502", "23P01"} or state.startswith("22"):
        code = constraint or "out_of_range"
        errors = [FieldError(p, code, "not acceptable", "取值不被接受") for p in pointers]
        return Invalid("A value cannot be stored.", "有取值无法保存。", errors=errors)
    if state in {"40001", "40P01", "55P03"}:
        return Unavailable("Someone else is changing the same records; try again.", "他人正在修改相同的记录,请重试。")
    if state == "57014":
        return Unavailable("The database took too long.", "数据库响应超时。", code="deadline")
    log.error("database", sqlstate=state, error=message[:500])
    if (
        error.connection_invalidated
        or isinstance(error, (sa.OperationalError, sa.InterfaceError))
        or state[:2]
        in {
            "08",
            "57",
            "53",
            "",
        }
    ):
        return Unavailable("The database does not answer.", "数据库暂时没有响应。", code="database_unavailable")
    return Problem("Something went wrong on our side.", "系统内部出错。")


def translate(error: Exception) -> Problem:
    """Any exception as a problem; what is unknown is ours: 500, logged with its traceback."""
    match error:
        case Problem():
            return error
        case RequestValidationError():
            return from_validation(error.errors(), error.body)
        case HTTPException():
            return _from_framework(error)
        case StaleDataError():
            return Stale("Someone changed it in the meantime; load it again.", "内容已被他人修改,请重新加载。")
        case sa.DBAPIError():
            return from_database(error)
        case sa.TimeoutError() | OSError() | TimeoutError():
            return Unavailable("The database does not answer.", "数据库暂时没有响应。", code="database_unavailable")
    log.error("unhandled", exc_info=error)
    return Problem("Something went wrong on our side.", "系统内部出错。")


def _from_framework(error: HTTPException) -> Problem:
    if error.status_code == 400:  # noqa: PLR2004 - HTTP; the framework says so of bodies that it cannot parse
        return invalid("/", "unreadable", "the body cannot be read", "无法读取请求内容")
    kind = BY_STATUS.get(error.status_code)
    if kind is NotFound:
        return NotFound("No such address.", "没有这个地址。")
    if kind is not None:
        return kind(*TITLES[error.status_code], headers=dict(error.headers) if error.headers else None)

    class Other(Problem):
        status = error.status_code
        default_code = "bad_request"

    return Other(*TITLES.get(error.status_code, TITLES[400]), headers=dict(error.headers or {}))


async def handle(request: Request, error: Exception) -> Response:
    problem = translate(error)
    if isinstance(error, sa.DBAPIError):
        problem = _placed(problem, getattr(request, "_json", None), str(error.orig))
    return answer(request, problem)


async def replay(_request: Request, done: Exception) -> Response:
    assert isinstance(done, Replayed)
    return done.response


def install(app: FastAPI) -> None:
    """Every way to fail goes through `handle`."""
    app.add_exception_handler(Replayed, replay)
    for kind in (
        Problem,
        RequestValidationError,
        HTTPException,
        StaleDataError,
        sa.SQLAlchemyError,
        OSError,
        Exception,
    ):
        app.add_exception_handler(kind, handle)
