"""What an operator sees of a running Loam: figures, traces and log lines; and whom none of them names."""

import json
import os
import re
import subprocess
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from pydantic import ValidationError

from services.app import create_app
from services.embedded import running
from services.kit.settings import SERVICES, Settings
from tests.conftest import FAST, migrate
from tests.installation import LOAM, ROOT, free_port

TOKEN = "a-token-for-the-tests-of-metrics"
CANARY = "金丝雀Canary7f3a"
PHONE = "13912340777"
TRACE = "0af7651916cd43dd8448eb211c80319c"
KEY = "bG9hbSB0ZXN0cyBsb2FtIHRlc3RzIGxvYW0gdGVzdHM="


@dataclass
class Collector:
    """A real OTLP receiver: what arrived, as {attribute or field: value} a span."""

    spans: list[dict] = field(default_factory=list)
    address: str = ""

    def serve(self) -> ThreadingHTTPServer:
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                request = ExportTraceServiceRequest.FromString(body)
                for resource in request.resource_spans:
                    named = {a.key: a.value.string_value for a in resource.resource.attributes}
                    for span in (span for scope in resource.scope_spans for span in scope.spans):
                        values = {a.key: a.value.string_value or a.value.int_value for a in span.attributes}
                        collector.spans.append(
                            values
                            | {
                                "service": named["service.name"],
                                "name": span.name,
                                "trace": span.trace_id.hex(),
                                "id": span.span_id.hex(),
                                "parent": span.parent_span_id.hex(),
                                "ms": (span.end_time_unix_nano - span.start_time_unix_nano) / 1e6,
                            }
                        )
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server


@dataclass
class Serving:
    address: str
    key: str
    log: Path
    collector: Collector

    def ask(self, method: str, path: str, **options) -> httpx.Response:
        headers = {"authorization": f"Bearer {self.key}"} | options.pop("headers", {})
        return httpx.request(method, self.address + path, headers=headers, timeout=30, trust_env=False, **options)

    def metrics(self, token: str = TOKEN) -> httpx.Response:
        return self.ask("GET", "/metrics", headers={"authorization": f"Bearer {token}"})

    def figures(self) -> dict[str, float]:
        lines = (line for line in self.metrics().text.splitlines() if not line.startswith("#"))
        return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """`loam serve` as a container runs it, with a token for figures and a collector for traces."""
    folder = tmp_path_factory.mktemp("serving")
    for above in (folder, *folder.parents[:2]):
        above.chmod(0o711)
    collector = Collector()
    server = collector.serve()
    port = free_port()
    with running(folder / "data", FAST) as url:
        migrate(url)
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("LOAM_", "OTEL_"))} | {
            "DATABASE_URL": url,
            "LOAM_PORT": str(port),
            "LOAM_MASTER_KEY": KEY,
            "LOAM_METRICS_TOKEN": TOKEN,
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector.address,
            "OTEL_BSP_SCHEDULE_DELAY": "100",
        }
        made = subprocess.run(
            [*LOAM, "api-client", "create", "watcher", "--scope", "records:read", "records:write"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [*LOAM, "serve", "--follow", str(os.getpid())], cwd=ROOT, env=environment, stderr=log
            )
        found = Serving(f"http://127.0.0.1:{port}", made.stdout.strip(), folder / "log", collector)
        try:
            until(lambda: answers(found.address))
            yield found
        finally:
            process.terminate()
            process.wait(30)
            server.shutdown()
            server.server_close()


def answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/readyz", trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def until(true, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def customer(serving: Serving, name: str) -> dict:
    answer = serving.ask(
        "POST", "/api/v1/records/customers", json={"name": name}, headers={"idempotency-key": uuid.uuid4().hex}
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_figures_are_for_those_who_know_the_token(serving: Serving) -> None:
    assert serving.metrics().status_code == 200
    assert serving.metrics("a-token-for-the-tests-of-metricS").status_code == 401
    for language, title in (("zh", "请先登录"), ("en", "Sign in first")):
        refused = serving.ask("GET", "/metrics", headers={"accept-language": language})
        assert (refused.status_code, refused.json()["title"]) == (401, title)
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("target", ["all", "records"])
@pytest.mark.parametrize("built", [True, False])
async def test_without_a_token_no_page_is_taken_for_figures(tmp_path: Path, target: str, built: bool) -> None:
    if built:
        (tmp_path / "index.html").write_text("the page")
    peers = {f"{name}_url": "http://peer" for name in SERVICES}
    app = create_app(Settings(DATABASE_URL="postgresql://none", web=tmp_path, target=target, master_key=KEY, **peers))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as client:
        for language, title in (("zh", "没有找到"), ("en", "Not found")):
            answer = await client.get("/metrics", headers={"accept-language": language})
            assert (answer.status_code, answer.json()["title"]) == (404, title)
            assert answer.headers["content-type"] == "application/problem+json"
        page = await client.get("/customers/1")
        assert (page.status_code, page.text == "the page") == ((200, True) if built else (404, False))


def test_there_is_no_such_address_without_a_token_and_no_short_token() -> None:
    program = """if True:
        import sys
        from services.app import create_app
        from services.kit.settings import Settings
        app = create_app(Settings(DATABASE_URL="postgresql://nobody@127.0.0.1:1/none"))
        kinds = [layer.cls.__name__ for layer in app.user_middleware]
        print(kinds, [name for name in ("prometheus_client", "opentelemetry.sdk", "mcp") if name in sys.modules])
    """
    bare = {k: v for k, v in os.environ.items() if not k.startswith(("LOAM_", "OTEL_"))}
    told = subprocess.run([LOAM[0], "-c", program], cwd=ROOT, env=bare, capture_output=True, text=True, check=True)
    assert told.stdout == "['Gate'] []\n"
    with pytest.raises(ValidationError, match="LOAM_METRICS_TOKEN"):
        Settings(metrics_token="short")


def test_requests_are_counted_by_route_and_answer(serving: Serving) -> None:
    made = customer(serving, "计数客户有限公司")
    one = '{method="GET",route="/api/v1/records/customers/{customer_id}",status="200"}'
    before = serving.figures().get(f"loam_requests_total{one}", 0)
    for _ in range(3):
        assert serving.ask("GET", f"/api/v1/records/customers/{made['id']}").status_code == 200
    serving.ask("PROPFIND", "/api/v1/coffee/1")
    serving.ask("PROPFIND", "/api/v1/coffee/2")
    figures = serving.figures()
    assert figures[f"loam_requests_total{one}"] == before + 3
    seconds = 'loam_request_seconds_bucket{le="+Inf",method="GET",route="/api/v1/records/customers/{customer_id}"}'
    assert figures[seconds] == before + 3
    assert figures['loam_requests_total{method="other",route="unknown",status="404"}'] == 2
    assert made["id"] not in serving.metrics().text
    assert figures["loam_requests_in_flight"] == 0
    assert 0 <= figures["loam_pool_in_use"] <= figures["loam_pool_size"] == 10
    assert figures["loam_database_up"] == 1
    assert figures['loam_jobs{state="failed"}'] == 0
    assert figures['loam_event_lag_seconds{reader="seals"}'] > 0  # nobody seals here
    assert figures['loam_event_lag_seconds{reader="webhooks"}'] > 0
    assert figures["process_resident_memory_bytes"] > 1e7


def test_a_request_is_one_trace_with_its_statements(serving: Serving) -> None:
    made = customer(serving, "踪迹客户有限公司")
    caller = {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}
    body = {"customer_id": made["id"], "name": CANARY, "phone": PHONE}
    answer = serving.ask("POST", "/api/v1/records/contacts", json=body, headers=caller | {"idempotency-key": "trace"})
    assert answer.status_code == 201, answer.text
    spans = serving.collector.spans

    def mine() -> list[dict]:
        return [span for span in spans if span["trace"] == TRACE]

    until(lambda: any(span["name"].startswith("POST") for span in mine()))
    [request] = [span for span in mine() if span["name"] == "POST /api/v1/records/contacts"]
    assert request["parent"] == "b7ad6b7169203331"
    assert request["service"] == "loam-all"
    assert request["http.response.status_code"] == 201
    assert request["loam.request_id"] == answer.headers["x-request-id"]
    sent = [span for span in mine() if span.get("db.system.name") == "postgresql"]
    assert {"BEGIN", "INSERT", "COMMIT"} <= {span["name"] for span in sent}
    assert {span["parent"] for span in sent} == {request["id"]}
    assert all(0 <= span["ms"] <= request["ms"] for span in sent)
    told = json.dumps(spans, ensure_ascii=False)
    assert CANARY not in told
    assert PHONE not in told


def test_a_job_is_a_trace_and_a_call_of_another_service_takes_it_along() -> None:
    """In a process of its own, because tracing is set up once a process."""
    program = """if True:
        import asyncio, os, httpx
        from types import SimpleNamespace
        from services.kit import traces
        from services.kit.jobs.runner import _run
        assert traces.configure("caller")
        seen = []

        async def other(scope, receive, send):
            seen.append(dict(scope["headers"])[b"traceparent"].decode())
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        async def main():
            transport = traces.outgoing(httpx.ASGITransport(other), "records")
            async with httpx.AsyncClient(transport=transport, base_url="http://records") as client:
                async def work(job):
                    await client.get("/")
                    print(traces.trace_id(), seen[0].split("-")[1])

                await _run(SimpleNamespace(run=work), SimpleNamespace(kind="demo.work", id=7, attempt=1))
            await traces.flush()

        asyncio.run(main())
    """
    collector = Collector()
    server = collector.serve()
    environment = os.environ | {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.address}
    told = subprocess.run(
        [LOAM[0], "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    server.shutdown()
    server.server_close()
    assert told.returncode == 0, told.stderr
    mine, passed_on = told.stdout.split()
    assert mine == passed_on
    call, job = sorted(collector.spans, key=lambda span: span["parent"], reverse=True)
    assert (call["name"], call["parent"], call["peer.service"]) == ("GET records", job["id"], "records")
    assert (job["name"], job["loam.attempt"]) == ("job demo.work", 1)


def test_log_lines_are_json_and_name_nobody(serving: Serving) -> None:
    made = customer(serving, f"{CANARY}有限公司")
    person = {"customer_id": made["id"], "name": CANARY, "phone": PHONE, "email": "canary7f3a@example.com"}
    for path, body in (
        ("records/contacts", person),
        ("records/contacts", person | {"unknown": CANARY}),
        ("records/contacts", person | {"customer_id": CANARY}),
        ("records/customers", {"name": "甲", "credit_code": CANARY}),
        (f"records/{CANARY}/{PHONE}", {}),
        ("identity/session", {"token": CANARY}),
        ("identity/session", {"email": "canary7f3a@example.com", "password": CANARY}),
    ):
        serving.ask("POST", f"/api/v1/{path}", json=body, headers={"idempotency-key": uuid.uuid4().hex})
    serving.ask("GET", f"/api/v1/search?q={CANARY}")
    serving.ask("GET", "/api/v1/search", params={"q": PHONE}, headers={"cookie": f"x={PHONE}", "user-agent": PHONE})
    last = serving.ask("GET", f"/api/v1/records/customers/{made['id']}").headers["x-request-id"]
    until(lambda: last in serving.log.read_text())
    text = serving.log.read_text()
    assert not re.search(f"(?i){CANARY}|canary7f3a|{PHONE}", text)
    assert CANARY.encode("unicode_escape").decode() not in text
    lines = [json.loads(line) for line in text.splitlines()]
    [line] = [line for line in lines if line.get("request_id") == last]
    assert line["event"] == "request"
    assert line["route"] == "/api/v1/records/customers/{customer_id}"
    assert re.fullmatch("[0-9a-f]{32}", line["trace_id"])
    assert {line["status"] for line in lines if "status" in line} >= {200, 201, 404, 422}


FAILING = f"""if True:
    import asyncio, gc, logging
    import structlog
    from sqlalchemy.exc import IntegrityError
    from services.kit import logs

    def failing():
        phone = "{PHONE}"
        try:
            raise ValueError("{CANARY} " + phone)
        except ValueError as error:
            refused = Exception("duplicate key, DETAIL: Key (email)=({CANARY}) already exists")
            refused.sqlstate = "23505"
            raise IntegrityError("insert", {{"name": "{CANARY}"}}, refused) from error

    async def forgotten():
        async def fail():
            failing()
        task = asyncio.create_task(fail())
        await asyncio.wait({{task}})
        del task
        gc.collect()  # "Task exception was never retrieved"

    logs.configure()
    for tell in (structlog.get_logger().exception, logging.getLogger("library").exception):
        try:
            failing()
        except IntegrityError:
            tell("it failed")
    asyncio.run(forgotten())
"""


def test_a_failure_is_told_by_kind_and_place_without_its_words() -> None:
    told = subprocess.run([LOAM[0], "-c", FAILING], cwd=ROOT, capture_output=True, text=True, check=True).stderr
    assert CANARY not in told
    assert CANARY.encode("unicode_escape").decode() not in told
    assert PHONE not in told
    lines = [json.loads(line) for line in told.splitlines()]
    assert [line["event"] for line in lines] == ["it failed", "it failed", "Task exception was never retrieved"]
    for line in lines:
        assert "sqlalchemy.exc.IntegrityError" in line["exception"]
        assert "builtins.ValueError" in line["exception"]
        assert re.search(r"<string>:\d+ failing", line["exception"])
    assert [line.get("logger") for line in lines] == [None, "library", "asyncio"]
