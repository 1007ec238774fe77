"""Who may do what: one table of rules, used by single rows and lists, by people and by partner keys alike.

No landlords: every employee reads every customer card, opportunity and plan. Writing needs a role, or being on the
customer's team. Fields of class `commercial` (price, margin, rating, reward) and `sensitive` (a contact's private
traits) leave the building only for those whose roles carry that class.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Literal

Role = Literal[
    "administrator", "executive", "strategy", "performance", "account_manager", "member", "auditor", "read_only"
]
Class = Literal["commercial", "sensitive"]
WITHHELD = frozenset({"commercial", "sensitive"})
"""The classes that only some may read; `personal` and `public` fields carry their class for whoever passes them on."""
Action = Literal[
    "identity:read",
    "identity:write",
    "records:read",
    "records:write",  # any customer; without it, only those whose team one is on
    "comments:write",  # say something about a record, call others to it
    "records:team",  # create customers, and write where one is on the team
    "transactions:write",
    "imports:write",
    "planning:read",
    "planning:write",
    "planning:team",
    "planning:decide",  # cycles, scoring models, selections and their decision
    "planning:waive",  # let a project through a gate with a written reason
    "performance:read",
    "jobs:read",  # everybody's jobs and dead letters; one's own are always seen
    "jobs:write",  # cancel them, run dead letters again
    "audit:read",
    "webhooks:write",
    "fields:write",  # the organisation's own fields
    "privacy:write",  # erase a person, rotate keys, answer requests of the persons concerned
    "commercial",
    "sensitive",
]

_EVERYONE: frozenset[Action] = frozenset({"identity:read", "records:read", "planning:read"})
_TALKS: frozenset[Action] = _EVERYONE | {"comments:write"}
_TEAM: frozenset[Action] = _TALKS | {"records:team", "planning:team"}

RULES: dict[Role, frozenset[Action]] = {
    "administrator": _EVERYONE
    | _TEAM
    | {
        "identity:write",
        "records:write",
        "transactions:write",
        "imports:write",
        "planning:write",
        "planning:decide",
        "planning:waive",
        "performance:read",
        "jobs:read",
        "jobs:write",
        "audit:read",
        "webhooks:write",
        "fields:write",
        "privacy:write",
        "commercial",
        "sensitive",
    },
    "executive": _TALKS | {"planning:decide", "planning:waive", "performance:read", "commercial"},
    "strategy": _EVERYONE
    | _TEAM
    | {"records:write", "imports:write", "planning:write", "planning:decide", "performance:read", "commercial"},
    "performance": _TALKS | {"performance:read", "commercial"},
    "account_manager": _EVERYONE | _TEAM | {"imports:write", "performance:read", "commercial", "sensitive"},
    "member": _EVERYONE | _TEAM,
    "auditor": _EVERYONE | {"performance:read", "jobs:read", "audit:read", "commercial"},
    "read_only": _EVERYONE,
}

SCOPES: tuple[Action, ...] = (
    "identity:read",
    "identity:write",
    "records:read",
    "records:write",
    "transactions:write",
    "imports:write",
    "planning:read",
    "planning:write",
    "planning:decide",
    "performance:read",
    "jobs:read",
    "audit:read",
    "webhooks:write",
    "sensitive",
)
"""What a partner key can be given. A key is made for a system that exchanges orders and figures, so any key reads
class `commercial` within its scopes; `sensitive` is a scope of its own."""


@dataclass(frozen=True, slots=True)
class Principal:
    """The caller: a person or a partner's key."""

    id: uuid.UUID
    kind: Literal["user", "api_client"]
    name: str
    actions: frozenset[str]
    roles: tuple[str, ...] = ()
    department_id: uuid.UUID | None = None
    language: str = "zh"
    proved_at: dt.datetime | None = None
    """When this person last proved who they are; acts that open doors ask for a proof of the last ten minutes."""
    second_factor_due: bool = False
    """Their role asks for a second factor that they have not set up: until then nothing else is open."""
    teams: frozenset[uuid.UUID] = field(default=frozenset())

    def may(self, action: Action) -> bool:
        return action in self.actions

    @property
    def classes(self) -> frozenset[str]:
        return WITHHELD & self.actions


def actions_of(kind: str, roles: list[str], scopes: list[str]) -> frozenset[str]:
    """All that a person's roles, or a key's scopes, add up to."""
    if kind == "api_client":
        actions = frozenset(scopes) & frozenset(SCOPES)
        return actions | {"commercial"} if any(scope != "identity:read" for scope in actions) else actions
    return frozenset[str]().union(*(RULES[role] for role in RULES if role in roles))
