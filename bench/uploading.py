"""People who upload photos, one after the other: `bench.uploading PORT SESSION…`.

Prints a line for each photo that the server took; ends when its input does, after the
photos that are under way.
"""

from __future__ import annotations

import http.client
import random
import sys
import threading
from io import BytesIO
from uuid import uuid4

from PIL import Image

from bench.speech import ORIGIN

# Noise cannot be made smaller: about 8 MiB.
SIZE = (2800, 2100)
QUALITY = 97
BOUNDARY = uuid4().hex
TOKEN = "b" * 32
TIMEOUT_SECONDS = 120


def photo() -> bytes:
    noise = random.Random(8).randbytes(SIZE[0] * SIZE[1] * 3)
    made = BytesIO()
    Image.frombytes("RGB", SIZE, noise).save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


def body(content: bytes) -> bytes:
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"'
    )
    head += "\r\nContent-Type: image/jpeg\r\n\r\n"
    return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def upload(port: int, session: str, content: bytes) -> int:
    """Return the status of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    headers = {
        "Host": "localhost",
        "Origin": ORIGIN,
        "Cookie": f"relais_session={session}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
    }
    connection.request("POST", "/api/v1/photos", content, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def main(port: str, *sessions: str) -> None:
    content = body(photo())
    is_over = threading.Event()

    def go_on(session: str) -> None:
        while not is_over.is_set():
            status = upload(int(port), session, content)
            if status == http.client.CREATED:
                print(len(content), flush=True)
            else:
                sys.exit(f"a photo was refused: {status}")

    people = [threading.Thread(target=go_on, args=(one,)) for one in sessions]
    for one in people:
        one.start()
    sys.stdin.read()
    is_over.set()
    for one in people:
        one.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
