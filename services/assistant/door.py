"""The address /api/v1/mcp: who is calling is settled here, before the SDK, which costs two seconds, is even loaded.

Without sessions, so that any replica may answer: one POST, one answer in JSON.
"""

import asyncio
import importlib

from fastapi import FastAPI
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from services.kit.auth import identify
from services.kit.errors import MethodNotAllowed

PATH = "/api/v1/mcp"


class Assistant:
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["route"] = ROUTE
        if scope["method"] != "POST":
            raise MethodNotAllowed(
                "Assistants send POST alone.", "助手接口只接受 POST 请求。", headers={"Allow": "POST"}
            )
        await identify(Request(scope))
        server = await asyncio.to_thread(importlib.import_module, "services.assistant.server")
        await server.serve(scope, receive, send)


ROUTE = Route(PATH, Assistant(), include_in_schema=False)


def open_door(app: FastAPI) -> None:
    """In the process that may call all services (architecture: calls go one way)."""
    app.router.routes.append(ROUTE)
