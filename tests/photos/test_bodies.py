"""What a request may bring is counted while it comes, before anybody reads it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest

from config import bodies
from config.http import Handler
from photos.limits import MIB


class Line:
    """A client that sends pieces, as a web server hands them over."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces, self.n_taken = pieces, 0
        self.heard: list[Mapping[str, Any]] = []

    async def receive(self) -> dict[str, Any]:
        if not self.pieces:
            return {"type": "http.disconnect"}
        if self.n_taken == len(self.pieces):
            await asyncio.Event().wait()
        self.n_taken += 1
        more = self.n_taken < len(self.pieces)
        body = self.pieces[self.n_taken - 1]
        return {"type": "http.request", "body": body, "more_body": more}

    async def send(self, message: Mapping[str, Any]) -> None:
        self.heard.append(message)


async def asked(path: str, pieces: list[bytes], **headers: str) -> Line:
    line = Line(pieces)
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [
            (name.replace("_", "-").encode(), value.encode())
            for name, value in {"host": "testserver", **headers}.items()
        ],
    }
    await Handler()(scope, line.receive, line.send)
    return line


def answer(line: Line) -> tuple[int, Any]:
    start, body = line.heard[0], line.heard[1]
    return start["status"], json.loads(body["body"])


@pytest.mark.parametrize(
    ("path", "mebibytes", "code"),
    [("/api/v1/me", 4, "too_large"), ("/api/v1/photos", 18, "photo_too_large")],
)
async def test_what_says_that_it_is_too_large_is_not_read(
    path: str, mebibytes: int, code: str
) -> None:
    line = await asked(path, [b"x"], content_length=str(mebibytes * MIB))
    status, body = answer(line)
    assert (status, body["error"]["code"]) == (413, code)
    assert line.n_taken == 0


async def test_what_does_not_say_so_is_cut_off() -> None:
    pieces = [b"x" * MIB] * 100
    line = await asked("/api/v1/photos", pieces, accept_language="en")
    status, body = answer(line)
    assert status == 413
    assert body["error"]["message"] == "Photo too large (max. 15 MB)."
    assert line.n_taken == bodies.MOST_OF_A_PHOTO // MIB + 1


async def test_others_are_let_in(transactional_db: None) -> None:
    line = await asked("/api/v1/photos", [b"x" * 1000, b"y"])
    assert answer(line)[0] == 401


async def test_who_hangs_up_hears_nothing() -> None:
    line = await asked("/api/v1/photos", [])
    assert line.heard == []
