"""All addresses of identity."""

from services.identity.api_clients.routes import router as api_clients
from services.identity.audit.routes import router as audit
from services.identity.departments.routes import router as departments
from services.identity.import_kinds import KINDS
from services.identity.jobs.routes import router as jobs
from services.identity.live.routes import router as live
from services.identity.notifications.routes import router as notifications
from services.identity.oauth.routes import router as oauth
from services.identity.saved_views.routes import router as saved_views
from services.identity.second_factors.routes import of_users as second_factors_of_users
from services.identity.second_factors.routes import router as second_factors
from services.identity.sessions.routes import mine as my_sessions
from services.identity.sessions.routes import router as sessions
from services.identity.sign_in_settings.routes import router as sign_in_settings
from services.identity.sso.routes import router as sso
from services.identity.users.routes import router as users
from services.identity.webhooks.routes import router as webhooks
from services.kit.imports import import_router
from services.kit.routing import Router

router = Router(prefix="/api/v1/identity")
for part in (
    sessions,
    my_sessions,
    second_factors,
    second_factors_of_users,
    sso,
    sign_in_settings,
    oauth,
    users,
    departments,
    api_clients,
    notifications,
    saved_views,
    audit,
    webhooks,
    live,
    jobs,
    import_router("identity", KINDS),
):
    router.include_router(part)
