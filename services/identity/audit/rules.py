"""The chain of seals: each one holds the hash of the one before, so that none can be taken out or made anew alone.

    digest = SHA-256 over the SHA-256 of each event it closes, in their order
    chain  = SHA-256(chain before ‖ number ‖ tx ‖ id ‖ count ‖ digest)

Whoever may write to the database could make all seals anew. So each chain value is also written to the log when it
is made, and `loam audit verify --expect NUMBER:CHAIN` compares one that was kept elsewhere.
"""

import hashlib
import uuid
from dataclasses import dataclass
from typing import Literal

Fault = Literal["events_removed", "events_added", "events_changed", "seal_changed", "seal_missing", "not_as_expected"]

NO_CHAIN = b"\0" * 32
"""What stands before the first seal."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a seal says of the events it closes."""

    number: int
    tx: int
    id: uuid.UUID
    events: int
    digest: bytes
    chain: bytes


def link(before: bytes, *, number: int, tx: int, id: uuid.UUID, events: int, digest: bytes) -> bytes:  # noqa: A002 - its name in the table
    """The chain value of a seal."""
    numbers = number.to_bytes(8) + tx.to_bytes(8, signed=True) + id.bytes + events.to_bytes(4)
    return hashlib.sha256(before + numbers + digest).digest()


def seal_fault(seal: Sealed, *, expected_number: int, before: bytes) -> Fault | None:
    """What is wrong with the seal itself."""
    if seal.number != expected_number:
        return "seal_missing"
    chain = link(before, number=seal.number, tx=seal.tx, id=seal.id, events=seal.events, digest=seal.digest)
    return None if chain == seal.chain else "seal_changed"


def events_fault(seal: Sealed, *, found: int, digest: bytes) -> Fault | None:
    """What is wrong with the events that a seal closes."""
    if found < seal.events:
        return "events_removed"
    if found > seal.events:
        return "events_added"
    return None if digest == seal.digest else "events_changed"
