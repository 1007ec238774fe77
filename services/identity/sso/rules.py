"""What a provider's claims mean here: who it is, and what the organisation's mapping makes of groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

NAME_LENGTH = 200
SUBJECT_LENGTH = 255


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the provider vouches for. `email` only where it may be believed."""

    subject: str
    email: str | None
    name: str
    roles: tuple[str, ...]
    department_id: str | None


def person_of(
    claims: Mapping[str, Any],
    *,
    issuer: str,
    domains: Iterable[str],
    role_claim: str,
    roles: Iterable[Mapping[str, Any]],
    department_claim: str,
    departments: Iterable[Mapping[str, Any]],
) -> Person:
    """The person of these verified claims.

    An e-mail address counts when it lies in one of the organisation's own `domains` and the provider does not itself
    call it unverified: then a colleague known by that address is this person.
    """
    email = str(claims.get("email") or "").strip().lower()
    believed = (
        claims.get("email_verified", True) in {True, "true"}
        and email.count("@") == 1
        and email.partition("@")[2] in set(domains)
    )
    name = str(claims.get("name") or claims.get("preferred_username") or email or "?").strip()[:NAME_LENGTH]
    mapped = set(_values(claims, role_claim))
    placed = set(_values(claims, department_claim))
    return Person(
        subject=f"{issuer} {claims['sub']}"[: SUBJECT_LENGTH + len(issuer)],
        email=email if believed else None,
        name="".join(c for c in name if c.isprintable()) or "?",
        roles=tuple(dict.fromkeys(one["role"] for one in roles if one["value"] in mapped)),
        department_id=next((one["department_id"] for one in departments if one["value"] in placed), None),
    )


def _values(claims: Mapping[str, Any], path: str) -> list[str]:
    """The texts at a dotted path: `groups`, or `realm_access.roles`."""
    found: Any = claims
    for part in filter(None, path.split(".")):
        found = found.get(part) if isinstance(found, Mapping) else None
    if not path or found is None:
        return []
    return [str(one) for one in found] if isinstance(found, list) else [str(found)]
