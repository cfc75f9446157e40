"""A Twilio on this machine, which answers what it is told to."""

from __future__ import annotations

import json
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs


class Request(NamedTuple):
    path: str
    login: str
    form: dict[str, str]


@dataclass
class Twilio:
    """What was asked of it. Answers wait in `answers`; then all is well."""

    requests: list[Request] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], str]] = field(default_factory=list)
    url: str = ""

    def says(self, status: int, code: int = 0, **headers: str) -> None:
        body = json.dumps({"code": code, "message": "said to +33639980012"})
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.append((status, named, body))

    def answer(self) -> tuple[int, dict[str, str], str]:
        if self.answers:
            return self.answers.pop(0)
        return 201, {}, json.dumps({"sid": f"SM{len(self.requests):032}"})


@contextmanager
def twilio() -> Iterator[Twilio]:
    peer = Twilio()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            _, _, login = self.headers["Authorization"].partition(" ")
            peer.requests.append(Request(self.path, b64decode(login).decode(), form))
            status, headers, text = peer.answer()
            self.send_response(status)
            for name, value in {
                **headers,
                "Content-Length": str(len(text.encode())),
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Tests are silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    peer.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield peer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
