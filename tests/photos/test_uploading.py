"""A photo that comes whole."""

from __future__ import annotations

import errno
import logging
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from accounts.people import Person
from photos import limits, storage
from photos.actions import keeping
from photos.models import Photo, PhotoState
from tests.api.calls import as_app, call
from tests.photos import pictures as make
from tests.photos.verbs import files, photograph, upload


def test_it_is_kept_and_unsent(alice: Person, kept: Path, workshop: Path) -> None:
    answer = upload(alice, make.jpeg(800, 600))
    photo = Photo.objects.get()
    assert answer.status == 201
    assert answer.body == {"id": str(photo.uuid), "w": 800, "h": 600}
    assert (photo.owner_id, photo.state) == (alice.id, PhotoState.UNSENT)
    assert len(files(kept)) == 3
    assert files(workshop) == []


def test_names_of_files_tell_nothing_and_nobody_else_reads_them(
    alice: Person, kept: Path
) -> None:
    answer = upload(alice, make.jpeg(), name="Mme Dubois.jpg")
    for path in files(kept):
        assert answer.body["id"].replace("-", "") not in path.name
        assert "Dubois" not in str(path)
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0


def test_where_nginx_reads_too_its_group_may(alice: Person, settings: Any) -> None:
    folder = storage.Folder(
        location=settings.PHOTOS_DIR,
        file_permissions_mode=0o640,
        directory_permissions_mode=0o750,
    )
    made = Path(settings.PHOTOS_DIR) / "ab" / "c.jpg"
    folder.save("ab/c.jpg", SimpleNamespace(chunks=lambda: [b"x"], name="c.jpg"))  # type: ignore[arg-type]
    assert made.stat().st_mode & 0o777 == 0o640
    assert made.parent.stat().st_mode & 0o777 == 0o750


def test_a_photo_has_no_public_address(photo: Photo) -> None:
    with pytest.raises(NotImplementedError):
        storage.store().url(storage.name_of(photo.key, "full"))


def test_a_retry_gives_the_same_photo(alice: Person, kept: Path) -> None:
    name = str(uuid4())
    first = upload(alice, make.jpeg(), client_id=name)
    again = upload(alice, make.jpeg(), client_id=name)
    assert (first.status, again.status) == (201, 200)
    assert first.body == again.body
    assert len(files(kept)) == 3


def test_two_people_may_use_the_same_client_id(alice: Person, bob: Person) -> None:
    name = uuid4()
    mine, his = photograph(alice, client_id=name), photograph(bob, client_id=name)
    assert mine.pk != his.pk


def test_what_is_finished_twice_at_the_same_time_is_kept_once(
    alice: Person, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other request writes its row while ours reads the picture."""
    name = uuid4()
    first = photograph(alice, client_id=name)
    answers = iter([None, None, first])
    monkeypatch.setattr("photos.access.photo_named", lambda *_: next(answers))
    assert photograph(alice, client_id=name).pk == first.pk
    assert len(files(kept)) == 3


def test_nobody_uploads_without_signing_in(db: None, kept: Path) -> None:
    assert upload(None, make.jpeg()).status == 401
    assert files(kept) == []


def test_it_may_not_be_heavy(
    alice: Person, kept: Path, workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photos.actions.uploading.PHOTO_MAX_BYTES", 1000)
    refused = upload(alice, make.jpeg(800, 600))
    assert (refused.status, refused.code) == (413, "photo_too_large")
    assert refused.body["error"]["message"] == "Photo trop lourde (max. 15 Mo)."
    assert files(kept) == files(workshop) == []


def test_bytes_are_counted_while_they_come(
    workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from photos.errors import PhotoTooLarge
    from photos.workshop import take_in

    monkeypatch.setattr("photos.workshop.PHOTO_MAX_BYTES", 1000)
    taken = []

    def chunks() -> Any:
        for number in range(10):
            taken.append(number)
            yield b"x" * 400

    with pytest.raises(PhotoTooLarge):
        take_in(chunks(), workshop / "original")
    assert len(taken) == 3


def test_fifteen_mebibytes_pass(alice: Person) -> None:
    content = make.jpeg()
    content += b"\0" * (limits.PHOTO_MAX_BYTES - len(content))
    assert upload(alice, content).status == 201
    assert upload(alice, content + b"\0").code == "photo_too_large"


def test_words_are_in_the_readers_language(thomas: Person, jeanne: Person) -> None:
    english, french = upload(thomas, b"GIF89a"), upload(jeanne, b"GIF89a")
    assert french.body["error"]["message"] == (
        "Format non pris en charge (JPEG, PNG ou WebP)."
    )
    assert english.body["error"]["message"] == (
        "Unsupported format (JPEG, PNG or WebP only)."
    )


@pytest.mark.parametrize("kind", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_is_full_after_all_leaves_nothing(
    kind: int,
    alice: Person,
    kept: Path,
    workshop: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(kind, "full")

    monkeypatch.setattr("photos.storage.os.fsync", full)
    answer = upload(alice, make.jpeg())
    assert answer.status == (507 if kind == errno.ENOSPC else 500)
    assert [path for path in files(kept) if path.suffix == ".jpg"] == []
    assert files(workshop) == []
    assert not Photo.objects.exists()


def test_a_crash_between_file_and_row_shows_nothing(
    alice: Person, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(keeping, "_written", killed)
        with pytest.raises(KeyboardInterrupt):
            photograph(alice)
    # Files without a row: of nobody, until the sweep comes (test_sweeping.py).
    assert len(files(kept)) == 3
    assert not Photo.objects.exists()
    assert photograph(alice).width == 64


def test_logs_name_no_file(alice: Person, caplog: pytest.LogCaptureFixture) -> None:
    content = make.jpeg(exif=make.exif())
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    upload(alice, content, name="Mme Dubois.jpg")
    upload(alice, content[:900], name="Mme Dubois.jpg")
    said = caplog.text
    assert "Dubois" not in said
    assert make.CANARY not in said


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nno file\r\n--x--',
        b"no form at all",
    ],
)
def test_a_form_without_a_file_is_refused(alice: Person, body: bytes) -> None:
    response = as_app(alice).generic(
        "POST", "/api/v1/photos", body, "multipart/form-data; boundary=x"
    )
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "invalid_request"


def test_a_form_with_a_hundred_files_is_refused(alice: Person) -> None:
    one = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n'
    )
    response = as_app(alice).generic(
        "POST",
        "/api/v1/photos",
        one * 101 + b"--x--\r\n",
        "multipart/form-data; boundary=x",
    )
    assert response.status_code == 422


def test_a_form_that_is_cut_before_its_boundary_is_refused(alice: Person) -> None:
    response = as_app(alice).generic(
        "POST", "/api/v1/photos", b"x", "multipart/form-data"
    )
    assert response.status_code == 422


def test_what_photos_may_be_like(alice: Person, thomas: Person, settings: Any) -> None:
    rules = call(as_app(alice), "GET", "photos/rules").body
    assert rules["formats"] == ["image/jpeg", "image/png", "image/webp"]
    assert rules["max_bytes"] == 15 * 2**20
    assert (rules["per_message_max"], rules["alt_max"]) == (10, 300)
    names = {site["code"]: site["name"] for site in rules["sites"]}
    assert names["left_hand"] == "Main gauche"
    settings.PHOTOS_HEIC = True
    rules = call(as_app(thomas), "GET", "photos/rules").body
    assert "image/heic" in rules["formats"]
    names = {site["code"]: site["name"] for site in rules["sites"]}
    assert names["left_hand"] == "Left hand"
