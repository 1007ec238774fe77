"""The views of identity that records joins for names."""

from sqlalchemy import Text, Uuid, column, table

person = table(
    "person", column("id", Uuid), column("name", Text), column("department_id", Uuid), column("department_name", Text)
)
team = table("team", column("id", Uuid), column("name", Text))
