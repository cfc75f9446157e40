"""Real servers: one that is killed in the middle of an upload, two behind nginx."""

from __future__ import annotations

import json
import os
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from cluster.nginx import Nginx
from photos.limits import MIB, PART_MAX_BYTES
from tests.photos import pictures as make
from tests.servers import House, running

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(240)]

ACCEL = "/protected/photos/"
# `make test` shows one process, `make test-services` two.
PROCESSES = 2 if os.environ.get("REDIS_URL") else 1


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    env = {"PHOTOS_ACCEL": ACCEL, "PROXIES": "1"} if PROCESSES > 1 else {}
    directory = tmp_path_factory.mktemp("photos")
    with running(directory, processes=PROCESSES, **env) as house:
        yield house


@pytest.fixture(scope="module")
def crowd(house: House) -> Any:
    return json.loads(house.run("-m", "tests.chaos.seeding", "crowd", "2"))


@dataclass(frozen=True)
class Heard:
    status: int
    headers: Any
    content: bytes

    @property
    def body(self) -> Any:
        return json.loads(self.content)


def ask(
    base: str, token: str, method: str, path: str, body: bytes = b"", **headers: str
) -> Heard:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(
        f"{base}/api/v1/{path}",
        body or None,
        {"X-Session-Token": token, **named},
        method=method,
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return Heard(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return Heard(refused.code, refused.headers, refused.read())


def begin(base: str, token: str, size: int, client_id: str = "") -> Any:
    asked = {"client_id": client_id or str(uuid4()), "size": size}
    body = json.dumps(asked).encode()
    kind = "application/json"
    return ask(base, token, "POST", "photos/uploads", body, Content_Type=kind).body


def send_part(base: str, token: str, name: str, offset: int, content: bytes) -> Heard:
    return ask(
        base,
        token,
        "PATCH",
        f"photos/uploads/{name}",
        content,
        Upload_Offset=str(offset),
        Content_Type="application/octet-stream",
    )


def form(base: str, token: str, content: bytes) -> Heard:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    body = head + content + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    return ask(base, token, "POST", "photos", body, Content_Type=kind)


def heavy() -> bytes:
    """A photo of a few parts."""
    content = make.jpeg(1200, 900)
    return content + b"\0" * (2 * PART_MAX_BYTES + 1000 - len(content))


def test_an_upload_survives_a_server_that_is_killed(house: House, crowd: Any) -> None:
    """Where several run, each part goes to another one."""
    token, content = crowd["people"][0]["token"], heavy()
    client_id = str(uuid4())
    begun = begin(house.web[0].http, token, len(content), client_id)
    name, offset = begun["id"], 0
    photo = None
    for number in range(3):
        web = house.web[number % len(house.web)]
        web.kill()
        web.start(wait=True)
        again = begin(web.http, token, len(content), client_id)
        assert (again["id"], again["offset"]) == (name, offset)
        piece = content[offset : offset + begun["part_max"]]
        heard = send_part(web.http, token, name, offset, piece)
        assert heard.status == 200, heard.body
        offset, photo = heard.body["offset"], heard.body["photo"]
    assert offset == len(content)
    assert photo
    assert (photo["w"], photo["h"]) == (1200, 900)


def test_a_part_that_is_cut_counts_for_nothing(house: House, crowd: Any) -> None:
    web, token = house.web[0], crowd["people"][0]["token"]
    name = begin(web.http, token, 100_000)["id"]
    head = (
        f"PATCH /api/v1/photos/uploads/{name} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"X-Session-Token: {token}\r\nUpload-Offset: 0\r\n"
        "Content-Length: 100000\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", web.port)) as line:
        line.sendall(head.encode() + b"x" * 50_000)
        time.sleep(0.3)
    time.sleep(0.3)
    assert ask(web.http, token, "GET", f"photos/uploads/{name}").body["offset"] == 0
    assert send_part(web.http, token, name, 0, b"x" * 1000).body["offset"] == 1000


def test_nothing_of_an_upload_stays_behind(house: House, crowd: Any) -> None:
    web, token = house.web[0], crowd["people"][0]["token"]
    before = {path.name for path in (house.directory / "data" / "uploads").iterdir()}
    for content in (make.jpeg(), b"GIF89a" + b"\0" * 3 * MIB, make.jpeg()[:700]):
        form(web.http, token, content)
    after = {path.name for path in (house.directory / "data" / "uploads").iterdir()}
    assert after == before


def test_a_body_that_is_too_large_is_refused_in_words(house: House, crowd: Any) -> None:
    token = crowd["people"][0]["token"]
    refused = form(house.web[0].http, token, b"\xff\xd8\xff" + b"\0" * 16 * MIB)
    assert (refused.status, refused.body["error"]["code"]) == (413, "photo_too_large")


@pytest.fixture
def nginx(house: House, tmp_path: Path) -> Iterator[str]:
    photos = house.directory / "data" / "photos"
    front = Nginx(tmp_path, [web.port for web in house.web], photos=photos)
    front.start(wait=True)
    yield f"http://127.0.0.1:{front.port}"
    front.stop()


@pytest.mark.services
@pytest.mark.nginx
def test_nginx_hands_over_what_the_server_allows(
    house: House, crowd: Any, nginx: str
) -> None:
    mine, other = (one["token"] for one in crowd["people"])
    photo = form(nginx, mine, heavy()).body["id"]
    shown = ask(nginx, mine, "GET", f"photos/{photo}?size=thumb")
    assert (shown.status, shown.content[:3]) == (200, b"\xff\xd8\xff")
    wanted = {
        "Content-Type": "image/jpeg",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Content-Disposition": f'inline; filename="{photo}.jpg"',
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    assert {name: shown.headers[name] for name in wanted} == wanted
    assert not {"X-Accel-Redirect", "ETag", "Last-Modified"} & set(shown.headers)
    assert ask(nginx, other, "GET", f"photos/{photo}").status == 404


@pytest.mark.services
@pytest.mark.nginx
def test_nobody_finds_the_files_by_themselves(
    house: House, crowd: Any, nginx: str
) -> None:
    token = crowd["people"][0]["token"]
    form(nginx, token, make.jpeg())
    folder = house.directory / "data" / "photos"
    path = next(folder.rglob("*-full.jpg")).relative_to(folder)
    request = urllib.request.Request(
        f"{nginx}{ACCEL}{path}", headers={"X-Session-Token": token}
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    refused.value.close()
    assert refused.value.code == 404


@pytest.mark.services
@pytest.mark.nginx
def test_nginx_lets_a_photo_through_and_nothing_else(
    house: House, crowd: Any, nginx: str
) -> None:
    token = crowd["people"][0]["token"]
    content = make.jpeg() + b"\0" * (15 * MIB - len(make.jpeg()))
    assert form(nginx, token, content).status == 201
    refused = form(nginx, token, content + b"\0")
    assert refused.body["error"]["code"] == "photo_too_large"
    large = ask(nginx, token, "POST", "questions", b"\0" * 3 * MIB)
    assert large.status == 413
