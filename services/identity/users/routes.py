import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.identity.access import Administrator, ProvenAdministrator, Reader
from services.identity.users import service
from services.identity.users.schemas import SignInLinkOut, UserCreate, UserOut, UserUpdate
from services.kit.db import Reading, Session
from services.kit.fields import Query
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged

router = Router(prefix="/users", tags=["users"])


@router.get("", response_model=Page[UserOut], response_model_exclude_unset=True, summary="List users")
async def list_users(
    session: Reading,
    me: Reader,
    query: Paging,
    q: Annotated[Query | None, Parameter()] = None,
    department_id: uuid.UUID | None = None,
    active: bool | None = None,
) -> dict[str, Any]:
    return await service.users(session, query=query, q=q, department_id=department_id, active=active)


@router.get("/{user_id}", response_model=UserOut, summary="Get a user")
async def get_user(session: Reading, me: Reader, response: Response, user_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, user_id))


@router.post("", response_model=UserOut, status_code=201, summary="Create a user")
async def create_user(session: Session, me: ProvenAdministrator, response: Response, data: UserCreate) -> Any:
    return tagged(response, await service.create(session, me=me, data=data))


@router.patch("/{user_id}", response_model=UserOut, summary="Change a user")
async def update_user(
    session: Session, me: Administrator, response: Response, version: IfMatch, user_id: uuid.UUID, data: UserUpdate
) -> Any:
    return tagged(response, await service.update(session, me=me, user_id=user_id, version=version, data=data))


@router.post(
    "/{user_id}/sign-in-link",
    response_model=SignInLinkOut,
    status_code=201,
    summary="Make a one-time sign-in link for a user",
)
async def create_sign_in_link(session: Session, me: ProvenAdministrator, user_id: uuid.UUID) -> Any:
    return await service.make_link(session, me=me, user_id=user_id)
