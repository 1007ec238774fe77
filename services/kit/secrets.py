"""Fields that stay closed to whoever reads the disk or a backup: AES-256-GCM under a key of the person's own.

    master key (environment) ──wraps──▶ the person's key (kit/subjects.py) ──seals──▶ each field

Each seal is bound to its place, `table:id:column`, so that a sealed value moved to another row or column does not
open. Without the person's key the fields are gone for good: that is how a person is erased.

`LOAM_MASTER_KEY` may name several keys, separated by commas: the first wraps, all open. `loam rotate-keys`
(kit/rotation.py) wraps anew whatever an older one wrapped; after that the older one can be taken out.
"""

import base64
import binascii
import secrets
from typing import Annotated, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session as SyncSession

from services.kit.errors import Unavailable

NONCE = 12
KEY = 32
WRAPPED = "wrapped"
"""Key of `Column.info`, true where the bytes are sealed by the master key itself at the place `table:id:column`."""


class Vault:
    """Makes and opens keys with the installation's master keys."""

    def __init__(self, master_keys: str) -> None:
        self._masters = [_decoded(part.strip()) for part in master_keys.split(",")]

    @property
    def usable(self) -> bool:
        return all(len(master) == KEY for master in self._masters)

    @property
    def keys(self) -> int:
        """How many master keys there are: more than one while a rotation is under way."""
        return len(self._masters)

    def new_key(self, place: str) -> tuple[bytes, bytes]:
        """(a fresh key, the same wrapped for storing)."""
        key = secrets.token_bytes(KEY)
        return key, self.wrap(key, place)

    def wrap(self, plain: bytes, place: str) -> bytes:
        return _seal(self._required()[0], plain, place)

    def open_key(self, sealed: bytes, place: str) -> bytes:
        masters = self._required()
        for master in masters[:-1]:
            try:
                return _unseal(master, sealed, place)
            except Unavailable:
                continue
        return _unseal(masters[-1], sealed, place)

    def wrapped_anew(self, sealed: bytes, place: str) -> bytes | None:
        """The same under the first master key; None when it already is."""
        try:
            _unseal(self._required()[0], sealed, place)
        except Unavailable:
            return self.wrap(self.open_key(sealed, place), place)
        return None

    def _required(self) -> list[bytes]:
        if not self.usable:
            raise Unavailable(
                "This installation has no master key: set LOAM_MASTER_KEY to 32 random bytes in base64.",
                "系统尚未设置主密钥(LOAM_MASTER_KEY),无法读写加密内容。",
                code="master_key_missing",
            )
        return self._masters


def seal(key: bytes, plain: str, *, place: str) -> bytes:
    """Text as nonce and ciphertext, to be opened only with this key and at this place."""
    return _seal(key, plain.encode(), place)


def unseal(key: bytes, sealed: bytes, *, place: str) -> str:
    return _unseal(key, sealed, place).decode()


def _decoded(master_key: str) -> bytes:
    try:
        return base64.b64decode(master_key, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _seal(key: bytes, plain: bytes, place: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, place.encode())


def _unseal(key: bytes, sealed: bytes, place: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], place.encode())
    except (InvalidTag, ValueError):
        raise Unavailable(
            "This was sealed with another master key, or has been altered.",
            "加密内容与当前主密钥不符或已被改动,无法打开。",
            code="seal_broken",
        ) from None


def vault_of(session: AsyncSession | SyncSession) -> Vault:
    """The vault of whatever the session works for: a request, or a job whose `info` names the vault."""
    given: Vault | None = session.info.get("vault")
    if given is None:
        scope: dict[str, Any] = session.info.get("scope", {})
        given = Vault(scope["app"].state.settings.master_key if "app" in scope else "")
    return given


def _vault(request: Request) -> Vault:
    return Vault(request.app.state.settings.master_key)


Secrets = Annotated[Vault, Depends(_vault)]
