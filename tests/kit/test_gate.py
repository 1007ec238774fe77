"""What every request passes: rate, room, depth, kind of body, deadline; and that refusals are problems in both languages."""

import asyncio
import json
import time

import httpx
import pytest
from fastapi import FastAPI, Request
from hypothesis import given
from hypothesis import strategies as st

from services.kit import problems
from services.kit.errors import Unavailable
from services.kit.gate import Gate
from services.kit.limits import FORGET_FROM, Buckets
from services.kit.routing import DEEPEST, too_deep
from services.kit.settings import Settings
from services.records.client import RecordsClient


def behind(app, **settings):
    gate = Gate(app, Settings(DATABASE_URL="postgresql://none", **settings))
    return httpx.AsyncClient(transport=httpx.ASGITransport(gate), base_url="http://t")


def application():
    app = FastAPI()
    problems.install(app)
    app.state.going, app.state.most = 0, 0

    @app.get("/api/v1/slow")
    async def slow(seconds: float) -> dict[str, str]:
        app.state.going += 1
        app.state.most = max(app.state.most, app.state.going)
        try:
            await asyncio.sleep(seconds)
        finally:
            app.state.going -= 1
        return {}

    @app.get("/api/v1/deadline")
    async def deadline(request: Request) -> float:
        return request.scope["loam.deadline"]

    @app.get("/livez")
    async def livez() -> dict[str, str]:
        return {}

    return app


async def test_a_caller_has_a_rate_and_is_told(world):
    async with behind(application(), rate_per_second=1, rate_burst=3) as client:
        mine, other = {"authorization": "Bearer loam_a"}, {"authorization": "Bearer loam_b"}
        answers = [await client.get("/api/v1/slow?seconds=0", headers=mine) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert answers[0].headers["ratelimit-policy"] == '"caller";q=3;w=3'
        assert [answer.headers["ratelimit"] for answer in answers[:3]] == [
            f'"caller";r={r};t={3 - r}' for r in (2, 1, 0)
        ]
        assert answers[3].headers["content-type"] == "application/problem+json"
        assert 1 <= int(answers[3].headers["retry-after"]) <= 3
        assert (await client.get("/api/v1/slow?seconds=0", headers=other)).status_code == 200
        assert (await client.get("/livez", headers=mine)).status_code == 200


async def test_who_finds_no_room_waits_and_is_then_sent_away():
    app = application()
    async with behind(app, at_once=2, queue_seconds=0.2) as client:
        answers = await asyncio.gather(*(client.get("/api/v1/slow?seconds=0.5") for _ in range(6)))
        assert sorted(answer.status_code for answer in answers) == [200, 200, 503, 503, 503, 503]
        refused = next(answer for answer in answers if answer.status_code == 503)
        assert (refused.json()["code"], refused.headers["retry-after"]) == ("overloaded", "2")
        assert app.state.most == 2
        running = [asyncio.create_task(client.get("/api/v1/slow?seconds=0.3")) for _ in range(2)]
        await asyncio.sleep(0.1)
        assert (await client.get("/livez")).status_code == 200
        await asyncio.gather(*running)
        served = await asyncio.gather(*(client.get("/api/v1/slow?seconds=0.05") for _ in range(6)))
        assert {answer.status_code for answer in served} == {200}, "a short queue is served"


async def test_the_deadline_of_who_calls_is_ours():
    async with behind(application(), deadline_seconds=10) as client:
        left = (await client.get("/api/v1/slow?seconds=5", headers={"x-deadline-seconds": "0.2"})).json()
        assert left["code"] == "deadline"
        loop = asyncio.get_running_loop()
        for header, seconds in (("3.5", 3.5), ("900", 10), ("-1", 10), ("1e9", 10), ("", 10)):
            until = (await client.get("/api/v1/deadline", headers={"x-deadline-seconds": header})).json()
            assert until - loop.time() == pytest.approx(seconds, abs=0.5), header


async def test_a_called_service_knows_how_long_it_has():
    seen = []

    async def peer(request):
        seen.append(float(request.headers["x-deadline-seconds"]))
        return httpx.Response(200, json={})

    async with httpx.AsyncClient(transport=httpx.MockTransport(peer), base_url="http://peer") as http:
        await RecordsClient(http, {}, time.monotonic() + 3).get("/customers")
        with pytest.raises(Unavailable) as late:
            await RecordsClient(http, {}, time.monotonic() - 1).get("/customers")
    assert late.value.code == "deadline"
    [left] = seen
    assert 2 < left <= 3


@pytest.mark.parametrize(
    ("method", "path", "options", "status"),
    [
        ("GET", "/nowhere", {}, 404),
        ("DELETE", "/records/customers", {}, 405),
        (
            "POST",
            "/records/customers",
            {"content": b"x" * 1_100_000, "headers": {"content-type": "application/json"}},
            413,
        ),
        ("POST", "/records/customers", {"content": b"a=1", "headers": {"content-type": "text/plain"}}, 415),
        ("POST", "/records/imports", {"json": {}}, 415),
        (
            "POST",
            "/records/customers",
            {"content": b'{"name":"\xcd\xf8"}', "headers": {"content-type": "application/json"}},
            422,
        ),
    ],
)
async def test_every_refusal_is_a_problem_in_the_readers_language(world, method, path, options, status):
    admin = await world.client()
    found = {}
    for language in ("zh-CN,zh;q=0.9", "en"):
        headers = options.get("headers", {}) | {"accept-language": language}
        answer = await admin.request(method, path, **{**options, "headers": headers})
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["content-language"] == language[:2]
        assert {"type", "title", "status", "code", "detail", "errors", "request_id"} <= answer.json().keys()
        found[language[:2]] = answer.json()
    assert found["zh"]["title"] != found["en"]["title"]
    assert found["zh"]["detail"] != found["en"]["detail"]
    assert any("\u4e00" <= char <= "\u9fff" for char in found["zh"]["detail"])


async def test_an_error_of_ours_is_a_problem_too():
    app = application()

    @app.get("/api/v1/broken")
    async def broken() -> None:
        raise ZeroDivisionError

    gate = Gate(app, Settings(DATABASE_URL="postgresql://none"))
    transport = httpx.ASGITransport(gate, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
        for language, title in (("zh", "系统内部出错"), ("en", "Something went wrong on our side")):
            answer = await client.get("/api/v1/broken", headers={"accept-language": language})
            assert (answer.status_code, answer.json()["title"]) == (500, title)
            assert answer.headers["content-type"] == "application/problem+json"


@given(
    st.recursive(
        st.none() | st.text(), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
    )
)
def test_depth_is_counted_as_a_reader_would(value):
    def depth(node):
        below = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        return isinstance(node, list | dict) + max(map(depth, below), default=0)

    assert too_deep(json.dumps(value).encode()) == (depth(value) > DEEPEST)


@pytest.mark.parametrize("levels", [DEEPEST, DEEPEST + 1, 1000, 300_000])
@pytest.mark.parametrize("pair", ["[]", '{"a":}'])
def test_the_border_is_exact_and_strings_do_not_count(levels, pair):
    opened, closed = pair[:-1], pair[-1]
    body = opened * levels + ("1" if "{" in pair else "") + closed * levels
    assert too_deep(body.encode()) == (levels > DEEPEST)
    assert not too_deep(json.dumps({"a": body}).encode())
    assert not too_deep(b'["' + b'\\"' * 200_000)


async def test_deep_json_is_refused_with_its_own_code(world):
    admin = await world.client()
    body = b'{"name":' + b"[" * 40 + b"]" * 40 + b"}"
    answer = await admin.post("/records/customers", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "too_deep")


def test_callers_who_ask_nothing_are_forgotten():
    now = [0.0]
    buckets = Buckets(10, 10, clock=lambda: now[0])
    for caller in range(FORGET_FROM):
        buckets.take(caller)
    now[0] = 100.0
    assert buckets.take(-1).granted
    assert len(buckets.callers) == 1
