"""All addresses of planning."""

from fastapi import APIRouter

from services.planning.cycles.routes import router as cycles
from services.planning.opportunities.routes import router as opportunities
from services.planning.sandbox.routes import router as sandbox
from services.planning.scoring_models.routes import router as scoring_models
from services.planning.selections.routes import router as selections
from services.planning.targets.routes import router as targets

router = APIRouter(prefix="/api/v1/planning")
for part in (opportunities, sandbox, scoring_models, cycles, selections, targets):
    router.include_router(part)
