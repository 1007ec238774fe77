"""All addresses of performance."""

from fastapi import APIRouter

router = APIRouter(prefix="/api/v1/performance")
