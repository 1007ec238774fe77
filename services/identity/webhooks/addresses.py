"""Which network addresses a webhook may reach: the public internet, and what LOAM_WEBHOOK_ALLOW names.

A partner's address is a stranger's wish to have our server open a connection, so it must not lead to machines that
trust us for where we stand: loopback, private networks, the metadata service of a cloud, or any of these dressed up as
an IPv6 address.
"""

import ipaddress
import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

NAT64 = ipaddress.ip_network("64:ff9b::/96")
REFUSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, and the metadata service at 100.100.100.200
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, and the metadata service at 169.254.169.254
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved, broadcast
        "::/96",  # unspecified, loopback, and IPv4 in its oldest dress
        "64:ff9b:1::/48",  # NAT64 of one's own network
        "100::/64",
        "2001::/23",  # Teredo and other arrangements
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)


def networks(setting: str) -> tuple[Network, ...]:
    """LOAM_WEBHOOK_ALLOW; ValueError when it is no list of networks."""
    return tuple(ipaddress.ip_network(part.strip()) for part in setting.split(",") if part.strip())


def bare(address: Address) -> Address:
    """The IPv4 address that a mapped or translated IPv6 address leads to; others as they are."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address in NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def allowed(address: Address, allow: Sequence[Network]) -> bool:
    """Whether the setting names it."""
    return any(bare(address) in network or address in network for network in allow)


def refused(address: Address, allow: Sequence[Network]) -> bool:
    """Whether no webhook may go there."""
    if allowed(address, allow):
        return False
    found = bare(address)
    return not found.is_global or any(found in network for network in REFUSED)


def literal(host: str) -> Address | None:
    """The address, when a host is written as one, in one of the old ways (`127.1`, `0x7f000001`) too."""
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeError, ValueError):
        return None


def checked_url(url: str) -> str:
    """A web address without anything that two programs could read differently."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if (
        not host
        or parts.scheme not in {"http", "https"}
        or port == 0
        or parts.username is not None
        or parts.password is not None
        or parts.fragment
        or not url.isascii()
        or any(char in url for char in '\\ <>"{}|^`')
    ):
        raise PydanticCustomError("url", "must be an http(s) address without user, password or fragment")
    return url
