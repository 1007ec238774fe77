"""What the permission tests walk: all addresses, which actions each needs, and which fields are whose to see.

The rules are read from kit/permissions.py, which actions an address needs from its dependencies, which fields are
commercial from the API's description; that the description marks all it should is checked against names written here.
"""

import json
import re
from typing import Any, get_args

from fastapi.routing import APIRoute

from services.app import create_app
from services.kit.permissions import Role
from services.kit.settings import Settings

ROLES: tuple[Role, ...] = get_args(Role)

OPEN = {"livez", "readyz", "sign_in", "begin_sso", "get_ways_in", "issue_token"}
"""Addresses for people who are not signed in."""


def routes(router, found=None) -> dict[str, APIRoute]:
    """All addresses by their name, however deep they were included."""
    found = {} if found is None else found
    for route in router.routes:
        if isinstance(route, APIRoute):
            assert route.name not in found, f"two routes are named {route.name}"
            found[route.name] = route
        elif hasattr(route, "original_router"):
            routes(route.original_router, found)
    return found


def actions(dependant) -> set[str]:
    own = getattr(dependant.call, "loam_action", None)
    return {own} - {None} | {action for below in dependant.dependencies for action in actions(below)}


def operations():
    for path, methods in DESCRIPTION["paths"].items():
        for method, operation in methods.items():
            yield operation["operationId"], method, path, operation


APP = create_app(Settings(DATABASE_URL="postgresql://none"))
DESCRIPTION = APP.openapi()
NEEDS = {name: actions(route.dependant) for name, route in routes(APP.router).items()}
SCHEMAS = DESCRIPTION["components"]["schemas"]


def named_schemas(node) -> set[str]:
    """The schemas an answer is made of."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        text = json.dumps(waiting.pop())
        for name in re.findall(r"#/components/schemas/([\w.-]+)", text):
            if name not in found:
                found.add(name)
                waiting.append(SCHEMAS[name])
    return found


def answered(operation) -> dict[str, Any]:
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            return response.get("content", {}).get("application/json", {}).get("schema", {})
    return {}


WRITTEN_COMMERCIAL = {
    "amount",
    "list_price",
    "price",
    "margin",
    "margin_percent",
    "value",
    "profit",
    "bound",
    "regret",
    "regret_at_most",
    "gain",
    "gain_at_least",
    "gain_at_most",
    "credit_limit",
    "closed_value",
    "budget",
    "quality",
    "effect",
    "rating",
    "rating_reason",
    "reward",
    "order_intake",
    "orders_12m",
    "score",
    "process_score",
    "result_score",
    "value_at_risk",
}

NOT_COMMERCIAL = {
    ("LimitOut", "amount"): "a quantity of a resource, part of the cycle everybody plans in",
    ("NeedOut", "amount"): "a quantity of a resource, part of the plan everybody reads",
    ("MissingAmount", "amount"): "a quantity of a resource: what would have to be free",
    ("FigureOut", "value"): "withheld by the service where the unit is money; counts and shares are for all",
    ("LoopFigure", "value"): "as FigureOut",
    ("HealthInput", "value"): "a share",
    ("HealthInput", "score"): "the stage's health, over customers, not over people",
    ("DepartmentMappingOut", "value"): "a word of the organisation's sign-in service",
    ("RoleMappingOut", "value"): "as DepartmentMappingOut",
    ("FieldChoiceOut", "value"): "a word to choose from",
    ("Reject", "value"): "the cell of the file that the reader uploaded",
    ("services__planning__targets__schemas__TargetOut", "order_intake"): (
        "win probability × market space, both of which everybody reads on the opportunities"
    ),
}
