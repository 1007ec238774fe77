import uuid
from typing import Any

from services.identity.jobs import service
from services.identity.jobs.schemas import JobOut
from services.kit.auth import Me
from services.kit.db import Reading, Session
from services.kit.jobs.models import JobRun
from services.kit.pages import Page, Paging
from services.kit.routing import Router

router = Router(prefix="/jobs", tags=["jobs"])


@router.get("", response_model=Page[JobOut], response_model_exclude_unset=True, summary="List jobs, the latest first")
async def list_jobs(session: Reading, me: Me, query: Paging) -> dict[str, Any]:
    return await service.jobs(session, me=me, query=query)


@router.get("/{job_id}", response_model=JobOut, summary="Read a job and how far it is")
async def get_job(session: Reading, me: Me, job_id: uuid.UUID) -> JobRun:
    return await service.get(session, me=me, job_id=job_id)


@router.post("/{job_id}/cancel", response_model=JobOut, summary="Cancel a job that waits or runs")
async def cancel_job(session: Session, me: Me, job_id: uuid.UUID) -> JobRun:
    return await service.cancel(session, me=me, job_id=job_id)


@router.post("/{job_id}/replay", response_model=JobOut, summary="Run a failed or cancelled job again")
async def replay_job(session: Session, me: Me, job_id: uuid.UUID) -> JobRun:
    return await service.replay(session, me=me, job_id=job_id)
