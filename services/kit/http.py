"""The one way a service calls another: typed, as the same caller, in this process or over the network."""

import time
from typing import Any, ClassVar, Self

import aiohttp
import httpx
from fastapi import FastAPI, Request
from httpx_aiohttp import AiohttpTransport

from services.kit.auth import SERVICE_SCHEME
from services.kit.errors import BY_STATUS, FieldError, Problem, Unavailable
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
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise Unavailable("This took too long; try again.", "处理超时,请重试。", code="deadline")
        headers = self.headers | {"x-deadline-seconds": f"{left:.3f}"}
        try:
            response = await self.http.request(
                method, f"/api/v1/{self.name}{path}", headers=headers, timeout=httpx.Timeout(left, connect=2), **options
            )
        except (httpx.HTTPError, aiohttp.ClientError) as error:  # the transport lets some of its own through
            raise Unavailable(
                f"The service {self.name} does not answer.", f"服务 {self.name} 暂时没有响应。", code="peer_unavailable"
            ) from error
        if response.is_error:
            raise _problem(self.name, response)
        try:
            return response.json() if response.content else None
        except ValueError as error:
            raise _problem(self.name, response) from error

    async def get(self, path: str, **parameters: Any) -> Any:
        return await self.call("GET", path, params={k: v for k, v in parameters.items() if v is not None})


def _problem(name: str, response: httpx.Response) -> Problem:
    kind = BY_STATUS.get(response.status_code)
    try:
        body = response.json()
        detail = str(body["detail"])
        errors = [FieldError(e["pointer"], e["code"], e["detail"], e["detail"]) for e in body["errors"]]
        code = str(body["code"])
    except (ValueError, KeyError, TypeError):
        kind = None
    if kind is None:
        return Unavailable(
            f"The service {name} answered {response.status_code}.", f"服务 {name} 出错。", code="peer_unavailable"
        )
    return kind(detail, detail, code=code, errors=errors)


def peer(app: FastAPI, settings: Settings, name: str) -> httpx.AsyncClient:
    """A client for one service: in this process when it is hosted here, over the network when not."""
    if name in settings.targets:
        transport = outgoing(httpx.ASGITransport(app, raise_app_exceptions=False), name)
        return httpx.AsyncClient(transport=transport, base_url=settings.address)
    url = getattr(settings, f"{name}_url")
    transport = outgoing(AiohttpTransport(), name)
    return httpx.AsyncClient(transport=transport, base_url=url, timeout=httpx.Timeout(5, connect=2))
