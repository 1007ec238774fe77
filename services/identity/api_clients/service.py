"""Keys of partner systems."""

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.api_clients.models import ApiClient
from services.identity.api_clients.schemas import ApiClientCreate, ApiClientCreated, ApiClientOut
from services.kit.auth import KEY_PREFIX, hash_of, new_secret
from services.kit.db import utcnow
from services.kit.errors import missing_row
from services.kit.events import note
from services.kit.pages import PageQuery, page
from services.kit.versions import require_version

KEY_START = 10


async def api_clients(session: AsyncSession, *, query: PageQuery) -> dict[str, Any]:
    return await page(session, select(ApiClient), by=[ApiClient.name, ApiClient.id], query=query)


async def create(session: AsyncSession, *, data: ApiClientCreate) -> ApiClientCreated:
    """A new key; its text is in this answer and nowhere else."""
    key = new_secret(KEY_PREFIX)
    row = ApiClient(**data.model_dump(), key_hash=hash_of(key), key_start=key[:KEY_START])
    session.add(row)
    await session.flush()
    return ApiClientCreated(**ApiClientOut.model_validate(row).model_dump(), key=key)


async def revoke(session: AsyncSession, *, client_id: uuid.UUID, version: int) -> ApiClient:
    """From the next request on the key is refused; the row stays for the audit trail."""
    row = await session.get(ApiClient, client_id)
    if row is None:
        raise missing_row("API client", client_id)
    require_version(row, version)
    if row.revoked_at is None:
        row.revoked_at = utcnow()
        note(session, row, "revoked")
    await session.flush()
    return row
