"""Codes: of an authenticator app (RFC 6238: 30 seconds, 6 digits, SHA-1) and for the day it is lost."""

import base64
import hashlib
import hmac
import secrets
import unicodedata

import pyotp

STEP_SECONDS = 30
DRIFT_STEPS = 1
"""A phone's clock may be half a minute off, and people type slowly."""
DIGITS = 6
RECOVERY_CODES = 10


def new_secret() -> str:
    """160 bits in base32, as authenticator apps take it."""
    return pyotp.random_base32()


def address_of(secret: str, *, account: str) -> str:
    """The `otpauth://` address that a QR code carries."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name="Loam")


def plain(code: str) -> str:
    """As typed, without what people add: spaces, hyphens, capitals, full-width digits."""
    return "".join(c for c in unicodedata.normalize("NFKC", code).lower() if c.isalnum())


def is_app_code(code: str) -> bool:
    return len(code) == DIGITS and code.isascii() and code.isdigit()


def step_of(secret: str, code: str, *, at: float, after: int) -> int | None:
    """The step (Unix time / 30 s) whose code this is, later than `after`; None when it fits none, or one used before."""
    totp, now = pyotp.TOTP(secret), int(at // STEP_SECONDS)
    for step in range(max(now - DRIFT_STEPS, after + 1), now + DRIFT_STEPS + 1):
        if hmac.compare_digest(totp.generate_otp(step), code):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Ten codes of 80 bits: `abcd-efgh-ijkl-mnop`."""

    def one() -> str:
        letters = base64.b32encode(secrets.token_bytes(10)).decode().lower()
        return "-".join(letters[i : i + 4] for i in range(0, 16, 4))

    return [one() for _ in range(RECOVERY_CODES)]


def hash_of_code(code: str) -> bytes:
    """80 bits of chance need no slow hash."""
    return hashlib.sha256(plain(code).encode()).digest()
