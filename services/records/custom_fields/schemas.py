import datetime as dt
import uuid
from typing import Annotated, Literal

from pydantic import MISSING, BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from services.kit.custom import Entity, FieldType, Flag, Key, Target
from services.kit.custom_values import CHOOSING
from services.kit.fields import Code, Currency, Ids, Input, Line, LineOrEmpty, Output

FieldClass = Literal["internal", "commercial"]


class FieldChoice(Input):
    """One of the values of a choice; an archived one stays on records and is offered no more."""

    value: Code
    label_zh: Line
    label_en: Line
    archived: Flag = False


class FieldChoiceOut(Output):
    value: str
    label_zh: str
    label_en: str
    archived: bool


def _distinct(choices: list[FieldChoice]) -> list[FieldChoice]:
    if len({choice.value for choice in choices}) != len(choices):
        raise PydanticCustomError("duplicate_item", "names the same value twice")
    return choices


Choices = Annotated[list[FieldChoice], Field(max_length=100)]


class CustomFieldFilter(BaseModel):
    entity: Entity


class CustomFieldCreate(Input):
    """`entity`, `key`, `type`, `class`, `target` and `currency` are for good: the values on records depend on them.

    A link has a `target`, the kind of record it leads to; money has a `currency`; a choice, single or several, has
    `choices`.
    """

    entity: Entity
    key: Key
    type: FieldType
    class_: Annotated[FieldClass, Field(alias="class")] = "internal"
    label_zh: Line
    label_en: Line
    section: LineOrEmpty = ""
    required: Flag = False
    choices: Choices = Field(default_factory=list)
    target: Target | None = None
    currency: Currency | None = None

    @model_validator(mode="after")
    def fits(self) -> "CustomFieldCreate":
        _distinct(self.choices)
        if (self.type in CHOOSING) != bool(self.choices):
            raise PydanticCustomError("choices", "a choice has choices, nothing else has any")
        if (self.type == "link") != (self.target is not None):
            raise PydanticCustomError("target", "a link has a target, nothing else has one")
        if (self.type == "money") != (self.currency is not None):
            raise PydanticCustomError("currency", "money has a currency, nothing else has one")
        if self.entity == "contact" and self.class_ == "commercial":
            raise PydanticCustomError("class", "fields of contacts are of class internal")
        return self


class CustomFieldUpdate(Input):
    label_zh: Line | MISSING = MISSING
    label_en: Line | MISSING = MISSING
    section: LineOrEmpty | MISSING = MISSING
    required: Flag | MISSING = MISSING
    choices: Choices | MISSING = MISSING
    archived: Flag | MISSING = MISSING


class FieldOrder(Input):
    """All fields of the entity in the order they are shown."""

    entity: Entity
    ids: Ids


class CustomFieldOut(Output):
    id: uuid.UUID
    entity: Entity
    key: str
    type: FieldType
    class_: Annotated[FieldClass, Field(alias="class")]
    label_zh: str
    label_en: str
    section: str
    required: bool
    choices: list[FieldChoiceOut]
    target: Target | None
    currency: str | None
    position: int
    archived: bool
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
