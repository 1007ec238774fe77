import uuid
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from services.kit.fields import Id, Input, Output

TeamRole = Literal[
    "leader",
    "marketing",
    "online",
    "service",
    "logistics",
    "production",
    "system",
    "solution",
    "delivery",
    "member",
]


class TeamMemberIn(Input):
    user_id: Id
    role: TeamRole


class TeamIn(Input):
    """The whole team; whoever is not named leaves it."""

    members: Annotated[list[TeamMemberIn], Field(max_length=100)]

    @model_validator(mode="after")
    def nobody_twice(self) -> Self:
        if len({member.user_id for member in self.members}) != len(self.members):
            raise PydanticCustomError("duplicate_item", "names the same person twice")
        return self


class TeamMemberOut(Output):
    user_id: uuid.UUID
    user_name: str
    department_name: str | None
    role: TeamRole


class TeamOut(Output):
    customer_id: uuid.UUID
    members: list[TeamMemberOut]
