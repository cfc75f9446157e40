"""What is sent goes to the address that was checked, to who proves to be the host."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from urllib3.exceptions import HTTPError, SSLError

from push import posting
from push.endpoints import Endpoint
from tests.push.peers.browser import PushService

HOST = "updates.push.services.mozilla.com"


def certificate(folder: Path) -> Path:
    """A certificate of HOST that signs itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), False)
        .sign(key, SHA256())
    )
    path = folder / "peer.pem"
    form = PrivateFormat.PKCS8
    private = key.private_bytes(Encoding.PEM, form, NoEncryption())
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    return path


@pytest.fixture
def names() -> list[str | None]:
    """What was asked for by those who connected."""
    return []


@pytest.fixture
def service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str | None]
) -> Iterator[PushService]:
    """A push service of HOST that this machine trusts."""
    path = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    context.sni_callback = lambda _line, name, _context: names.append(name)
    trusting = ssl.create_default_context(cafile=str(path))
    monkeypatch.setattr(posting, "trust", lambda: trusting)
    service = PushService()
    service.wrap(context)
    with service.running():
        yield service


def endpoint(service: PushService, host: str, *addresses: str) -> Endpoint:
    port = int(service.peer.rpartition(":")[2])
    return Endpoint("https", host, port, "/x", addresses)


def posted(endpoint: Endpoint, seconds: float = 5) -> int:
    return posting.post(endpoint, b"x", {}, seconds=seconds).status


def test_the_host_is_reached_by_its_address_without_asking_for_it_again(
    service, names, monkeypatch
):
    asked = socket.getaddrinfo
    seen: list[str] = []

    def getaddrinfo(host: str, *rest: Any) -> Any:
        seen.append(host)
        return asked(host, *rest)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert posted(endpoint(service, HOST, "127.0.0.1")) == 401
    assert names == [HOST]
    assert set(seen) == {"127.0.0.1"}


def test_who_has_no_certificate_of_the_host_is_told_nothing(service):
    with pytest.raises(SSLError):
        posted(endpoint(service, "fcm.googleapis.com", "127.0.0.1"))
    assert service.tries == 0


def test_a_certificate_that_nobody_vouches_for_is_worth_nothing(service, monkeypatch):
    monkeypatch.undo()
    with pytest.raises(SSLError):
        posted(endpoint(service, HOST, "127.0.0.1"))
    assert service.tries == 0


def test_where_one_address_does_not_answer_the_next_is_tried(service):
    # A network's own address takes no connections.
    assert posted(endpoint(service, HOST, "127.255.255.255", "127.0.0.1")) == 401
    assert service.tries == 1


def test_without_time_nothing_is_sent(service):
    with pytest.raises(HTTPError):
        posted(endpoint(service, HOST, "127.0.0.1"), seconds=0)
    assert service.tries == 0
