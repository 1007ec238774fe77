"""The one way a service calls another: typed, as the same caller, in this process or over the network."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any, ClassVar, Self

import aiohttp
import httpx
from fastapi import FastAPI, Request
from httpx_aiohttp import AiohttpTransport

from services.kit.auth import SERVICE_SCHEME
from services.kit.errors import BY_STATUS, FieldError, Unavailable
from services.kit.settings import Settings
from services.kit.traces import outgoing

FORWARDED = ("accept-language",)


class ServiceClient:
    """Derive one a service, in the called service's own client.py."""

    name: ClassVar[str]

    def __init__(self, http: httpx.AsyncClient, headers: dict[str, str], deadline: float) -> None:
        """`deadline`: on the monotonic clock, when the request that calls will have been answered."""
        self.http, self.headers, self.deadline = http, headers, deadline

    @classmethod
    def from_request(cls, request: Request) -> Self:
        """A client that speaks for the caller of this request: their identity signed, never their credential.

        The route must know its caller (`need(…)`, `Me`) before it calls.
        """
        state = request.app.state
        token = state.signer.issue(request.scope["loam.me"], issuer=state.settings.target, audience=cls.name)
        headers = {name: request.headers[name] for name in FORWARDED if name in request.headers}
        headers["authorization"] = f"{SERVICE_SCHEME} {token}"
        headers["x-request-id"] = request.scope.get("loam.request_id", "")
        deadline = request.scope.get("loam.deadline", time.monotonic() + state.settings.deadline_seconds)
        return cls(request.app.state.http[cls.name], headers, deadline)

    async def call(self, method: str, path: str, **options: Any) -> Any:
        """The answer's JSON; the peer's problem as our own exception; 503 when it does not answer."""
        status, body = await self.exchange(method, f"/api/v1/{self.name}{path}", **options)
        if status < 400:  # noqa: PLR2004 - HTTP
            return body
        if status not in BY_STATUS:
            raise self._unavailable(status)
        errors = [FieldError(e["pointer"], e["code"], e["detail"], e["detail"]) for e in body["errors"]]
        raise BY_STATUS[status](body["detail"], body["detail"], code=body["code"], errors=errors)

    async def exchange(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **options: Any
    ) -> tuple[int, Any]:
        """Status and JSON of an answer, which may be a problem of ours; 503 for whatever else comes, or does not come.

        The transport's limit is for each piece of the answer, ours is for all of it.
        """
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise Unavailable("This took too long; try again.", "处理超时,请重试。", code="deadline")
        said = {**self.headers, **(headers or {}), "x-deadline-seconds": f"{left:.3f}"}
        try:
            async with asyncio.timeout(left):
                response = await self.http.request(
                    method, path, headers=said, timeout=httpx.Timeout(left, connect=2), **options
                )
        except (httpx.HTTPError, aiohttp.ClientError, TimeoutError) as error:  # the transport's own come through too
            raise self._unavailable() from error
        try:
            body = response.json() if response.content else None
        except ValueError as error:
            raise self._unavailable(response.status_code) from error
        if response.is_error and not _is_problem(response, body):
            raise self._unavailable(response.status_code)
        return response.status_code, body

    def _unavailable(self, status: int | None = None) -> Unavailable:
        """It does not answer, or not as services of ours do."""
        en = f"The service {self.name} answered {status}." if status else f"The service {self.name} does not answer."
        zh = f"服务 {self.name} 出错。" if status else f"服务 {self.name} 暂时没有响应。"
        return Unavailable(en, zh, code="peer_unavailable")

    async def get(self, path: str, **parameters: Any) -> Any:
        return await self.call("GET", path, params={k: v for k, v in parameters.items() if v is not None})


def _is_problem(response: httpx.Response, body: Any) -> bool:
    """Whether this failure was foreseen, and written by kit/problems.py: a gateway has pages of its own."""
    known = isinstance(body, dict) and {"title", "detail", "code", "errors"} <= body.keys()
    return known and response.status_code != httpx.codes.INTERNAL_SERVER_ERROR


def peer(app: FastAPI, settings: Settings, name: str) -> httpx.AsyncClient:
    """A client for one service: in this process when it is hosted here, over the network when not."""
    if name in settings.targets:
        transport = outgoing(httpx.ASGITransport(app, raise_app_exceptions=False), name)
        return httpx.AsyncClient(transport=transport, base_url=settings.address)
    url = getattr(settings, f"{name}_url")
    transport = outgoing(AiohttpTransport(), name)
    return httpx.AsyncClient(transport=transport, base_url=url, timeout=httpx.Timeout(5, connect=2))
