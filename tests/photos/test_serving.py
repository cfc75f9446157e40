"""How a photo is handed over: headers, nginx, a store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from accounts.people import Person
from photos import storage
from photos.models import Photo
from tests.api.calls import as_app
from tests.photos.verbs import files, look

HEADERS = {
    "Content-Type": "image/jpeg",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def test_its_headers_let_nobody_keep_or_run_it(alice: Person, photo: Photo) -> None:
    for size in ("thumb", "screen", "full"):
        answer = look(alice, photo.uuid, size)
        assert HEADERS.items() <= dict(answer.headers).items()
        named = f'inline; filename="{photo.uuid}.jpg"'
        assert answer["Content-Disposition"] == named
        assert answer.content == storage.read(photo.key, size)


def test_without_a_size_it_is_a_screens(alice: Person, photo: Photo) -> None:
    answer = as_app(alice).get(f"/api/v1/photos/{photo.uuid}")
    assert answer.content == storage.read(photo.key, "screen")


def test_a_head_tells_no_more(alice: Person, photo: Photo) -> None:
    assert as_app(alice).head(f"/api/v1/photos/{photo.uuid}").status_code == 405


def test_nginx_is_told_where_it_lies_and_nobody_else(
    alice: Person, bob: Person, photo: Photo, settings: Any
) -> None:
    settings.PHOTOS_ACCEL = "/protected/photos/"
    answer = look(alice, photo.uuid, "thumb")
    name = storage.name_of(photo.key, "thumb")
    assert answer["X-Accel-Redirect"] == f"/protected/photos/{name}"
    assert answer.content == b""
    assert HEADERS.items() <= dict(answer.headers).items()
    refused = look(bob, photo.uuid, "thumb")
    assert refused.status_code == 404
    assert "X-Accel-Redirect" not in refused.headers


def test_lost_files_are_not_found(alice: Person, photo: Photo, kept: Path) -> None:
    for path in files(kept):
        path.unlink()
    assert look(alice, photo.uuid).status_code == 404
