"""Probes. `livez`: the process turns; `readyz`: it can do its work, and is not about to end."""

from fastapi import APIRouter, Request
from sqlalchemy import text

from services.kit.errors import Unavailable

router = APIRouter(tags=["health"])


@router.get("/livez", summary="The process is alive")
async def livez() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/readyz", summary="The process can reach its database, and its tables are there")
async def readyz(request: Request) -> dict[str, str]:
    if getattr(request.app.state, "leaving", False):
        raise Unavailable("This process is about to end.", "该进程即将停止。", code="leaving")
    try:
        async with request.app.state.sessions() as session:
            await session.execute(text("select 1 from alembic_version"))
    except Exception as error:
        raise Unavailable(
            "The database does not answer.", "数据库暂时没有响应。", code="database_unavailable"
        ) from error
    return {"status": "ok"}
