"""Everything the environment decides, read once and refused when unsafe."""

import base64
import functools
import ipaddress
import re
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SERVICES = ("identity", "records", "planning", "performance")
METRICS_TOKEN_LENGTH = 16


class Settings(BaseSettings):
    """`LOAM_…` variables; `DATABASE_URL` is honoured without the prefix because every host sets it."""

    model_config = SettingsConfigDict(env_prefix="LOAM_", populate_by_name=True, extra="ignore")

    target: str = "all"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    data: Path = Path(".loam")
    database_url: str = Field(default="", validation_alias=AliasChoices("DATABASE_URL", "LOAM_DATABASE_URL"))
    demo: bool = True
    web: Path = Path(__file__).parents[2] / "frontend" / "dist"
    public_url: str = ""
    """The address people type; decides cookie flags and allowed origins. Empty means http://host:port."""
    allow_http: bool = False
    """Serve people over plain http on an address other machines reach (a test network); never on the internet."""
    master_key: str = Field(default="", repr=False)
    """32 random bytes in base64: wraps the keys of sensitive fields."""
    postgres_tools: Path | None = None
    """The folder of pg_dump and pg_restore; empty means ours, which are of PostgreSQL 18 and speak no TLS."""
    metrics_token: str = Field(default="", repr=False)
    """What Prometheus sends to read /metrics (`Authorization: Bearer …`); without it there is no such address."""

    identity_url: str = ""
    records_url: str = ""
    planning_url: str = ""
    performance_url: str = ""

    pgbouncer: bool = False
    """DATABASE_URL leads through PgBouncer in transaction mode: nothing is left on a connection between transactions.

    Migrations, workers, backups and restores hold what belongs to a session: they take PostgreSQL's own address.
    """
    pool_size: int = Field(default=10, ge=1, le=200)
    pool_wait_seconds: float = Field(default=2, gt=0)
    deadline_seconds: float = Field(default=10, gt=0)
    leave_seconds: float = Field(default=0, ge=0)
    """How long, told to end, we go on accepting while /readyz says no: until whoever spreads the load has noticed."""
    body_limit: int = Field(default=1_000_000, gt=0)
    rate_per_second: float = Field(default=200, ge=0)
    """Requests of one caller to one process in the long run; 0: no limit."""
    rate_burst: int = Field(default=2000, ge=1)
    """How many of them may come at once."""
    at_once: int = Field(default=100, ge=1)
    """Requests one process works on at the same time; more of them wait, for `queue_seconds` at most."""
    queue_seconds: float = Field(default=2, gt=0)
    upload_limit: int = Field(default=256_000_000, gt=0)
    files: str = ""
    """Where attached files lie: a folder, or `s3://bucket/prefix` with the usual AWS_… variables (AWS_ENDPOINT_URL
    names a store that is not Amazon's). Empty means the folder `files` in LOAM_DATA.
    """
    attachment_limit: int = Field(default=25 * 1024 * 1024, gt=0)
    """Bytes of one attached file."""

    job_heartbeat_seconds: float = Field(default=30, ge=1)
    """After this long without a sign of life a worker is taken for dead, and its jobs run again elsewhere."""

    session_idle_hours: float = Field(default=12, gt=0)
    session_absolute_days: float = Field(default=7, gt=0)

    audit_years: int = Field(default=0, ge=0, le=100)
    """How long sealed events are kept; 0: for ever."""
    webhook_allow: str = ""
    """Networks (CIDR, separated by commas) inside the organisation that webhooks may reach, also without TLS."""
    sign_in_attempts: int = Field(default=10, ge=1)
    """How often one account may be tried within `sign_in_minutes`."""
    sign_in_attempts_by_address: int = Field(default=100, ge=1)
    """The same for one network address, behind which a whole office may sit."""
    sign_in_minutes: float = Field(default=15, gt=0)
    access_token_minutes: float = Field(default=10, gt=0)
    """How long an OAuth2 access token opens what its client may do."""

    @property
    def targets(self) -> tuple[str, ...]:
        return SERVICES if self.target == "all" else tuple(part.strip() for part in self.target.split(","))

    @property
    def address(self) -> str:
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def secure_cookies(self) -> bool:
        return self.address.startswith("https://")

    @model_validator(mode="after")
    def refuse_what_is_unsafe(self) -> Self:
        unknown = set(self.targets) - set(SERVICES)
        if unknown:
            raise ValueError(f"LOAM_TARGET: unknown service {', '.join(sorted(unknown))}; known: {', '.join(SERVICES)}")
        missing = [n for n in SERVICES if n not in self.targets and not getattr(self, f"{n}_url")]
        if missing:
            names = ", ".join(f"LOAM_{n.upper()}_URL" for n in missing)
            raise ValueError(f"LOAM_TARGET={self.target} needs {names}")
        if 0 < len(self.metrics_token) < METRICS_TOKEN_LENGTH:
            raise ValueError(f"LOAM_METRICS_TOKEN: {METRICS_TOKEN_LENGTH} characters at least, of a random generator")
        if self.master_key and not all(map(_key_of_32_bytes, self.master_key.split(","))):
            raise ValueError("LOAM_MASTER_KEY: 32 random bytes in base64 (several, parted by commas, while rotating)")
        if set(SERVICES) - set(self.targets) and not self.master_key:
            raise ValueError(
                f"LOAM_TARGET={self.target} needs LOAM_MASTER_KEY: "
                "with a key made of it the services tell each other who is calling"
            )
        if not self.secure_cookies and not self.allow_http and not _loopback(urlsplit(self.address).hostname):
            raise ValueError(
                f"{self.address} would send sign-in cookies in the clear: "
                "set LOAM_PUBLIC_URL to an https address, or LOAM_ALLOW_HTTP=1 on a closed network",
            )
        if "://" in self.files and not re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]+(/[^?#]*)?", self.files):
            raise ValueError("LOAM_FILES: a folder, or s3://bucket/prefix")
        for network in filter(None, map(str.strip, self.webhook_allow.split(","))):
            try:
                ipaddress.ip_network(network)
            except ValueError as error:
                raise ValueError(f"LOAM_WEBHOOK_ALLOW: {error}") from None
        return self


def _key_of_32_bytes(part: str) -> bool:
    try:
        return len(base64.b64decode(part.strip(), validate=True)) == 32  # noqa: PLR2004 - as the message says
    except ValueError:
        return False


def is_loopback(url: str) -> bool:
    """Whether this address lies on this machine itself, where nobody else can listen."""
    return _loopback(urlsplit(url).hostname)


def _loopback(host: str | None) -> bool:
    if host is None or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@functools.cache
def get_settings() -> Settings:
    return Settings()
