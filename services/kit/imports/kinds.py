"""What can be imported is said by its owner as data: the fields, how they are matched, where they go.

Kind ── fields: Field ── reference: Reference (a cell that names another record)
── identity: rules by which a row is recognised as a record that exists, the first that fits wins
── checks: rules over the whole row, in SQL over the stage
── before / after: what else a run must write; never called by a dry run
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from sqlalchemy import ColumnElement, FromClause, Table
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.db import Base
from services.kit.permissions import Action, Principal

Type = Literal[
    "line", "code", "prose", "integer", "decimal", "share", "date", "choice", "boolean", "words", "reference"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """`keys` is SQL giving (key, id, rank): the texts, in lower case, by which a record can be named; of several
    matches the lowest rank counts, and two records of that rank are ambiguous. It may use `:source`, the run's source.
    `own`: the fields by which rows of the same file can be named too, in any order; such references are a tree within
    the kind's table, and circles are refused. `within`: names count only inside this other reference (contacts of one
    customer); the keys then begin with its id and a slash. `unknown`: reject the row, or leave the field empty.
    `by_code`: the record's id is a text, as in code lists.
    """

    keys: str
    own: tuple[str, ...] = ()
    within: str | None = None
    by_code: bool = False
    unknown: Literal["reject", "empty"] = "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a kind. `column`: where it goes, its own name by default, None when only hooks and checks read it.
    `synonyms`: how the column may be called in a file, compared without case, spaces and punctuation.
    `update`: (stage, table) → the value a record that exists gets; by default the cell, or what is stored when it is
    empty: an import never empties a field.
    """

    name: str
    zh: str
    en: str
    type: Type = "line"
    required: bool = False
    synonyms: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    reference: Reference | None = None
    least: Decimal | int | None = None
    most: Decimal | int | None = None
    scale: int = 2
    column: str | None = ""
    update: Callable[[FromClause, FromClause], ColumnElement[Any]] | None = None

    @property
    def target(self) -> str | None:
        return self.name if self.column == "" else self.column


@dataclass(frozen=True, slots=True)
class Stage:
    """The rows of one run while they are checked and applied: a temporary table with a column for every field, and

    `_number` in the file · `_target` id of the record, present or to be · `_found` it exists ·
    `_errors` as `field:code` · `_act` reject, create, update or unchanged
    """

    kind: "Kind"
    table: Table
    source: str
    me: Principal


Check: TypeAlias = tuple[str, str, Callable[[FromClause], ColumnElement[bool]]]
"""(field, code, what is wrong): rows for which the condition over the stage's columns is true are rejected."""
Hook: TypeAlias = Callable[[AsyncSession, Stage], Awaitable[None]]
Derived: TypeAlias = Mapping[str, Callable[[FromClause], ColumnElement[Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record that can be imported.

    `actions`: the caller needs one of them. `team` names the service whose rule "a role, or the customer's team" holds for its rows, `customer` the column that
    names the customer. `derived` are columns of the table computed from the stage, for new records and changed ones
    alike; `initial` only for new ones. `reasons` are the sentences (en, zh) of its own codes. `unique` are fields no two records may share. `resolve` completes the stage before the checks, in dry runs too, and writes
    nothing else.
    """

    name: str
    zh: str
    en: str
    actions: tuple[Action, ...]
    model: type[Base]
    fields: tuple[Field, ...]
    identity: tuple[tuple[str, ...], ...]
    team: Literal["records", "planning"] | None = None
    customer: str = "customer_id"
    unique: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    reasons: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    derived: Derived = field(default_factory=dict)
    initial: Derived = field(default_factory=dict)
    resolve: Hook | None = None
    before: Hook | None = None
    after: Hook | None = None

    def allows(self, me: Principal) -> bool:
        return any(me.may(action) for action in self.actions)

    @property
    def table(self) -> Table:
        table = self.model.__table__
        assert isinstance(table, Table)
        return table

    @property
    def in_any_order(self) -> bool:
        """Whether rows can be written before those that stand above them in the file: none names another of its file,
        and nothing has to be made for several of them first.
        """
        return self.before is None and not any(field.reference and field.reference.own for field in self.fields)

    def field(self, name: str) -> Field:
        return next(found for found in self.fields if found.name == name)
