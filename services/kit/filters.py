r"""The filter language of lists, saved views and segments: a line of text in, one parameterised SQL condition out.

    filter  =  all { "or" all }                      all  =  one { "and" one }
    one     =  "not" one  |  "(" filter ")"  |  test
    test    =  field ( "=" | "!=" | "<" | "<=" | ">" | ">=" | "~" | "!~" ) value
            |  field ["not"] "in" "(" value { "," value } ")"
            |  field "is" ["not"] "null"
    value   =  word | "text in quotes, \" and \\ inside" | true | false | today | today-30 | today+7

`~` asks whether a text contains another, whatever its case. Days are `2026-11-22` or `today` and a number of days;
an instant is `2026-11-22T08:00:00+08:00`, or a day, meaning its beginning in UTC. For a list of values `=` and `in`
ask whether one of them is in it. A test of an empty field is false, and `not` of it is true, as people expect. Words
are case-insensitive where the language has them (`and`, `IN`); full-width brackets, commas and quotes are read too.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import InvalidOperation
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from services.kit.errors import FieldError, Forbidden, Invalid
from services.kit.filter_values import OPERATORS, READ, WORDS, Field, among, compared

LONGEST, DEEPEST, MOST_TESTS, MOST_VALUES = 2000, 10, 50, 100
TOKENS = re.compile(
    r"""(?P<space>\s+)
    | (?P<text>["“](?:[^"“”\\]|\\.)*["”])
    | (?P<operator><=|>=|!=|!~|=|<|>|~)
    | (?P<open>[(（])
    | (?P<close>[)）])
    | (?P<comma>[,，、])
    | (?P<word>[^\s()（）,，、"“”=!<>~]+)""",
    re.VERBOSE,
)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    value: str
    position: int
    """1 is the first character."""

    def says(self, word: str) -> bool:
        return self.kind == "word" and self.value.lower() == word


def wrong(position: int, code: str, en: str, zh: str) -> Invalid:
    """What is wrong with the text, and at which character."""
    en, zh = f"At character {position}: {en}", f"第 {position} 个字符处:{zh}"
    return Invalid(en, zh, errors=[FieldError("query/filter", f"filter_{code}", en, zh)], position=position)


def where(text: str, fields: Mapping[str, Field], *, classes: frozenset[str] = frozenset()) -> ColumnElement[bool]:
    """The condition; `Invalid` with the position when it is none, `Forbidden` for a field of a class not in `classes`."""
    if len(text) > LONGEST:
        raise wrong(
            LONGEST + 1, "too_long", f"a filter has {LONGEST} characters at most", f"筛选条件不得超过 {LONGEST} 个字符"
        )
    return _Reader(text, fields, classes).whole()


class _Reader:
    """Reads from left to right, one function for each rule of the grammar."""

    def __init__(self, text: str, fields: Mapping[str, Field], classes: frozenset[str]) -> None:
        self.tokens, self.fields, self.classes = _tokens(text), fields, classes
        self.at, self.depth, self.tests = 0, 0, 0

    @property
    def here(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.here
        self.at += 1
        return token

    def whole(self) -> ColumnElement[bool]:
        found = self.any()
        if self.here.kind != "end":
            raise wrong(
                self.here.position,
                "syntax",
                f"expected and, or, or the end, not {_quoted(self.here)}",
                f"此处应为 and、or 或结尾,而不是 {_quoted(self.here)}",
            )
        return found

    def any(self) -> ColumnElement[bool]:
        return self._joined("or", self.all, or_)

    def all(self) -> ColumnElement[bool]:
        return self._joined("and", self.one, and_)

    def _joined(self, word: str, part: Callable[[], ColumnElement[bool]], join: Any) -> ColumnElement[bool]:
        found = [part()]
        while self.here.says(word):
            self.take()
            found.append(part())
        return found[0] if len(found) == 1 else join(*found).self_group()

    def one(self) -> ColumnElement[bool]:
        token = self.here
        self.depth += 1
        if self.depth > DEEPEST:
            raise wrong(token.position, "too_deep", f"more than {DEEPEST} levels", f"嵌套超过 {DEEPEST} 层")
        if token.says("not"):
            self.take()
            found: ColumnElement[bool] = self.one().is_not(True)
        elif token.kind == "open":
            self.take()
            found = self.any()
            self.expect("close", ")")
        else:
            found = self.test()
        self.depth -= 1
        return found

    def test(self) -> ColumnElement[bool]:
        token = self.take()
        self.tests += 1
        if self.tests > MOST_TESTS:
            raise wrong(token.position, "too_many", f"more than {MOST_TESTS} conditions", f"条件超过 {MOST_TESTS} 个")
        field = self.field(token)
        negated = self.here.says("not") and bool(self.take())
        if self.here.says("in"):
            self.take()
            found = among(field, self.values(field))
            return found.is_not(True) if negated else found
        if negated:
            raise wrong(self.here.position, "syntax", "expected in after not", "not 之后应为 in")
        if self.here.says("is"):
            self.take()
            negated = self.here.says("not") and bool(self.take())
            if not self.take().says("null"):
                raise wrong(self.tokens[self.at - 1].position, "syntax", "expected null", "此处应为 null")
            return field.column.is_not(None) if negated else field.column.is_(None)
        operator = self.take()
        allowed = OPERATORS[field.kind]
        if operator.value not in allowed or operator.kind != "operator":
            listed = " ".join(sorted(allowed))
            raise wrong(
                operator.position,
                "operator",
                f"{token.value} takes {listed} in, is null",
                f"{token.value} 可用的运算符:{listed} in、is null",
            )
        return compared(field, operator.value, self.value(field))

    def field(self, token: Token) -> Field:
        field = self.fields.get(token.value) if token.kind == "word" else None
        if field is None:
            known = ", ".join(sorted(self.fields))
            raise wrong(
                token.position,
                "unknown_field",
                f"{_quoted(token)} is no field; there are: {known}",
                f"没有字段 {_quoted(token)};可用字段:{known}",
            )
        if field.withheld and field.withheld not in self.classes:
            raise Forbidden(
                f"Filtering by {token.value} needs the class {field.withheld}.",
                f"按 {token.value} 筛选需要权限:{field.withheld}。",
                needs=field.withheld,
            )
        return field

    def values(self, field: Field) -> list[Any]:
        self.expect("open", "(")
        found = [self.value(field)]
        while self.here.kind == "comma":
            self.take()
            found.append(self.value(field))
            if len(found) > MOST_VALUES:
                raise wrong(
                    self.here.position, "too_many", f"more than {MOST_VALUES} values", f"取值超过 {MOST_VALUES} 个"
                )
        self.expect("close", ")")
        return found

    def expect(self, kind: str, sign: str) -> None:
        token = self.take()
        if token.kind != kind:
            raise wrong(
                token.position,
                "syntax",
                f"expected {sign} not {_quoted(token)}",
                f"此处应为 {sign},而不是 {_quoted(token)}",
            )

    def value(self, field: Field) -> Any:
        token = self.take()
        if token.kind not in {"word", "text"}:
            raise wrong(
                token.position,
                "syntax",
                f"expected a value not {_quoted(token)}",
                f"此处应为取值,而不是 {_quoted(token)}",
            )
        if field.choices and token.value not in field.choices:
            listed = ", ".join(field.choices)
            raise wrong(
                token.position,
                "value",
                f"{_quoted(token)} is none of {listed}",
                f"{_quoted(token)} 不是允许的取值:{listed}",
            )
        try:
            return READ[field.kind](token.value)
        except (ValueError, InvalidOperation, OverflowError):
            en, zh = WORDS[field.kind]
            raise wrong(
                token.position, "value", f"{_quoted(token)} is not {en}", f"{_quoted(token)} 不是{zh}"
            ) from None


def _tokens(text: str) -> list[Token]:
    found, at = [], 0
    while at < len(text):
        match = TOKENS.match(text, at)
        if match is None:
            raise wrong(
                at + 1,
                "syntax",
                f"cannot read {text[at]!r}; quotes must be closed",
                f"无法识别 {text[at]!r},引号须成对",
            )
        kind, value = str(match.lastgroup), match.group()
        if kind == "text":
            value = ESCAPED.sub(r"\1", value[1:-1])
        if kind != "space":
            found.append(Token(kind, value, at + 1))
        at = match.end()
    return [*found, Token("end", "", len(text) + 1)]


def _quoted(token: Token) -> str:
    return f"“{token.value[:40]}”" if token.value else "the end" if token.kind == "end" else "“”"
