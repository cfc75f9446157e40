"""Where push services of browsers are: nothing is sent anywhere else.

A browser tells us to which address we shall write, so anybody could name one of ours.
"""

import re
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final, NamedTuple
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from push.errors import EndpointRefused

# One that begins with a dot stands for any host below it.
PUSH_SERVICES: Final = (
    # Chrome, Edge on Android, Brave, Opera, Samsung; the older name second.
    "fcm.googleapis.com",
    "android.googleapis.com",
    # Firefox
    "updates.push.services.mozilla.com",
    # Safari
    ".push.apple.com",
    # Edge
    ".notify.windows.com",
)
HTTPS_PORT: Final = 443
# As much as a device keeps.
MOST_CHARACTERS: Final = 1000
# Readers of addresses disagree about all other characters.
LABEL: Final = "[A-Za-z0-9-]{1,63}"
PLAIN: Final = re.compile(
    rf"https?://{LABEL}(?:\.{LABEL})+(?::[0-9]{{1,5}})?/[!-\[\]-~]*"
)
# An IPv4 address in another coat: RFC 6052.
NAT64: Final = IPv6Network("64:ff9b::/96")
# Tunnels that end who knows where.
TUNNELS: Final = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))


class Endpoint(NamedTuple):
    """An address, taken apart once; `addresses` are the only ones to connect to."""

    scheme: str
    host: str
    port: int
    target: str
    addresses: tuple[str, ...] = ()

    @property
    def authority(self) -> str:
        """Host, and port where it is not the usual one."""
        is_usual = self.scheme == "https" and self.port == HTTPS_PORT
        return self.host if is_usual else f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"


def require_allowed(url: str) -> Endpoint:
    """Return what `url` names if it is of a push service; else EndpointRefused.

    Asks nobody: `resolved` does, before something is sent.
    """
    if len(url) > MOST_CHARACTERS or not PLAIN.fullmatch(url):
        raise EndpointRefused(reason="address")
    parts = urlsplit(url)
    if _is_loopback_peer(parts):
        return _endpoint(parts, _port(parts))
    if parts.scheme != "https" or _port(parts) != HTTPS_PORT:
        raise EndpointRefused(reason="address")
    if not _is_push_service(parts.hostname or ""):
        raise EndpointRefused(reason="host")
    return _endpoint(parts, HTTPS_PORT)


def _port(parts: SplitResult) -> int:
    try:
        return HTTPS_PORT if parts.port is None else parts.port
    except ValueError:
        raise EndpointRefused(reason="address") from None


def _is_push_service(host: str) -> bool:
    return any(
        host.endswith(known) if known.startswith(".") else host == known
        for known in (*PUSH_SERVICES, *map(str.lower, settings.PUSH_HOSTS))
    )


def _is_loopback_peer(parts: SplitResult) -> bool:
    peer = settings.PUSH_LOOPBACK_PEER
    is_meant = bool(peer) and parts.scheme == "http" and parts.netloc == peer
    return is_meant and not settings.IS_PUBLIC and is_loopback(peer)


def is_loopback(peer: str) -> bool:
    """Whether it is an address of this machine, with its port."""
    host, _, port = peer.partition(":")
    try:
        return port.isdecimal() and IPv4Address(host).is_loopback
    except ValueError:
        return False


def _endpoint(parts: SplitResult, port: int) -> Endpoint:
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return Endpoint(parts.scheme, parts.hostname or "", port, target)


def resolved(url: str) -> Endpoint:
    """Return where `url` leads now, all of it public; else EndpointRefused.

    Raises OSError where the name is not known. Waits for the resolver of the machine.
    """
    endpoint = require_allowed(url)
    # The one that may be plain was named by the operator.
    if endpoint.scheme == "http":
        return endpoint._replace(addresses=(endpoint.host,))
    found = look_up(endpoint.host)
    if not found or not all(map(is_public, found)):
        raise EndpointRefused(reason="private")
    return endpoint._replace(addresses=tuple(found))


def look_up(host: str) -> Sequence[str]:
    """Return the addresses of `host`, those likely to answer first."""
    found = socket.getaddrinfo(host, HTTPS_PORT, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def is_public(address: str) -> bool:
    """Whether everybody has this address, in whatever coat it comes."""
    try:
        ip = _uncoated(ip_address(address))
    except ValueError:
        return False
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    return not any(ip in tunnel for tunnel in TUNNELS)


def _uncoated(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that an IPv6 address stands for, where it does."""
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        return ip.ipv4_mapped
    if isinstance(ip, IPv6Address) and ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip
