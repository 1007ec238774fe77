"""Keys of partner systems."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.access import require_within
from services.identity.api_clients.models import ApiClient
from services.identity.api_clients.schemas import (
    ApiClientCreate,
    ApiClientCreated,
    ApiClientOut,
    ApiClientUpdate,
    KeyRotation,
)
from services.kit.auth import KEY_PREFIX, hash_of, new_secret
from services.kit.db import utcnow
from services.kit.errors import Conflict, invalid, missing_row
from services.kit.events import note
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.kit.versions import require_version

KEY_START = 10


async def api_clients(session: AsyncSession, *, query: PageQuery) -> dict[str, Any]:
    return await page(session, select(ApiClient), by=[ApiClient.name, ApiClient.id], query=query, item=ApiClientOut)


async def create(session: AsyncSession, *, data: ApiClientCreate, me: Principal | None = None) -> ApiClientCreated:
    """A new key; its text is in this answer and nowhere else. Without `me` at the console, where all is allowed."""
    if me is not None:
        require_within(me, data.scopes)
    key = new_secret(KEY_PREFIX)
    row = ApiClient(**data.model_dump(), key_hash=hash_of(key), key_start=key[:KEY_START])
    session.add(row)
    await session.flush()
    return _with_key(row, key)


async def update(
    session: AsyncSession, *, me: Principal, client_id: uuid.UUID, version: int, data: ApiClientUpdate
) -> ApiClient:
    """Name, scopes, end and networks; the keys stay. Tokens given out lose what the client loses, at once."""
    row = await _live(session, client_id, version)
    changes = data.model_dump(exclude_unset=True)
    require_within(me, changes.get("scopes") or ())
    for name, value in changes.items():
        if value is None and name != "expires_at":
            raise invalid(f"/{name}", "missing", "cannot be empty", "不能为空")
        setattr(row, name, value)
    await session.flush()
    return row


async def rotate(
    session: AsyncSession, *, me: Principal, client_id: uuid.UUID, version: int, data: KeyRotation
) -> ApiClientCreated:
    """A new key beside the present one, which goes on for some hours. At most two live at once: 409 before a third."""
    row = await _live(session, client_id, version)
    require_within(me, row.scopes)
    now = utcnow()
    if row.former_key_ends_at and row.former_key_ends_at > now:
        raise Conflict(
            "Two keys live already: end the older one first.", "已有两个有效密钥,请先停用旧密钥。", code="two_keys"
        )
    key = new_secret(KEY_PREFIX)
    if data.keep_hours:
        row.former_key_hash, row.former_key_start, row.former_key_used_at = row.key_hash, row.key_start, row.key_used_at
        row.former_key_ends_at = now + dt.timedelta(hours=data.keep_hours)
    else:
        _forget_former(row)
    row.key_hash, row.key_start, row.key_made_at, row.key_used_at = hash_of(key), key[:KEY_START], now, None
    note(session, row, "rotated")
    await session.flush()
    return _with_key(row, key)


async def end_former_key(session: AsyncSession, *, client_id: uuid.UUID, version: int) -> ApiClient:
    """The partner has changed over: the older key is refused from now on."""
    row = await _live(session, client_id, version)
    _forget_former(row)
    note(session, row, "former_key_ended")
    await session.flush()
    return row


async def revoke(session: AsyncSession, *, client_id: uuid.UUID, version: int) -> ApiClient:
    """From the next request on the key is refused; the row stays for the audit trail."""
    row = await _found(session, client_id, version)
    if row.revoked_at is None:
        row.revoked_at = utcnow()
        note(session, row, "revoked")
    await session.flush()
    return row


async def _found(session: AsyncSession, client_id: uuid.UUID, version: int) -> ApiClient:
    row = await session.get(ApiClient, client_id, with_for_update=True)
    if row is None:
        raise missing_row("API client", client_id)
    require_version(row, version)
    return row


async def _live(session: AsyncSession, client_id: uuid.UUID, version: int) -> ApiClient:
    row = await _found(session, client_id, version)
    if row.revoked_at is not None:
        raise Conflict("This client was revoked for good.", "该密钥已永久停用。", code="revoked")
    return row


def _forget_former(row: ApiClient) -> None:
    row.former_key_hash = row.former_key_start = row.former_key_ends_at = row.former_key_used_at = None


def _with_key(row: ApiClient, key: str) -> ApiClientCreated:
    return ApiClientCreated(**ApiClientOut.model_validate(row).model_dump(), key=key)
