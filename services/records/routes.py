"""All addresses of records."""

from fastapi import APIRouter

router = APIRouter(prefix="/api/v1/records")
