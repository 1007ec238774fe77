"""All addresses of planning."""

from services.kit.imports import import_router
from services.kit.routing import Router
from services.planning.account_plans.routes import router as account_plans
from services.planning.activities.routes import router as activities
from services.planning.cycles.routes import router as cycles
from services.planning.import_kinds import KINDS
from services.planning.opportunities.routes import router as opportunities
from services.planning.power_maps.routes import router as power_maps
from services.planning.projects.routes import router as projects
from services.planning.sandbox.routes import router as sandbox
from services.planning.scoring_models.routes import router as scoring_models
from services.planning.selections.routes import router as selections
from services.planning.targets.routes import router as targets

router = Router(prefix="/api/v1/planning")
for part in (
    opportunities,
    sandbox,
    scoring_models,
    cycles,
    selections,
    targets,
    account_plans,
    projects,
    power_maps,
    activities,
    import_router("planning", KINDS),
):
    router.include_router(part)
