"""A browser names the address to which we write: only those of push services count."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest

from push import endpoints
from push.checks import check_loopback_peer
from push.endpoints import require_allowed, resolved
from push.errors import EndpointRefused

GOOD = "https://fcm.googleapis.com/fcm/send/dQw4:APA91b-_x"
Resolver = Callable[..., None]


def refused(url: str) -> str:
    """Return why it is refused."""
    with pytest.raises(EndpointRefused) as refusal:
        require_allowed(url)
    return str(refusal.value.detail["reason"])


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Resolver:
    """Say where every name leads; returns who was asked."""

    def leads_to(*addresses: str) -> None:
        def getaddrinfo(host: str, port: int, **kwargs: Any) -> list[Any]:
            return [(0, 0, 0, "", (address, port)) for address in addresses]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    return leads_to


@pytest.mark.parametrize(
    "url",
    [
        GOOD,
        "https://fcm.googleapis.com:443/fcm/send/x",
        "https://FCM.googleapis.com/fcm/send/x",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
        "https://web.push.apple.com/QGuQ",
        "https://wns2-par02p.notify.windows.com/w/?token=BQYA%2bAA%3d",
    ],
)
def test_the_push_services_of_browsers_are_allowed(url):
    assert require_allowed(url).scheme == "https"


def test_a_refusal_says_its_code_and_not_the_address():
    with pytest.raises(EndpointRefused) as refusal:
        require_allowed("https://example.org/secret")
    assert (refusal.value.code, refusal.value.http_status) == ("endpoint_refused", 422)
    assert refusal.value.detail == {"reason": "host"}


@pytest.mark.parametrize(
    "url",
    [
        "",
        "fcm.googleapis.com/x",
        "http://fcm.googleapis.com/x",
        "ftp://fcm.googleapis.com/x",
        "file:///etc/passwd",
        "https://fcm.googleapis.com",
        "https://fcm.googleapis.com:80/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com:0/x",
        "https://fcm.googleapis.com:99999/x",
        "https://fcm.googleapis.com:443:80/x",
        "https://alice@fcm.googleapis.com/x",
        "https://alice:secret@fcm.googleapis.com/x",
        "https://fcm.googleapis.com@127.0.0.1/x",
        "https://fcm.googleapis.com%40127.0.0.1/x",
        "https://127.0.0.1\\.notify.windows.com/x",
        "https://fcm.googleapis.com\\@127.0.0.1/x",
        "https://127.0.0.1/.notify.windows.com\\x",
        "https://fcm.googleapis.com/x\r\nHost: localhost",
        "https://fcm.googleapis.com/x y",
        " https://fcm.googleapis.com/x",
        "https://fcm.googleapis.com./x",
        "https://.notify.windows.com/x",
        "https://a..notify.windows.com/x",
        f"https://{'a' * 64}.notify.windows.com/x",
        "https://ﬀcm.googleapis.com/x",
        "https://fcm。googleapis.com/x",
        "https://[::1]/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://[fe80::1%25eth0]/x",
        f"https://fcm.googleapis.com/{'x' * 1000}",
    ],
)
def test_what_is_no_plain_address_over_https_is_refused(url):
    assert refused(url) == "address"


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/x",
        "https://10.0.0.1/x",
        "https://169.254.169.254/latest/meta-data/",
        "https://0.0.0.0/x",
        "https://127.1.1/x",
        "https://8.8.8.8/x",
        "https://relais.example/x",
        "https://fcm.googleapis.com.example.org/x",
        "https://evil-fcm.googleapis.com/x",
        "https://notify.windows.com/x",
        "https://evilnotify.windows.com/x",
        "https://example.org/https://fcm.googleapis.com/x",
        "https://example.org/?fcm.googleapis.com#.push.apple.com",
    ],
)
def test_any_other_host_is_refused_even_one_of_the_whole_world(url):
    assert refused(url) == "host"


def test_the_operator_may_add_a_host_or_all_below_one(settings):
    assert refused("https://push.example.org/x") == "host"
    settings.PUSH_HOSTS = ["Push.example.org", ".push.example.net"]
    for host in ("push.example.org", "a.push.example.net"):
        assert require_allowed(f"https://{host}/x").host == host
    assert refused("https://a.push.example.org/x") == "host"
    assert refused("http://push.example.org/x") == "address"


def test_what_is_asked_there_is_kept_whole():
    url = "https://wns2-par02p.notify.windows.com/w/a;b?token=c%2bd&e=f#g"
    endpoint = require_allowed(url)
    assert endpoint.target == "/w/a;b?token=c%2bd&e=f"
    assert endpoint.origin == "https://wns2-par02p.notify.windows.com"


def test_it_is_sent_to_the_addresses_that_were_checked(resolver):
    resolver("142.250.75.234", "2a00:1450:4007:80e::200a", "142.250.75.234")
    expected = ("142.250.75.234", "2a00:1450:4007:80e::200a")
    assert resolved(GOOD).addresses == expected


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::808:808",
        "2002:7f00:1::1",
        "2001:0:808:808::1",
        "noise",
    ],
)
def test_a_name_that_leads_into_our_networks_is_refused(resolver, address):
    resolver(address)
    with pytest.raises(EndpointRefused, match="endpoint_refused") as refusal:
        resolved(GOOD)
    assert refusal.value.detail == {"reason": "private"}


def test_one_private_address_among_others_is_enough(resolver):
    resolver("142.250.75.234", "192.168.1.1")
    with pytest.raises(EndpointRefused):
        resolved(GOOD)
    resolver()
    with pytest.raises(EndpointRefused):
        resolved(GOOD)


@pytest.mark.parametrize("address", ["::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_a_public_address_in_another_coat_is_public(resolver, address):
    resolver(address)
    assert resolved(GOOD).addresses == (address,)


def test_a_refused_host_is_not_even_looked_up(monkeypatch):
    def look_up(host: str) -> list[str]:
        raise AssertionError(host)

    monkeypatch.setattr(endpoints, "look_up", look_up)
    with pytest.raises(EndpointRefused):
        resolved("https://internal.example/x")


def test_one_peer_on_this_machine_may_be_plain(settings):
    peer = "http://127.0.0.1:8123/push/x"
    assert refused(peer) == "address"
    settings.PUSH_LOOPBACK_PEER = "127.0.0.1:8123"
    assert resolved(peer).addresses == ("127.0.0.1",)
    assert require_allowed(peer).origin == "http://127.0.0.1:8123"
    for other in ("127.0.0.1:8124", "127.0.0.2:8123", "x@127.0.0.1:8123"):
        assert refused(f"http://{other}/push/x") == "address"
    assert refused("https://127.0.0.1:8123/push/x") == "address"


def test_never_where_the_public_comes(settings):
    settings.PUSH_LOOPBACK_PEER = "127.0.0.1:8123"
    assert list(check_loopback_peer(None)) == []
    settings.IS_PUBLIC = True
    assert refused("http://127.0.0.1:8123/push/x") == "address"
    assert [error.id for error in check_loopback_peer(None)] == ["relais.E012"]


@pytest.mark.parametrize("peer", ["10.0.0.1:80", "localhost:80", "127.0.0.1", "::1"])
def test_nor_another_machine_under_that_name(settings, peer):
    settings.PUSH_LOOPBACK_PEER = peer
    assert refused(f"http://{peer}/x") == "address"
    assert [error.id for error in check_loopback_peer(None)] == ["relais.E013"]
