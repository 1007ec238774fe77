"""All addresses of planning."""

from fastapi import APIRouter

router = APIRouter(prefix="/api/v1/planning")
