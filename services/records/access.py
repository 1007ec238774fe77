"""Who may call records."""

from typing import Annotated

from fastapi import Depends, Request

from services.kit.auth import Me, identify, need, require
from services.kit.permissions import Principal


async def _may_write(me: Me) -> Principal:
    """By role at any customer, or at one's own customers; which ones, `require_on_customer` decides."""
    if not me.may("records:write"):
        require(me, "records:team")
    return me


_may_write.loam_action = "records:team"  # type: ignore[attr-defined] # the test that walks routes × roles reads it


async def _may_file(request: Request) -> Principal:
    """As above, asked of the bare request: before the file in it is read."""
    return await _may_write(await identify(request))


_may_file.loam_action = "records:team"  # type: ignore[attr-defined] # as above

Reader = Annotated[Principal, Depends(need("records:read"))]
Writer = Annotated[Principal, Depends(_may_write)]
Steward = Annotated[Principal, Depends(need("records:write"))]
"""Keeps what all customers share: product lines and vendors."""
FieldMaker = Annotated[Principal, Depends(need("fields:write"))]
Filer = Annotated[Principal, Depends(_may_file)]
Commenter = Annotated[Principal, Depends(need("comments:write"))]
Bookkeeper = Annotated[Principal, Depends(need("transactions:write"))]
Confidant = Annotated[Principal, Depends(need("sensitive"))]
PrivacyOfficer = Annotated[Principal, Depends(need("privacy:write"))]
"""Answers persons who ask about their own data: exports it, erases it."""
