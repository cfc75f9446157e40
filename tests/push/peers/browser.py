"""A push service on this machine, and the browsers that it knows.

It checks who sends, and reads with each browser's key what that browser would read.
Told to, it answers something else, or nothing.
"""

from __future__ import annotations

import json
import os
import socket
import ssl
import struct
import threading
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, NamedTuple
from uuid import uuid4

import http_ece  # type: ignore[import-untyped]  # untyped
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

DAY_SECONDS = 86_400
Way = Literal["hang", "reset"]


class Subscription(NamedTuple):
    """What a browser gives its page; nobody else has the private key."""

    endpoint: str
    keys: dict[str, str]


class Notice(NamedTuple):
    """What a browser read, and with which headers it came."""

    path: str
    told: dict[str, Any]
    headers: dict[str, str]


class Told(NamedTuple):
    """What is to be answered in the place of what would be."""

    status: int
    headers: dict[str, str]


class Unfit(Exception):
    """A request that a push service refuses, with its status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def encoded(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def decoded(value: str) -> bytes:
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))


class PushService:
    """`notices` is what arrived and could be read, `tries` how many requests came.

    With `sender` it knows one key, as a browser that subscribed with it does.
    """

    def __init__(self, sender: str | None = None) -> None:
        self.sender = sender
        self.notices: list[Notice] = []
        self.tries = 0
        self.paths: list[str] = []
        self.is_over = threading.Event()
        self._browsers: dict[str, tuple[ec.EllipticCurvePrivateKey, bytes]] = {}
        self._ways: dict[str, Told | Way] = {}
        self._server = _Server(self)
        host, port = self._server.server_address[:2]
        self.peer = f"{host!s}:{port}"
        self.origin = f"http://{self.peer}"

    def wrap(self, context: ssl.SSLContext) -> None:
        """Speak TLS, each line in its own thread."""
        self._server.context = context

    def subscription(self) -> Subscription:
        """Return a new browser's."""
        private, secret = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        path = f"/push/{uuid4().hex}"
        self._browsers[path] = private, secret
        point = private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        keys = {"p256dh": encoded(point), "auth": encoded(secret)}
        return Subscription(self.origin + path, keys)

    def answer(
        self, to: Subscription, way: int | Way, headers: dict[str, str] | None = None
    ) -> None:
        """Answer this browser's notices so from now on."""
        path = to.endpoint.removeprefix(self.origin)
        self._ways[path] = Told(way, headers or {}) if isinstance(way, int) else way

    def way(self, path: str) -> Told | Way | None:
        return self._ways.get(path)

    def take(self, path: str, headers: dict[str, str], body: bytes) -> None:
        """Note what the browser reads. Raises Unfit."""
        self._require_sender(headers.get("authorization", ""))
        if not headers.get("ttl", "").isdigit():
            raise Unfit(400)
        if path not in self._browsers:
            raise Unfit(404)
        private, secret = self._browsers[path]
        if headers.get("content-encoding") != "aes128gcm":
            raise Unfit(400)
        try:
            clear = http_ece.decrypt(body, private_key=private, auth_secret=secret)
        except http_ece.ECEException:
            raise Unfit(400) from None
        self.notices.append(Notice(path, json.loads(clear), headers))

    def _require_sender(self, header: str) -> None:
        """RFC 8292: a token that the named key signed, for this service, for a time."""
        scheme, _, rest = header.partition(" ")
        given = dict(part.strip().partition("=")[::2] for part in rest.split(","))
        if scheme != "vapid" or not {"t", "k"} <= set(given):
            raise Unfit(401)
        claims = _signed(given["t"], given["k"])
        left = claims["exp"] - time.time()
        is_meant = claims["aud"] == self.origin and 0 < left <= DAY_SECONDS
        is_known = self.sender in {None, given["k"]}
        if not (is_meant and is_known and claims["sub"].startswith("mailto:")):
            raise Unfit(403)

    @contextmanager
    def running(self) -> Iterator[PushService]:
        thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield self
        finally:
            self.is_over.set()
            self._server.shutdown()
            self._server.server_close()
            thread.join()


def _signed(token: str, key: str) -> dict[str, Any]:
    """Return what `key` signed. Raises Unfit."""
    head, claims, signature = token.split(".")
    raw = decoded(signature)
    half = len(raw) // 2
    numbers = (int.from_bytes(part, "big") for part in (raw[:half], raw[half:]))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(key))
    try:
        public.verify(
            encode_dss_signature(*numbers),
            f"{head}.{claims}".encode(),
            ec.ECDSA(SHA256()),
        )
    except InvalidSignature:
        raise Unfit(403) from None
    found: dict[str, Any] = json.loads(decoded(claims))
    return found


class _Server(ThreadingHTTPServer):
    # Joined at the end: nothing outlives the test.
    daemon_threads = False
    # Many letters come at once.
    request_queue_size = 64

    def __init__(self, service: PushService) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.service = service
        self.context: ssl.SSLContext | None = None

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.context is None:
            return super().finish_request(request, client_address)
        # Who does not trust us breaks off.
        with suppress(OSError), self.context.wrap_socket(request, True) as line:
            super().finish_request(line, client_address)
        return None


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  its name
        pass

    def do_GET(self) -> None:
        self._visit()
        self._answer(200)

    def do_POST(self) -> None:
        self._visit()
        body = self.rfile.read(int(self.headers["Content-Length"]))
        way = self.server.service.way(self.path)
        if way == "hang":
            self.server.service.is_over.wait()
        elif way == "reset":
            self._reset()
        elif way:
            self._answer(way.status, way.headers)
        else:
            self._take(body)

    def _visit(self) -> None:
        self.server.service.tries += 1
        self.server.service.paths.append(self.path)

    def _take(self, body: bytes) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            self.server.service.take(self.path, headers, body)
        except Unfit as unfit:
            self._answer(unfit.status)
        else:
            self._answer(201, {"Location": f"{self.server.service.origin}/m/1"})

    def _answer(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _reset(self) -> None:
        """Close without a word, so that the other side is told that it broke."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        with suppress(OSError):
            self.connection.close()
        self.close_connection = True


@contextmanager
def push_service(sender: str | None = None) -> Iterator[PushService]:
    """A push service as long as it is needed."""
    with PushService(sender).running() as service:
        yield service
