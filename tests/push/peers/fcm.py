"""FCM and Google's token endpoint on loopback, which answer what a test wants.

HTTP v1: one message a request, an access token that was granted here, errors with the
details by which the library tells them apart.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

PROJECT = "relais-tests"
EMAIL = f"push@{PROJECT}.example"
FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError"
# For whom an assertion is, wherever it is sent.
GOOGLE = "https://oauth2.googleapis.com/token"
# No test waits for it: a hang ends when the peer does.
HANG_SECONDS = 60


class Failure(NamedTuple):
    """An error of FCM's; `code` is what it says of itself beside the status."""

    http_status: int
    status: str
    code: str = ""


FAILURES: Mapping[str, Failure] = {
    "invalid argument": Failure(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT"),
    "unauthenticated": Failure(401, "UNAUTHENTICATED"),
    "third party auth": Failure(401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR"),
    "forbidden": Failure(403, "PERMISSION_DENIED"),
    "sender mismatch": Failure(403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH"),
    "unregistered": Failure(404, "NOT_FOUND", "UNREGISTERED"),
    "no project": Failure(404, "NOT_FOUND"),
    "quota": Failure(429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED"),
    "internal": Failure(500, "INTERNAL", "INTERNAL"),
    "unavailable": Failure(503, "UNAVAILABLE", "UNAVAILABLE"),
}


@dataclass
class Received:
    """A message as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def message(self) -> dict[str, Any]:
        found: dict[str, Any] = self.body["message"]
        return found

    @property
    def is_dry(self) -> bool:
        return bool(self.body.get("validate_only"))


@dataclass
class FcmPeer:
    """`answers` by device token, else `answer`: "ok", a name of FAILURES, or "bad
    payload" (refused, but not when tried), "garbage", "hang", "reset", "trickle".
    `token_answer`: "ok", "denied", "unavailable", "garbage", "hang", "reset".
    """

    answer: str = "ok"
    answers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    retry_after: str = ""
    token_answer: str = "ok"
    received: list[Received] = field(default_factory=list)
    granted: list[str] = field(default_factory=list)
    n_token_requests: int = 0

    def __post_init__(self) -> None:
        self.released = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        serving = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )
        serving.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def token_url(self) -> str:
        return f"{self.url}/token"

    def close(self) -> None:
        """Let go of who hangs, and listen no more."""
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def wait_for(self, n_messages: int) -> None:
        """Wait until so many have come."""
        deadline = time.monotonic() + HANG_SECONDS
        while len(self.received) < n_messages and time.monotonic() < deadline:
            time.sleep(0.01)

    def answer_to(self, device: str) -> str:
        """The next of the answers for it; the last of them stays."""
        planned = self.answers[device]
        if not planned:
            return self.answer
        return planned.pop(0) if len(planned) > 1 else planned[0]


@cache
def private_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def key_file(path: Path, token_url: str, **changed: Any) -> Path:
    """Write the key of a service account, as the console of Firebase hands it out."""
    pem = private_key().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    key = {
        "type": "service_account",
        "project_id": PROJECT,
        "private_key_id": uuid4().hex,
        "private_key": pem.decode(),
        "client_email": EMAIL,
        "client_id": "1",
        "token_uri": token_url,
    }
    path.write_text(json.dumps(key | changed))
    return path


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def shutdown_request(self, request: Any) -> None:
        """Without a goodbye: a reset is one."""
        self.close_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who gave up on us is meant to."""


def _handler(peer: FcmPeer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/token":
                self._grant(body)
            else:
                self._take(json.loads(body))

        def _grant(self, body: bytes) -> None:
            peer.n_token_requests += 1
            if self._misbehaved(peer.token_answer):
                return
            if peer.token_answer == "unavailable":
                self._say(503, {"error": "temporarily_unavailable"})
            elif peer.token_answer == "denied" or not self._is_signed(body):
                self._say(400, {"error": "invalid_grant"})
            else:
                peer.granted.append(f"access-{uuid4().hex}")
                self._say(200, {"access_token": peer.granted[-1], "expires_in": 3600})

        def _is_signed(self, body: bytes) -> bool:
            assertion = parse_qs(body.decode())["assertion"][0]
            try:
                claims = jwt.decode(
                    assertion,
                    private_key().public_key(),
                    algorithms=["RS256"],
                    audience=GOOGLE,
                )
            except jwt.InvalidTokenError:
                return False
            return claims["iss"] == EMAIL

        def _take(self, body: dict[str, Any]) -> None:
            came = Received(self.path, dict(self.headers), body)
            peer.received.append(came)
            answer = peer.answer_to(str(came.message.get("token")))
            if self._misbehaved(answer):
                return
            if self.headers["Authorization"] not in _bearers(peer):
                answer = "unauthenticated"
            if answer == "bad payload":
                answer = "ok" if came.is_dry else "invalid argument"
            if failure := FAILURES.get(answer):
                self._fail(failure)
            else:
                self._say(200, {"name": f"projects/{PROJECT}/messages/{uuid4()}"})

        def _fail(self, failure: Failure) -> None:
            error: dict[str, Any] = {
                "code": failure.http_status,
                "message": f"Refused: {failure.status}",
                "status": failure.status,
            }
            if failure.code:
                error["details"] = [{"@type": FCM_ERROR, "errorCode": failure.code}]
            self._say(failure.http_status, {"error": error})

        def _say(self, status: int, answer: Any) -> None:
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            if peer.retry_after and status >= 400:
                self.send_header("Retry-After", peer.retry_after)
            self.end_headers()
            self.wfile.write(content)

        def _misbehaved(self, answer: str) -> bool:
            ways: dict[str, Callable[[], object]] = {
                "hang": lambda: peer.released.wait(HANG_SECONDS),
                "garbage": lambda: self._say(200, "<html>"),
                "reset": self._reset,
                "trickle": self._trickle,
            }
            if answer not in ways:
                return False
            ways[answer]()
            self.close_connection = True
            return True

        def _reset(self) -> None:
            at_once = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)

        def _trickle(self) -> None:
            """One letter after the other of a header that has no end."""
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not peer.released.wait(0.02):
                self.wfile.write(b"z")

        def log_message(self, *args: Any) -> None:
            """The test says what went wrong."""

    return Handler


def _bearers(peer: FcmPeer) -> list[str]:
    return [f"Bearer {token}" for token in peer.granted]
