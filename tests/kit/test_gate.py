"""What every request passes: rate, room, depth, kind of body, deadline; and that refusals are problems in both languages."""

import asyncio
import json
import time
import uuid

import httpx
import pytest
from fastapi import FastAPI, Request
from hypothesis import given
from hypothesis import strategies as st
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from services.kit import problems
from services.kit.errors import Unavailable
from services.kit.gate import Gate
from services.kit.limits import FORGET_FROM, Buckets, Callers
from services.kit.permissions import Principal
from services.kit.routing import DEEPEST, too_deep
from services.kit.settings import Settings
from services.kit.tokens import Signer
from services.records.client import RecordsClient
from tests.conftest import BASE


def behind(app, **settings):
    gate = Gate(app, Settings(DATABASE_URL="postgresql://none", **settings))
    return httpx.AsyncClient(transport=httpx.ASGITransport(gate), base_url="http://t")


def strict(world, **settings):
    """The real application, from an address and through a gate of its own with these settings."""
    [app] = world.apps.values()
    gate = Gate(app, app.state.settings.model_copy(update=settings), app.state.signer)

    def at(address, around=lambda gate: gate):
        transport = httpx.ASGITransport(around(gate), client=(address, 1))
        client = httpx.AsyncClient(transport=transport, base_url=f"{BASE}/api/v1", timeout=60)
        world.clients.append(client)
        return client

    return at


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
        answers = [await client.get("/api/v1/slow?seconds=0") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert answers[0].headers["ratelimit-policy"] == '"caller";q=3;w=3'
        assert [answer.headers["ratelimit"] for answer in answers[:3]] == [
            f'"caller";r={r};t={3 - r}' for r in (2, 1, 0)
        ]
        assert answers[3].headers["content-type"] == "application/problem+json"
        assert 1 <= int(answers[3].headers["retry-after"]) <= 3
        assert (await client.get("/livez")).status_code == 200


async def statuses(client, count, path="/records/customers?limit=1", headers=None):
    return [(await client.get(path, headers=headers and headers(number))).status_code for number in range(count)]


async def test_who_makes_credentials_up_is_one_caller_by_address(world):
    at = strict(world, rate_per_second=0.001, rate_burst=3)

    def made_up(number):
        return [
            {"authorization": f"Bearer loam_made-up-{number}"},
            {"authorization": f"Loam-Service made.up.{number}"},
            {"cookie": f"loam=made-up-{number}"},
            {"authorization": f"Basic {number}"},
        ][number % 4]

    guesser, other = at("192.0.2.7"), at("192.0.2.8")
    assert await statuses(guesser, 8, headers=made_up) == [401] * 3 + [429] * 5
    assert await statuses(guesser, 1) == [429]
    assert await statuses(other, 1, headers=made_up) == [401]
    sixes = [at(f"2001:db8:0:7::{number}") for number in range(4)]
    assert [(await statuses(one, 1))[0] for one in sixes] == [401] * 3 + [429], "one customer of a provider"


async def test_who_is_known_has_a_rate_of_their_own_wherever_they_sit(world):
    at = strict(world, rate_per_second=0.001, rate_burst=3)
    office = at("192.0.2.7")
    ann, ben = [(await world.partner("records:read")).headers["authorization"] for _ in range(2)]
    assert await statuses(office, 1, headers=lambda _: {"authorization": ann}) == [200]
    assert await statuses(office, 1, headers=lambda _: {"authorization": ben}) == [200]
    assert await statuses(office, 2) == [401, 429], "the address has given three"
    assert await statuses(office, 4, headers=lambda _: {"authorization": ann}) == [200] * 3 + [429]
    variants = ["bearer" + ann.removeprefix("Bearer"), ann + " "]
    elsewhere = at("192.0.2.8")
    found = [
        (await elsewhere.get("/records/customers", headers={"authorization": one})).status_code for one in variants
    ]
    assert found == [200] * 2, "the first of each is counted at its address"
    assert await statuses(elsewhere, 1, headers=lambda _: {"authorization": variants[0]}) == [429], "the same caller"
    assert await statuses(office, 3, headers=lambda _: {"authorization": ben}) == [200] * 3


async def test_a_credential_that_is_no_longer_good_is_forgotten():
    callers = Callers()
    callers.learn(b"Bearer loam_a", "ann")
    assert callers.of(b"Bearer loam_a", "192.0.2.7") == "ann"
    callers.forget(b"Bearer loam_a")
    assert callers.of(b"Bearer loam_a", "192.0.2.7") == "192.0.2.7"
    assert callers.of(None, "::ffff:192.0.2.7") == "192.0.2.7"
    for number in range(FORGET_FROM + 1):
        callers.learn(b"%d" % number, number)
    assert len(callers.known) == FORGET_FROM
    assert callers.of(b"0", "192.0.2.7") == "192.0.2.7", "the one known longest"
    assert callers.of(b"1", "192.0.2.7") == 1


async def test_only_a_signed_token_of_a_service_is_not_counted(world):
    at = strict(world, rate_per_second=0.001, rate_burst=2)
    [app] = world.apps.values()
    me = Principal(
        id=uuid.uuid4(),
        kind="user",
        name="",
        actions=frozenset({"records:read"}),
        roles=(),
        department_id=None,
        language="en",
        proved_at=None,
        second_factor_due=False,
    )

    def signed(signer, **options):
        return {"authorization": f"Loam-Service {signer.issue(me, issuer='planning', audience='records', **options)}"}

    service = at("192.0.2.7")
    good = signed(app.state.signer)
    assert await statuses(service, 5, headers=lambda _: good) == [200] * 5
    assert "ratelimit" not in (await service.get("/records/customers", headers=good)).headers
    forged = signed(Signer(""))
    assert await statuses(service, 3, headers=lambda _: forged) == [401, 401, 429]
    late = signed(app.state.signer, now=time.time() - 3600)
    assert await statuses(at("192.0.2.8"), 3, headers=lambda _: late) == [401, 401, 429]
    assert await statuses(service, 1, headers=lambda _: good) == [200], "whatever the address has used up"


async def test_a_forwarded_address_counts_only_from_a_proxy_that_was_named(world):
    at = strict(world, rate_per_second=0.001, rate_burst=2)

    def proxied(gate):
        return ProxyHeadersMiddleware(gate, trusted_hosts="10.0.0.1, 10.1.0.0/16")

    def invented(number):
        return {"x-forwarded-for": f"192.0.2.{number}"}

    stranger, gateway = at("10.0.0.9", proxied), at("10.0.0.1", proxied)
    assert await statuses(stranger, 4, headers=invented) == [401, 401, 429, 429]
    assert await statuses(gateway, 4, headers=invented) == [401] * 4

    def passed_on(number):
        return {"x-forwarded-for": f"192.0.2.{number}, 198.51.100.7, 10.1.2.3"}

    assert await statuses(gateway, 4, headers=passed_on) == [401, 401, 429, 429], "what a client wrote is not believed"


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
