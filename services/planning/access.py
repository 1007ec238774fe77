"""Who may call planning."""

from typing import Annotated

from fastapi import Depends

from services.kit.auth import Me, need, require
from services.kit.permissions import Principal


async def _may_write(me: Me) -> Principal:
    """By role at any customer, or at one's own customers; which ones, `require_on_customer` decides."""
    if not me.may("planning:write"):
        require(me, "planning:team")
    return me


_may_write.loam_action = "planning:team"  # type: ignore[attr-defined] # the test that walks routes × roles reads it

Reader = Annotated[Principal, Depends(need("planning:read"))]
Member = Annotated[Principal, Depends(_may_write)]
Writer = Annotated[Principal, Depends(need("planning:write"))]
Decider = Annotated[Principal, Depends(need("planning:decide"))]
