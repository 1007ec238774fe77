"""The views of identity that records joins for names, and the one of planning that comments and files hang on."""

from sqlalchemy import Boolean, Text, Uuid, column, table

person = table(
    "person",
    column("id", Uuid),
    column("name", Text),
    column("department_id", Uuid),
    column("department_name", Text),
    column("active", Boolean),
)
team = table("team", column("id", Uuid), column("name", Text))
planned_record = table(
    "planned_record", column("entity", Text), column("id", Uuid), column("customer_id", Uuid), column("title", Text)
)
