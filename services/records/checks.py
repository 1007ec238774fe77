"""CHECK constraints from the types of the API, so that the two cannot part."""

from typing import Any, get_args

from sqlalchemy import CheckConstraint


def one_of(column: str, literal: Any) -> CheckConstraint:
    """The column holds one of a Literal's values (or NULL)."""
    values = ", ".join(f"'{value}'" for value in get_args(literal))
    return CheckConstraint(f'"{column}" in ({values})', name=column)


def scale5(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} between 1 and 5", name=column)


def named_source() -> CheckConstraint:
    """An external id means nothing without the system it comes from."""
    return CheckConstraint("external_id is null or source is not null", name="source")
