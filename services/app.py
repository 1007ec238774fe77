"""The composition root: the only place that knows every service, and whether it is hosted here."""

import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.routing import APIRoute

import services.tables  # noqa: F401 - the whole metadata, see there
from services import web
from services.assistant.door import open_door
from services.describe import describe
from services.kit import health, problems, traces
from services.kit.db import make_engine, make_readings, make_sessions
from services.kit.gate import Gate
from services.kit.http import peer
from services.kit.lookup import Lookup
from services.kit.routing import Table
from services.kit.settings import SERVICES, Settings, get_settings
from services.kit.tokens import Signer

DESCRIPTION = """Customers are the soil, opportunities and projects the trees. One closed loop: understand the customer →
select opportunities and plan → execute → evaluate → again.

Send `Authorization: Bearer loam_…`. Lists answer `{"items": […], "next": cursor}`, `total` with `count=true`.
Single records carry an `ETag`; PATCH and DELETE need `If-Match`. Every failure is `application/problem+json`.
"""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application for the targets of these settings: one service, several, or all."""
    settings = settings or get_settings()
    traced = traces.configure(f"loam-{settings.target}")

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        engine = make_engine(settings)
        traces.watch(engine)
        app.state.sessions, app.state.readings = (
            make_sessions(engine),
            make_readings(engine, pgbouncer=settings.pgbouncer),
        )
        app.state.lookup = Lookup(engine, pgbouncer=settings.pgbouncer)
        app.state.http = {name: peer(app, settings, name) for name in SERVICES}
        yield
        for client in app.state.http.values():
            await client.aclose()
        await app.state.lookup.close()
        await engine.dispose()
        await traces.flush()

    app = FastAPI(
        title="Loam 沃土",
        version="0.1.0",
        description=DESCRIPTION,
        lifespan=lifespan,
        generate_unique_id_function=operation_id,
        openapi_url=None,  # describe(app) answers at /api/v1/openapi.json
        docs_url=None,
        redoc_url=None,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        separate_input_output_schemas=True,
    )
    app.state.settings, app.state.signer = settings, Signer(settings.master_key)
    problems.install(app)
    describe(app)
    app.include_router(health.router)
    for name in settings.targets:
        app.include_router(importlib.import_module(f"services.{name}.routes").router)
    app.router.routes.insert(0, Table(app.routes))
    if "performance" in settings.targets:
        open_door(app)
    web.mount(app, settings.web)
    app.add_middleware(Gate, settings=settings, signer=app.state.signer)
    if traced:
        app.add_middleware(traces.Traced)
    if settings.metrics_token:
        from services.kit import metrics  # noqa: PLC0415 - its library is loaded by those who ask for figures

        metrics.install(app, settings.metrics_token)
    return app


def operation_id(route: APIRoute) -> str:
    return route.name
