"""A real PostgreSQL built by the migrations; every test in a transaction that is rolled back; both shapes.

`world` is one installation: `shape` "all" is one process with all services, "split" is four applications that reach
each other only through HTTP requests. Concurrency tests take `live`, a database of their own with real commits.
"""

import asyncio
import logging
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
import structlog
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker

from services.app import create_app
from services.embedded import running
from services.identity.api_clients.schemas import ApiClientCreate
from services.identity.api_clients.service import create as create_api_client
from services.identity.sessions.service import make_link
from services.identity.users.models import User
from services.kit.db import make_engine
from services.kit.lookup import Lookup
from services.kit.settings import SERVICES, Settings

# Errors only, and plain: drawing a traceback with all its locals takes seconds.
structlog.configure(
    processors=[structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)],
    wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
)

ROOT = Path(__file__).parents[1]
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
"""The last because whoever drops a database that is being cleaned may not end the process that cleans it."""
BASE = "http://loam.test"


@pytest.fixture(scope="session", autouse=True)
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of attached files."""
    folder = tmp_path_factory.mktemp("files")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOAM_FILES", str(folder))
        yield folder


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("postgres")
    for above in (folder, *folder.parents[:2]):
        above.chmod(0o711)  # the server may run as another account and has to walk through
    with running(folder / "data", FAST) as url:
        migrate(url)
        yield url


def migrate(url: str, revision: str = "head") -> None:
    subprocess.run([sys.executable, "-m", "alembic", "-x", f"url={url}", "upgrade", revision], cwd=ROOT, check=True)


@pytest.fixture(scope="session")
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    # A test is one transaction, however long it thinks between two statements, on however busy a machine.
    engine = make_engine(Settings(DATABASE_URL=database_url, deadline_seconds=600))
    yield engine
    await engine.dispose()


@pytest.fixture
async def connection(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    async with engine.connect() as connection:
        outer = await connection.begin()
        yield connection
        await outer.rollback()


@dataclass
class World:
    """One installation and the people who use it."""

    apps: dict[str, object]
    sessions: async_sessionmaker[AsyncSession]
    transport: httpx.AsyncBaseTransport
    clients: list[httpx.AsyncClient] = field(default_factory=list)

    def session(self) -> AsyncSession:
        return self.sessions()

    async def user(self, *roles: str, name: str = "", department_id: uuid.UUID | None = None) -> User:
        async with self.sessions.begin() as session:
            user = User(name=name or f"{roles[0]} user", roles=list(roles), department_id=department_id)
            session.add(user)
        return user

    async def client(
        self, role: str = "administrator", *, user: User | None = None, department_id: uuid.UUID | None = None
    ) -> httpx.AsyncClient:
        """A browser signed in as this user, or as a new one with this role; `client.user` tells who."""
        user = user or await self.user(role, department_id=department_id)
        async with self.sessions.begin() as session:
            link = await make_link(session, user_id=user.id)
        client = self.anonymous()
        client.headers["sec-fetch-site"] = "same-origin"
        answer = await client.post("/identity/session", json={"token": link.path.partition("token=")[2]})
        assert answer.status_code == 201, answer.text
        client.user = user
        return client

    async def partner(self, *scopes: str) -> httpx.AsyncClient:
        """A partner system with a key."""
        async with self.sessions.begin() as session:
            data = ApiClientCreate(name=f"partner {uuid.uuid4()}", scopes=list(scopes))
            created = await create_api_client(session, data=data)
        client = self.anonymous()
        client.headers["authorization"] = f"Bearer {created.key}"
        client.event_hooks["request"].append(with_key)
        return client

    def anonymous(self) -> httpx.AsyncClient:
        client = httpx.AsyncClient(transport=self.transport, base_url=f"{BASE}/api/v1", timeout=60)
        client.world = self
        self.clients.append(client)
        return client


async def with_key(request: httpx.Request) -> None:
    """Partners have to make their POSTs repeatable; a test about that sets its own key."""
    if request.method == "POST":
        request.headers.setdefault("idempotency-key", uuid.uuid4().hex)


class Gateway(httpx.AsyncBaseTransport):
    """What nginx does in front of four services: the first word after /api/v1 names the service."""

    def __init__(self, apps: dict[str, object]) -> None:
        self.hosts = {name: httpx.ASGITransport(app, raise_app_exceptions=False) for name, app in apps.items()}

    def host(self, name: str) -> httpx.ASGITransport:
        """The application of one service, as the others reach it."""
        return self.hosts.get("all") or self.hosts[name]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        word = request.url.path.removeprefix("/api/v1/").partition("/")[0]
        name = {"search": "records", "mcp": "performance"}.get(word, word)
        return await (self.hosts.get("all") or self.hosts.get(name, self.hosts.get("identity"))).handle_async_request(
            request
        )


class Inside(Lookup):
    """Look-ups inside the test's transaction; `sent` is what they sent."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self._pgbouncer = False
        self.sent: list[str] = []

    async def rows(self, statement, values):
        self.sent.append(statement.text)
        return await super().rows(statement, values)

    async def _borrow(self):
        return await self.connection.get_raw_connection()

    async def _give_back(self, borrowed) -> None:
        pass


def build(database_url: str, shape: str, sessions, readings, lookup: Lookup) -> World:
    """The applications of one shape, joined without sockets."""
    urls = {f"{name}_url": BASE for name in SERVICES}
    targets = ["all"] if shape == "all" else list(SERVICES)
    apps = {
        target: create_app(
            Settings(
                DATABASE_URL=database_url,
                target=target,
                web=Path("absent"),
                public_url=BASE,
                allow_http=True,
                deadline_seconds=60,  # a request given up in the middle would take the test's one connection with it
                master_key="bG9hbSB0ZXN0cyBsb2FtIHRlc3RzIGxvYW0gdGVzdHM=",
                **urls,
            )
        )
        for target in targets
    }
    transport = Gateway(apps)
    for app in apps.values():
        app.state.sessions, app.state.readings, app.state.lookup = sessions, readings, lookup
        app.state.http = {name: httpx.AsyncClient(transport=transport.host(name), base_url=BASE) for name in SERVICES}
    return World(apps=apps, sessions=sessions, transport=transport)


@pytest.fixture(params=["all"])
def shape(request: pytest.FixtureRequest) -> str:
    """Journeys ask for both: `@pytest.mark.parametrize("shape", ["all", "split"], indirect=True)`."""
    return request.param


@pytest.fixture
def inside(connection: AsyncConnection) -> Inside:
    return Inside(connection)


@pytest.fixture
async def world(connection: AsyncConnection, inside: Inside, database_url: str, shape: str) -> AsyncIterator[World]:
    sessions = async_sessionmaker(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
    world = build(database_url, shape, sessions, sessions, inside)
    yield world
    for client in world.clients:
        await client.aclose()


@pytest.fixture
async def live(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """An installation with real commits, on a copy of the migrated database: for two people at the same moment."""
    from sqlalchemy import text
    from sqlalchemy.engine import make_url

    from services.kit.db import make_readings, make_sessions

    name = f"live_{uuid.uuid4().hex}"
    patient = Settings(DATABASE_URL=database_url, deadline_seconds=120)  # a busy disk may copy a database for long
    admin = make_engine(patient).execution_options(isolation_level="AUTOCOMMIT")
    copy = make_url(database_url).set(database=name).render_as_string(hide_password=False)
    async with admin.connect() as connection:
        await connection.execute(text(f"create database {name}"))
    await asyncio.to_thread(migrate, copy)
    engine = make_engine(Settings(DATABASE_URL=copy))
    lookup = Lookup(engine)
    world = build(copy, "all", make_sessions(engine), make_readings(engine), lookup)
    yield world
    for client in world.clients:
        await client.aclose()
    await lookup.close()
    await engine.dispose()
    async with admin.connect() as connection:
        await connection.execute(text(f"drop database {name} with (force)"))
    await admin.dispose()


@pytest.fixture
def statements(engine: AsyncEngine, inside: Inside) -> "Counter":
    return Counter(engine, inside)


class Counter:
    """How many statements a block sends: `with statements() as sent: …; assert len(sent) == 2`. Savepoints not counted."""

    def __init__(self, engine: AsyncEngine, lookup: Inside) -> None:
        self.engine, self.lookup = engine, lookup

    @contextmanager
    def __call__(self) -> Iterator[list[str]]:
        sent: list[str] = []

        def note(_connection, _cursor, statement, *_rest):
            if "SAVEPOINT" not in statement:
                sent.append(statement)

        event.listen(self.engine.sync_engine, "before_cursor_execute", note)
        self.lookup.sent = sent
        try:
            yield sent
        finally:
            event.remove(self.engine.sync_engine, "before_cursor_execute", note)
            self.lookup.sent = []
