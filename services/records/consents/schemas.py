import datetime as dt
import uuid
from typing import Literal

from pydantic import MISSING, BaseModel

from services.kit.auth import Personal
from services.kit.fields import Day, Id, Input, Output, Prose

Purpose = Literal["visit", "care", "planning"]
"""What the private section is read for: to prepare a visit, to care for the person, to plan the relationship."""
Basis = Literal["consent", "contract", "legal_duty", "disclosed", "legitimate_interest"]
"""PIPL article 13, GDPR article 6."""


class ConsentFilter(BaseModel):
    contact_id: Id


class ConsentCreate(Input):
    """`given_on`: since when; `evidence`: where that can be looked up (a signed paper, a mail)."""

    contact_id: Id
    purpose: Purpose
    basis: Basis = "consent"
    given_on: Day
    evidence: Prose = ""


class ConsentUpdate(Input):
    withdrawn_on: Day | MISSING | None = MISSING
    evidence: Prose | MISSING = MISSING


class ConsentOut(Output):
    """`live`: it allows reading today."""

    id: uuid.UUID
    contact_id: uuid.UUID
    purpose: Purpose
    basis: Basis
    given_on: dt.date
    withdrawn_on: dt.date | None
    evidence: Personal[str]
    live: bool
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
