import uuid
from typing import Any

from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.planning.access import Member, Reader
from services.planning.power_maps import people, service
from services.planning.power_maps.schemas import (
    LinkCreate,
    LinkOut,
    PersonCreate,
    PersonOut,
    PersonUpdate,
    PowerMapCreate,
    PowerMapItem,
    PowerMapOut,
    PowerMapUpdate,
)

router = Router(prefix="/power-maps", tags=["power maps"])


@router.get("", response_model=Page[PowerMapItem], response_model_exclude_unset=True, summary="List power maps")
async def list_power_maps(
    session: Reading,
    me: Reader,
    query: Paging,
    customer_id: uuid.UUID | None = None,
    project_id: uuid.UUID | None = None,
) -> dict[str, Any]:
    return await service.power_maps(session, query=query, customer_id=customer_id, project_id=project_id)


@router.post("", response_model=PowerMapOut, status_code=201, summary="Begin a power map of a customer or a project")
async def create_power_map(session: Session, me: Member, response: Response, data: PowerMapCreate) -> Any:
    return tagged(response, await service.create(session, me=me, data=data))


@router.get("/{power_map_id}", response_model=PowerMapOut, summary="Get a power map with its assessment")
async def get_power_map(session: Reading, me: Reader, response: Response, power_map_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, power_map_id=power_map_id))


@router.patch("/{power_map_id}", response_model=PowerMapOut, summary="Say when competitors were last checked")
async def update_power_map(
    session: Session, me: Member, response: Response, version: IfMatch, power_map_id: uuid.UUID, data: PowerMapUpdate
) -> Any:
    row = await service.update(session, me=me, power_map_id=power_map_id, version=version, data=data)
    return tagged(response, row)


@router.delete("/{power_map_id}", status_code=204, summary="Delete a power map")
async def delete_power_map(session: Session, me: Member, version: IfMatch, power_map_id: uuid.UUID) -> None:
    await service.delete(session, me=me, power_map_id=power_map_id, version=version)


@router.post("/{power_map_id}/people", response_model=PersonOut, status_code=201, summary="Add a person to a power map")
async def create_power_map_person(
    session: Session, me: Member, response: Response, power_map_id: uuid.UUID, data: PersonCreate
) -> Any:
    return tagged(response, await people.create(session, me=me, power_map_id=power_map_id, data=data))


@router.patch("/{power_map_id}/people/{person_id}", response_model=PersonOut, summary="Change a person of a power map")
async def update_power_map_person(
    session: Session,
    me: Member,
    response: Response,
    version: IfMatch,
    power_map_id: uuid.UUID,
    person_id: uuid.UUID,
    data: PersonUpdate,
) -> Any:
    row = await people.update(
        session, me=me, power_map_id=power_map_id, person_id=person_id, version=version, data=data
    )
    return tagged(response, row)


@router.delete("/{power_map_id}/people/{person_id}", status_code=204, summary="Take a person off a power map")
async def delete_power_map_person(
    session: Session, me: Member, version: IfMatch, power_map_id: uuid.UUID, person_id: uuid.UUID
) -> None:
    await people.delete(session, me=me, power_map_id=power_map_id, person_id=person_id, version=version)


@router.post(
    "/{power_map_id}/links", response_model=LinkOut, status_code=201, summary="Draw an influence or conflict line"
)
async def create_power_map_link(session: Session, me: Member, power_map_id: uuid.UUID, data: LinkCreate) -> Any:
    return await people.link(session, me=me, power_map_id=power_map_id, data=data)


@router.delete("/{power_map_id}/links/{link_id}", status_code=204, summary="Remove a line")
async def delete_power_map_link(session: Session, me: Member, power_map_id: uuid.UUID, link_id: uuid.UUID) -> None:
    await people.unlink(session, me=me, power_map_id=power_map_id, link_id=link_id)
