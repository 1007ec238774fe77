import uuid
from typing import Any

from fastapi import Response

from services.identity.access import Administrator, Reader
from services.identity.departments import service
from services.identity.departments.models import Department
from services.identity.departments.schemas import DepartmentCreate, DepartmentOut, DepartmentUpdate
from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged

router = Router(prefix="/departments", tags=["departments"])


@router.get("", response_model=Page[DepartmentOut], response_model_exclude_unset=True, summary="List departments")
async def list_departments(
    session: Reading, me: Reader, query: Paging, parent_id: uuid.UUID | None = None
) -> dict[str, Any]:
    return await service.departments(session, query=query, parent_id=parent_id)


@router.get("/{department_id}", response_model=DepartmentOut, summary="Get a department")
async def get_department(session: Reading, me: Reader, response: Response, department_id: uuid.UUID) -> Department:
    return tagged(response, await service.get(session, department_id))


@router.post("", response_model=DepartmentOut, status_code=201, summary="Create a department")
async def create_department(
    session: Session, me: Administrator, response: Response, data: DepartmentCreate
) -> Department:
    return tagged(response, await service.create(session, data=data))


@router.patch("/{department_id}", response_model=DepartmentOut, summary="Change a department")
async def update_department(
    session: Session,
    me: Administrator,
    response: Response,
    version: IfMatch,
    department_id: uuid.UUID,
    data: DepartmentUpdate,
) -> Department:
    row = await service.update(session, department_id=department_id, version=version, data=data)
    return tagged(response, row)
