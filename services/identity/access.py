"""Who may call identity."""

from typing import Annotated

from fastapi import Depends

from services.kit.auth import need
from services.kit.permissions import Principal

Reader = Annotated[Principal, Depends(need("identity:read"))]
Administrator = Annotated[Principal, Depends(need("identity:write"))]
