"""Who may call identity."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import Depends

from services.kit.auth import Me, need, require_proof
from services.kit.errors import Forbidden
from services.kit.permissions import Principal

Reader = Annotated[Principal, Depends(need("identity:read"))]
Administrator = Annotated[Principal, Depends(need("identity:write"))]
ProvenAdministrator = Annotated[Principal, Depends(need("identity:write", proof=True))]
"""For what opens doors to others: keys, links, roles, ways to sign in."""


def require_within(me: Principal, actions: Iterable[str]) -> None:
    """403 when a key would open to somebody what is closed to itself: it would be worth more than its scopes say."""
    if me.kind == "api_client" and (more := sorted(set(actions) - me.actions)):
        raise Forbidden(
            f"A key can give only what it may do itself, not {', '.join(more)}.",
            f"密钥只能授予其自身拥有的权限,不能授予:{'、'.join(more)}。",
            code="beyond_own_scopes",
        )


def require_person(me: Principal) -> None:
    """403 for keys, which could become anybody else by it."""
    if me.kind != "user":
        raise Forbidden("Only a person can do this, not a key.", "只有人员账号可以执行此操作。", code="people_only")


async def _ourselves(me: Me) -> Principal:
    require_proof(me)
    return me


Ourselves = Annotated[Principal, Depends(_ourselves)]
"""The person at the keyboard, proved in the last ten minutes: for what guards their own account."""
