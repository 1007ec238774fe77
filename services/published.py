"""The views that services publish, brought to what the code says at the end of every migration.

A view has one source, the `VIEWS` of a service's module; migrations make tables and hold no views of their own but
those they began with. So changing a view is changing its text, and the next `loam migrate` does the rest:

    the comment on every view is the hash of all of them ──▶ same as the code's: nothing happens
    ──▶ `create or replace` each, which keeps grants ──▶ [a column went or changed its type: all dropped and made anew]

The version that serves meanwhile reads these views too: columns are added at the end, and removed a release later.
"""

import hashlib

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from services.identity import import_keys as identity_keys
from services.identity import views as identity
from services.planning import views as planning
from services.planning import views_execution
from services.records import import_keys as records_keys
from services.records import views as records

FUNCTIONS: list[str] = planning.FUNCTIONS
VIEWS: dict[str, str] = (
    identity.VIEWS
    | identity_keys.VIEWS
    | records.VIEWS
    | records_keys.VIEWS
    | planning.VIEWS
    | views_execution.VIEWS  # reads those above it
)
STAMP = "loam " + hashlib.sha256("\0".join([*FUNCTIONS, *VIEWS, *VIEWS.values()]).encode()).hexdigest()[:16]
STAMPED = text("""
select c.relname, obj_description(c.oid, 'pg_class') from pg_class c
where c.relkind = 'v' and c.relnamespace = current_schema()::regnamespace
  and obj_description(c.oid, 'pg_class') like 'loam %'
""")


def publish(connection: Connection) -> bool:
    """Make the views what the code says, inside the connection's transaction; whether there was anything to do."""
    found: dict[str, str] = {str(name): str(stamp) for name, stamp in connection.execute(STAMPED)}
    if found == dict.fromkeys(VIEWS, STAMP):
        return False
    gone = [name for name in found if name not in VIEWS]
    try:
        with connection.begin_nested():
            _create(connection)
            _drop(connection, gone)
    except DBAPIError:
        _drop(connection, [*VIEWS, *gone])
        _create(connection)
    return True


def _create(connection: Connection) -> None:
    for function in FUNCTIONS:
        connection.exec_driver_sql(function)
    for name, query in VIEWS.items():
        connection.exec_driver_sql(f"create or replace view {name} as {query}")
        connection.exec_driver_sql(f"comment on view {name} is '{STAMP}'")


def _drop(connection: Connection, names: list[str]) -> None:
    """In one statement, so that they may read each other in any order."""
    if names:
        connection.exec_driver_sql(f"drop view if exists {', '.join(names)}")
