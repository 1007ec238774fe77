"""Who may call performance.

Figures of others need `performance:read`. A person may always see their own card and the rows behind it, so those
routes take `Member` and their service asks `require_subject`.
"""

from typing import Annotated

from fastapi import Depends

from services.kit.auth import Me, need
from services.kit.permissions import Principal

Reader = Annotated[Principal, Depends(need("performance:read"))]
Member = Me
