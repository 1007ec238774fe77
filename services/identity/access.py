"""Who may call identity."""

from typing import Annotated

from fastapi import Depends

from services.kit.auth import Me, need, require_proof
from services.kit.permissions import Principal

Reader = Annotated[Principal, Depends(need("identity:read"))]
Administrator = Annotated[Principal, Depends(need("identity:write"))]
ProvenAdministrator = Annotated[Principal, Depends(need("identity:write", proof=True))]
"""For what opens doors to others: keys, links, roles, ways to sign in."""


async def _ourselves(me: Me) -> Principal:
    require_proof(me)
    return me


Ourselves = Annotated[Principal, Depends(_ourselves)]
"""The person at the keyboard, proved in the last ten minutes: for what guards their own account."""
