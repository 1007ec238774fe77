"""What the SDK is asked to do: list the tools, call one. Loaded at the first request (door.py)."""

import json
from typing import Any

import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from services.assistant import tools
from services.kit.errors import Problem
from services.kit.problems import language

INSTRUCTIONS = """Loam 沃土 manages key customers as a closed loop: understand the customer → select opportunities and
plan → execute → evaluate → again. Records are named by ids: find them with `search` or a list first. Lists answer
`items` and `next`, a cursor for the next page. What you may read or change is what the key's owner may; a refusal says
which field or permission is missing. Money carries its ISO currency, times their offset.
"""
Context = ServerRequestContext[Any, Request]


async def serve(scope: Scope, receive: Receive, send: Send) -> None:
    """One request to its end. A manager lives for one `run`; without sessions there is nothing for it to remember."""
    manager = StreamableHTTPSessionManager(SERVER, json_response=True, stateless=True)
    async with manager.run():
        await manager.handle_request(scope, receive, send)


async def list_tools(context: Context, _params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
    prepared = await _prepared(context)
    return types.ListToolsResult(
        tools=[
            types.Tool(
                name=one.tool.name,
                description=one.tool.says,
                input_schema=one.schema,
                annotations=types.ToolAnnotations(
                    read_only_hint=not one.tool.writes,
                    destructive_hint=False,
                    open_world_hint=False,
                ),
            )
            for one in prepared.values()
        ],
    )


async def call_tool(context: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
    try:
        prepared = (await _prepared(context)).get(params.name)
        if prepared is None:
            outcome = tools.Outcome(None, failed=True, words=f"{params.name}: no such tool")
        else:
            outcome = await tools.call(_request(context), prepared, params.arguments or {})
    except Problem as problem:  # a service that does not answer
        outcome = tools.Outcome(None, failed=True, words=problem.zh if _chinese(context) else problem.en)
    words = outcome.words if outcome.failed else json.dumps(outcome.body, ensure_ascii=False)
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=words)],
        structured_content=outcome.body if isinstance(outcome.body, dict) else None,
        is_error=outcome.failed,
    )


def _request(context: Context) -> Request:
    assert context.request is not None  # always there over HTTP
    return context.request


def _chinese(context: Context) -> bool:
    return language(_request(context)) == "zh"


async def _prepared(context: Context) -> dict[str, tools.Prepared]:
    """Once an application: what its services say of themselves does not change while they run."""
    state = _request(context).app.state
    if not hasattr(state, "tools"):
        state.tools = await tools.prepare(state.http)
    found: dict[str, tools.Prepared] = state.tools
    return found


SERVER: Server[Any] = Server(
    "loam",
    version="0.1.0",
    title="Loam 沃土",
    instructions=INSTRUCTIONS,
    on_list_tools=list_tools,
    on_call_tool=call_tool,
)
