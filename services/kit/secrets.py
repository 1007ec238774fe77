"""Fields that stay closed to whoever reads the disk or a backup: AES-256-GCM under a key of the record's own.

    master key (environment) ──seals──▶ the record's key ──seals──▶ each field

Each seal is bound to its place, `table:id:column`, so that a sealed value moved to another row or column does not
open. Without the record's key the fields are gone for good: that is how a person's traits are erased.
"""

import base64
import binascii
import secrets
from typing import Annotated

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fastapi import Depends, Request

from services.kit.errors import Unavailable

NONCE = 12
KEY = 32


class Vault:
    """Makes and opens the keys of records with the installation's master key."""

    def __init__(self, master_key: str) -> None:
        try:
            self._master = base64.b64decode(master_key, validate=True)
        except (binascii.Error, ValueError):
            self._master = b""

    def new_key(self, place: str) -> tuple[bytes, bytes]:
        """(a fresh key, the same sealed for storing)."""
        key = secrets.token_bytes(KEY)
        return key, _seal(self._required(), key, place)

    def open_key(self, sealed: bytes, place: str) -> bytes:
        return _unseal(self._required(), sealed, place)

    def _required(self) -> bytes:
        if len(self._master) != KEY:
            raise Unavailable(
                "This installation has no master key: set LOAM_MASTER_KEY to 32 random bytes in base64.",
                "系统尚未设置主密钥(LOAM_MASTER_KEY),无法读写加密内容。",
                code="master_key_missing",
            )
        return self._master


def seal(key: bytes, plain: str, *, place: str) -> bytes:
    """Text as nonce and ciphertext, to be opened only with this key and at this place."""
    return _seal(key, plain.encode(), place)


def unseal(key: bytes, sealed: bytes, *, place: str) -> str:
    return _unseal(key, sealed, place).decode()


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


def _vault(request: Request) -> Vault:
    return Vault(request.app.state.settings.master_key)


Secrets = Annotated[Vault, Depends(_vault)]
