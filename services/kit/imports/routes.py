"""The addresses of imports, the same at every service that has kinds to import."""

import uuid
from typing import Annotated, Any

from fastapi import Depends, File, Form, Request, Response, UploadFile
from fastapi import Query as Parameter
from fastapi.responses import StreamingResponse
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import need
from services.kit.db import Reading, Session
from services.kit.fields import Query
from services.kit.imports import answers, service
from services.kit.imports.kinds import Kind
from services.kit.imports.models import ImportRun
from services.kit.imports.reading import Encoding
from services.kit.imports.schemas import ImportChange, ImportListItem, ImportRunOut, Kinds
from services.kit.imports.service import Sent
from services.kit.pages import Page, Paging
from services.kit.permissions import Principal
from services.kit.problems import language
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged

Importer = Annotated[Principal, Depends(need("imports:write"))]


def import_router(name: str, kinds: tuple[Kind, ...]) -> Router:
    """The routes of one service's imports, to be included in its router."""
    router = Router(prefix="/imports", tags=[name])
    known = {kind.name: kind for kind in kinds}

    async def shown(request: Request, response: Response, session: AsyncSession, run: ImportRun) -> Any:
        tagged(response, run)
        return await answers.shown(session, run, known, chinese=language(request) == "zh")

    @router.get(
        "/kinds", response_model=Kinds, name=f"list_{name}_import_kinds", summary="What can be imported, field by field"
    )
    async def list_kinds(me: Importer) -> Any:
        return answers.kinds_for(me, known)

    @router.get(
        "",
        response_model=Page[ImportListItem],
        response_model_exclude_unset=True,
        name=f"list_{name}_imports",
        summary="Files imported so far, newest first",
    )
    async def list_imports(
        session: Reading, me: Importer, paging: Paging, kind: Annotated[Query | None, Parameter()] = None
    ) -> Any:
        return await service.search(session, me, service=name, kinds=known, kind=kind, query=paging)

    @router.post(
        "",
        status_code=201,
        response_model=ImportRunOut,
        name=f"upload_{name}_import",
        summary="Upload a file: CSV, XLSX or NDJSON",
    )
    async def upload(
        request: Request,
        response: Response,
        session: Session,
        me: Importer,
        file: Annotated[UploadFile, File()],
        kind: Annotated[Query, Form()],
        sheet: Annotated[Query | None, Form(description="of a workbook; else the first that is not empty")] = None,
        encoding: Annotated[Encoding | None, Form(description="if it is known; else UTF-8 is tried first")] = None,
    ) -> Any:
        sent = Sent(file=file.file, name=file.filename or "", sheet=sheet or None, encoding=encoding)
        run = await service.upload(session, me, service=name, kinds=known, kind=kind, sent=sent)
        return await shown(request, response, session, run)

    @router.get("/{run_id}", response_model=ImportRunOut, name=f"get_{name}_import", summary="One import")
    async def get(request: Request, response: Response, session: Reading, me: Importer, run_id: uuid.UUID) -> Any:
        run = await service.read(session, me, service=name, kinds=known, run_id=run_id)
        return await shown(request, response, session, run)

    @router.patch(
        "/{run_id}", response_model=ImportRunOut, name=f"change_{name}_import", summary="Map columns to fields"
    )
    async def change(
        request: Request,
        response: Response,
        session: Session,
        me: Importer,
        run_id: uuid.UUID,
        wanted: ImportChange,
        version: IfMatch,
    ) -> Any:
        run = await service.change(
            session, me, service=name, kinds=known, run_id=run_id, version=version, wanted=wanted
        )
        return await shown(request, response, session, run)

    @router.post(
        "/{run_id}/dry-run",
        status_code=202,
        response_model=ImportRunOut,
        name=f"check_{name}_import",
        summary="Say what a run would do: ask again for the answer until its state is checked",
    )
    async def dry_run(request: Request, response: Response, session: Session, me: Importer, run_id: uuid.UUID) -> Any:
        run = await service.start(session, me, service=name, kinds=known, run_id=run_id, dry=True)
        return await shown(request, response, session, run)

    @router.post(
        "/{run_id}/run",
        status_code=202,
        response_model=ImportRunOut,
        name=f"run_{name}_import",
        summary="Import the good rows: ask again for the answer until its state is done",
    )
    async def run(request: Request, response: Response, session: Session, me: Importer, run_id: uuid.UUID) -> Any:
        run = await service.start(session, me, service=name, kinds=known, run_id=run_id, dry=False)
        return await shown(request, response, session, run)

    @router.post(
        "/{run_id}/cancel",
        response_model=ImportRunOut,
        name=f"cancel_{name}_import",
        summary="Stop a dry run or a run; rows applied so far stay",
    )
    async def cancel(request: Request, response: Response, session: Session, me: Importer, run_id: uuid.UUID) -> Any:
        run = await service.cancel(session, me, service=name, kinds=known, run_id=run_id)
        return await shown(request, response, session, run)

    @router.get(
        "/{run_id}/rejects",
        response_class=StreamingResponse,
        name=f"get_{name}_import_rejects",
        summary="Rejected rows as CSV",
    )
    async def rejects(request: Request, session: Reading, me: Importer, run_id: uuid.UUID) -> Response:
        run = await service.read(session, me, service=name, kinds=known, run_id=run_id)
        body = answers.rejects(request.app.state.readings, run, known, chinese=language(request) == "zh")
        headers = {"Content-Disposition": 'attachment; filename="rejects.csv"'}
        return StreamingResponse(body, media_type="text/csv; charset=utf-8", headers=headers)

    return router
