import uuid

from services.identity.access import Ourselves, ProvenAdministrator
from services.identity.second_factors import service
from services.identity.second_factors.schemas import (
    RecoveryCodes,
    SecondFactorConfirm,
    SecondFactorOut,
    SecondFactorStarted,
)
from services.kit.auth import Me
from services.kit.db import Reading, Session
from services.kit.routing import Router
from services.kit.secrets import Secrets

router = Router(prefix="/session/second-factor", tags=["session"])
of_users = Router(prefix="/users/{user_id}/second-factor", tags=["users"])


@router.get("", response_model=SecondFactorOut, summary="One's own second factor")
async def get_second_factor(session: Reading, me: Me) -> SecondFactorOut:
    return await service.state(session, me=me)


@router.post("", response_model=SecondFactorStarted, status_code=201, summary="Begin to set up a second factor")
async def start_second_factor(session: Session, me: Ourselves, vault: Secrets) -> SecondFactorStarted:
    return await service.start(session, me=me, vault=vault)


@router.post("/confirm", response_model=RecoveryCodes, summary="Confirm the second factor with its first code")
async def confirm_second_factor(
    session: Session, me: Ourselves, vault: Secrets, data: SecondFactorConfirm
) -> RecoveryCodes:
    return await service.confirm(session, me=me, code=data.code, vault=vault)


@router.post("/recovery-codes", response_model=RecoveryCodes, summary="Replace one's recovery codes")
async def renew_recovery_codes(session: Session, me: Ourselves) -> RecoveryCodes:
    return await service.renew_recovery_codes(session, me=me)


@router.delete("", status_code=204, summary="Do without a second factor")
async def remove_second_factor(session: Session, me: Ourselves) -> None:
    await service.remove(session, me=me)


@of_users.delete("", status_code=204, summary="Reset a user's second factor")
async def reset_second_factor(session: Session, me: ProvenAdministrator, user_id: uuid.UUID) -> None:
    await service.reset(session, me=me, user_id=user_id)
