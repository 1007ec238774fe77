"""All addresses of identity."""

from services.identity.api_clients.routes import router as api_clients
from services.identity.departments.routes import router as departments
from services.identity.import_kinds import KINDS
from services.identity.notifications.routes import router as notifications
from services.identity.saved_views.routes import router as saved_views
from services.identity.sessions.routes import router as sessions
from services.identity.users.routes import router as users
from services.kit.imports import import_router
from services.kit.routing import Router

router = Router(prefix="/api/v1/identity")
for part in (sessions, users, departments, api_clients, notifications, saved_views, import_router("identity", KINDS)):
    router.include_router(part)
