"""All addresses of performance."""

from services.kit.routing import Router
from services.performance.indicators.routes import router as indicators
from services.performance.loop.routes import router as loop
from services.performance.scorecards.routes import router as scorecards

router = Router(prefix="/api/v1/performance")
for part in (indicators, scorecards, loop):
    router.include_router(part)
