"""All addresses of performance."""

from fastapi import APIRouter

from services.performance.indicators.routes import router as indicators
from services.performance.loop.routes import router as loop
from services.performance.scorecards.routes import router as scorecards

router = APIRouter(prefix="/api/v1/performance")
for part in (indicators, scorecards, loop):
    router.include_router(part)
