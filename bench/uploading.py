"""People who upload photos, one after the other: `bench.uploading PORT SESSION…`.

Prints a line for each photo that the server took; ends when its input does, after the
photos that are under way, or with 1 at the first refusal.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from uuid import uuid4

from PIL import Image

from bench.speech import ORIGIN

# Noise cannot be made smaller: about 8 MiB.
SIZE = (2800, 2100)
QUALITY = 97
PART_BYTES = 2 * 1024 * 1024
# Of each person's line, which loopback has not: 100 Mbit/s.
BYTES_PER_SECOND = 12_500_000
PIECE_BYTES = 64 * 1024
TOKEN = "b" * 32
TIMEOUT_SECONDS = 120


def photo() -> bytes:
    noise = random.Random(8).randbytes(SIZE[0] * SIZE[1] * 3)
    made = BytesIO()
    Image.frombytes("RGB", SIZE, noise).save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


def paced(body: bytes) -> Iterator[bytes]:
    """As a line brings it."""
    began = time.monotonic()
    for offset in range(0, len(body), PIECE_BYTES):
        early = offset / BYTES_PER_SECOND - (time.monotonic() - began)
        time.sleep(max(0.0, early))
        yield body[offset : offset + PIECE_BYTES]


def upload(port: int, session: str, content: bytes) -> int:
    """In parts, as a page does; return the status of the last answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    headers = {
        "Host": "localhost",
        "Origin": ORIGIN,
        "Cookie": f"relais_session={session}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
    }

    def ask(method: str, path: str, body: bytes, **more: str) -> tuple[int, Any]:
        more["Content-Length"] = str(len(body))
        path = f"/api/v1/photos/uploads{path}"
        connection.request(method, path, paced(body), headers | more)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())

    begun = json.dumps({"client_id": str(uuid4()), "size": len(content)}).encode()
    status, told = ask("POST", "", begun, **{"Content-Type": "application/json"})
    for offset in range(0, len(content), PART_BYTES):
        if status >= http.client.BAD_REQUEST:
            break
        more = {"Content-Type": "application/octet-stream"}
        more["Upload-Offset"] = str(offset)
        part = content[offset : offset + PART_BYTES]
        status, _ = ask("PATCH", f"/{told['id']}", part, **more)
    connection.close()
    return status


def main(port: str, *sessions: str) -> None:
    content = photo()
    is_over = threading.Event()

    def go_on(session: str) -> None:
        while not is_over.is_set():
            status = upload(int(port), session, content)
            if status < http.client.BAD_REQUEST:
                print(len(content), flush=True)
            else:
                print(f"a photo was refused: {status}", file=sys.stderr, flush=True)
                # The whole process, which waits for its input.
                os._exit(1)

    people = [threading.Thread(target=go_on, args=(one,)) for one in sessions]
    for one in people:
        one.start()
    sys.stdin.read()
    is_over.set()
    for one in people:
        one.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
