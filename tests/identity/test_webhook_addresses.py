"""No webhook reaches a machine that trusts us for where we stand: a listening socket counts who came through."""

import asyncio
import ipaddress
import socket

import pytest

from services.identity.webhooks import sending
from services.identity.webhooks.addresses import networks, refused
from services.kit.settings import Settings
from tests.identity.webhook_receiver import Receiver, subscribe

HOSTS = {
    "dotted": "127.0.0.1",
    "short": "127.1",
    "decimal": "2130706433",
    "hexadecimal": "0x7f000001",
    "octal": "0177.0.0.1",
    "mixed": "0x7f.0.0.0x1",
    "this host": "0.0.0.0",
    "name": "localhost",
    "full-width digits": "①②⑦.⓪.⓪.①",
    "IPv6 loopback": "[::1]",
    "IPv4-mapped": "[::ffff:127.0.0.1]",
    "IPv4-mapped in hexadecimal": "[::ffff:7f00:1]",
    "IPv4-compatible": "[::127.0.0.1]",
    "NAT64": "[64:ff9b::7f00:1]",
    "own NAT64": "[64:ff9b:1::7f00:1]",
    "6to4": "[2002:7f00:1::]",
    "Teredo": "[2001:0:7f00:1::]",
    "metadata": "169.254.169.254",
    "metadata of another cloud": "100.100.100.200",
    "metadata, mapped": "[::ffff:100.100.100.200]",
    "metadata, by NAT64": "[64:ff9b::6464:64c8]",
    "link-local": "[fe80::1]",
    "unique local": "[fd00:ec2::254]",
    "private": "10.0.0.1",
}


@pytest.fixture
async def listening():
    """A door on every address of this machine."""
    async with Receiver() as receiver:
        receiver.server.close()
        receiver.server = await asyncio.start_server(receiver.serve, None, 0)
        ports = {sock.getsockname()[1] for sock in receiver.server.sockets}
        if len(ports) > 1:
            receiver.server.close()
            receiver.server = await asyncio.start_server(receiver.serve, ["0.0.0.0", "::"], ports.pop())
        receiver.port = receiver.server.sockets[0].getsockname()[1]
        yield receiver


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", HOSTS.values(), ids=HOSTS.keys())
async def test_no_way_of_writing_an_inner_address_leads_there(listening, host, scheme):
    answer = await sending.post(f"{scheme}://{host}:{listening.port}/", {}, "{}", allow=())
    assert (answer.status, listening.connections) == (None, 0)
    assert answer.error in {"address_refused", "name_unknown"}, answer


async def test_the_door_counts_at_all(listening):
    """Else the test above proves nothing."""
    answer = await sending.post(f"http://127.0.0.1:{listening.port}/", {}, "{}", allow=networks("127.0.0.0/8"))
    assert (answer.status, listening.connections) == (200, 1)


class Names:
    """A name server that answers something else every time; `asked` counts."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers, self.asked = list(answers), 0

    async def getaddrinfo(self, host, port, **_):
        self.asked += 1
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]


async def test_a_name_that_changes_its_meaning_is_looked_up_once(listening, monkeypatch):
    """The first look finds an allowed address, every later one ours: only the first is ever used."""
    monkeypatch.setattr(sending, "CONNECT_SECONDS", 0.3)
    names = Names(["192.88.98.1"], ["127.0.0.1"])
    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", names.getaddrinfo, raising=False)
    monkeypatch.setattr("services.identity.webhooks.sending.addresses_of", through(names))
    first = await sending.post(f"https://rebind.example:{listening.port}/", {}, "{}", allow=())
    assert names.asked == 1
    assert first.error in {"timeout", "connection_failed"}, first
    second = await sending.post(f"https://rebind.example:{listening.port}/", {}, "{}", allow=())
    assert (second.error, names.asked) == ("address_refused", 2)
    assert listening.connections == 0


def through(names: Names):
    async def addresses_of(host: str, port: int):
        return [ipaddress.ip_address(entry[4][0]) for entry in await names.getaddrinfo(host, port)]

    return addresses_of


async def test_one_inner_address_among_public_ones_refuses_the_name(listening, monkeypatch):
    monkeypatch.setattr("services.identity.webhooks.sending.addresses_of", through(Names(["1.1.1.1", "127.0.0.1"])))
    answer = await sending.post(f"https://both.example:{listening.port}/", {}, "{}", allow=())
    assert (answer.error, listening.connections) == ("address_refused", 0)


async def test_redirects_and_proxies_are_not_followed(listening, monkeypatch):
    async with Receiver(answers=[307], extra=b"location: http://127.0.0.1:%d/\r\n" % listening.port) as first:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{listening.port}")
        answer = await sending.post(first.url, {}, "{}", allow=networks("127.0.0.0/8"))
        assert (answer.status, first.connections, listening.connections) == (307, 1, 0)


async def test_without_tls_only_where_the_setting_allows(listening, monkeypatch):
    monkeypatch.setattr("services.identity.webhooks.sending.addresses_of", through(Names(["1.1.1.1"])))
    answer = await sending.post("http://plain.example/", {}, "{}", allow=networks("10.0.0.0/8"))
    assert answer.error == "address_refused"
    assert "https" in answer.excerpt


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "0x7f000001", "[::1]", "[::ffff:10.0.0.1]", "100.100.100.200"])
async def test_inner_addresses_are_refused_when_subscribing(world, host):
    admin = await world.client("administrator")
    body = {"name": "x", "url": f"https://{host}/hook", "event_types": ["*"]}
    answer = await admin.post("/identity/webhooks", json=body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == "/url"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://erp.example.com/",
        "https://",
        "https://user:password@erp.example.com/",
        "https://erp.example.com/#x",
        "https://erp.example.com\\@127.0.0.1/",
        "https://erp.example.com:99999/",
        "https://erp.example.com:0/",
        "https://erp .example.com/",
        "https://企业.example/",
        "//erp.example.com/",
        "https://[::1/",
        "https://erp.example.com/\u2028x",
    ],
)
async def test_addresses_that_two_programs_could_read_differently_are_refused(world, url):
    admin = await world.client("administrator")
    answer = await admin.post("/identity/webhooks", json={"name": "x", "url": url, "event_types": ["*"]})
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == "/url"


@pytest.mark.parametrize(
    ("address", "allow", "expected"),
    [
        ("1.1.1.1", "", False),
        ("2606:4700::1111", "", False),
        ("64:ff9b::101:101", "", False),
        ("10.1.2.3", "10.1.0.0/16", False),
        ("10.2.2.3", "10.1.0.0/16", True),
        ("::ffff:10.1.2.3", "10.1.0.0/16", False),
        ("fd12::1", "fd12::/16, 10.0.0.0/8", False),
        ("127.0.0.1", "10.0.0.0/8", True),
    ],
)
def test_what_the_setting_names_is_reached(address, allow, expected):
    assert refused(ipaddress.ip_address(address), networks(allow)) is expected


def test_a_setting_that_is_no_network_is_refused_at_the_start():
    with pytest.raises(ValueError, match="LOAM_WEBHOOK_ALLOW"):
        Settings(DATABASE_URL="x", webhook_allow="10.0.0.0/8, inside")


async def test_an_allowed_network_is_reached_by_a_subscription(world):
    for app in world.apps.values():
        app.state.settings = app.state.settings.model_copy(update={"webhook_allow": "127.0.0.0/8"})
    admin = await world.client("administrator")
    async with Receiver() as receiver:
        assert (await subscribe(admin, receiver))["url"] == receiver.url
