"""What travels between services instead of the caller's own credential: who it is, for one audience, for 60 seconds.

A signed token (JWT, EdDSA only: no header can choose a weaker way) that the called service verifies by itself. The key
is derived from the master key, which all services of an installation have; without one (a single process on a given
database) the process makes a key of its own, which is all it needs. While the master key is being rotated the first
one signs and each verifies.
"""

import base64
import binascii
import datetime as dt
import secrets
import time
import uuid
from collections.abc import Collection
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from services.kit.errors import Unauthenticated
from services.kit.permissions import Principal

SECONDS = 60
LEEWAY_SECONDS = 5
"""How far the clocks of two machines may differ."""
_HEADER = base64.urlsafe_b64encode(b'{"alg":"EdDSA","typ":"JWT"}').rstrip(b"=")


class Signer:
    """Makes and reads the tokens of one installation."""

    def __init__(self, master_keys: str) -> None:
        self._keys = [_key(part.strip()) for part in master_keys.split(",")]
        self._public_keys = [key.public_key() for key in self._keys]

    def issue(self, me: Principal, *, issuer: str, audience: str, now: float | None = None) -> str:
        """A token that says at `audience` that this caller is who `issuer` has found them to be."""
        now = time.time() if now is None else now
        claims = {
            "iss": issuer,
            "aud": audience,
            "iat": int(now),
            "exp": int(now) + SECONDS,
            "sub": me.id,
            "kind": me.kind,
            "name": me.name,
            "actions": sorted(me.actions),
            "roles": me.roles,
            "department": me.department_id,
            "language": me.language,
            "proved": me.proved_at,
            "due": me.second_factor_due,
        }
        signed = _HEADER + b"." + _packed(orjson.dumps(claims, default=str))
        return (signed + b"." + _packed(self._keys[0].sign(signed))).decode()

    def read(self, token: str, *, audiences: Collection[str], now: float | None = None) -> Principal:
        """The caller; 401 for what is not ours, not for us, or too old."""
        now = time.time() if now is None else now
        try:
            signed, _, signature = token.encode("ascii").rpartition(b".")
            header, _, payload = signed.partition(b".")
            if header != _HEADER or not self._fits(_unpacked(signature), signed):
                raise _refused()
            claims: dict[str, Any] = orjson.loads(_unpacked(payload))
        except (ValueError, binascii.Error):
            raise _refused() from None
        if claims["aud"] not in audiences or not claims["iat"] - LEEWAY_SECONDS <= now < claims["exp"]:
            raise _refused()
        return Principal(
            id=uuid.UUID(claims["sub"]),
            kind=claims["kind"],
            name=claims["name"],
            actions=frozenset(claims["actions"]),
            roles=tuple(claims["roles"]),
            department_id=uuid.UUID(claims["department"]) if claims["department"] else None,
            language=claims["language"],
            proved_at=dt.datetime.fromisoformat(claims["proved"]) if claims["proved"] else None,
            second_factor_due=claims["due"],
        )

    def _fits(self, signature: bytes, signed: bytes) -> bool:
        for key in self._public_keys:
            try:
                key.verify(signature, signed)
            except InvalidSignature:
                continue
            return True
        return False


def _key(master_key: str) -> Ed25519PrivateKey:
    material = base64.b64decode(master_key) if master_key else secrets.token_bytes(32)
    seed = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"loam service tokens 1").derive(material)
    return Ed25519PrivateKey.from_private_bytes(seed)


def _packed(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def _unpacked(text: bytes) -> bytes:
    return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))


def _refused() -> Unauthenticated:
    return Unauthenticated("The token between services is not valid.", "服务间令牌无效。", code="service_token_refused")
