"""Serves the built web app when there is no web server in front: files that exist, `index.html` for the app's routes."""

from pathlib import Path

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from services.kit.errors import NotFound

FOR_PROGRAMS = frozenset({"metrics"})
"""Addresses that exist by settings only: a program must not take the page for an answer."""


class WebApp(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        if path.startswith("api/") or path in FOR_PROGRAMS:
            raise NotFound("No such address.", "没有这个地址。")
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or "." in path.rsplit("/", 1)[-1]:  # noqa: PLR2004 - HTTP
                raise
            response = await super().get_response("index.html", scope)
            path = "index.html"
        forever = path.startswith("assets/")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if forever else "no-cache"
        return response


def mount(app: FastAPI, folder: Path) -> None:
    """Without a build there is only the API: a service behind a gateway needs no more."""
    if (folder / "index.html").exists():
        app.mount("/", GZipMiddleware(WebApp(directory=folder, html=True)), name="web")
