"""A photo that comes in parts, and survives a cut."""

from __future__ import annotations

import fcntl
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from accounts.people import Person
from photos import limits
from photos import workshop as shop
from photos.actions import uploading
from photos.actions.uploading import begin_upload
from photos.errors import Busy, StorageFull
from photos.models import Photo, Upload, UploadDay
from tests.api.calls import as_app, call
from tests.photos import pictures as make
from tests.photos.verbs import begin, files, part, upload


@pytest.fixture
def content() -> bytes:
    return make.jpeg(400, 300)


def test_the_last_part_makes_the_photo(
    alice: Person, content: bytes, kept: Path, workshop: Path
) -> None:
    begun = begin(alice, len(content))
    assert begun.status == 201
    assert begun.body == {
        "id": str(Upload.objects.get().uuid),
        "offset": 0,
        "size": len(content),
        "part_max": limits.PART_MAX_BYTES,
        "photo": None,
    }
    name = begun.body["id"]
    first = part(alice, name, 0, content[:1000])
    assert (first.status, first.body) == (200, {"offset": 1000, "photo": None})
    assert files(kept) == []
    last = part(alice, name, 1000, content[1000:])
    photo = Photo.objects.get()
    shown = {"id": str(photo.uuid), "w": 400, "h": 300}
    assert last.body == {"offset": len(content), "photo": shown}
    assert len(files(kept)) == 3
    assert files(workshop) == []


def test_after_a_cut_it_goes_on_where_it_stopped(alice: Person, content: bytes) -> None:
    client_id = uuid4()
    name = begin(alice, len(content), client_id).body["id"]
    part(alice, name, 0, content[:1000])
    again = begin(alice, len(content), client_id)
    assert again.status == 200
    assert (again.body["id"], again.body["offset"]) == (name, 1000)
    assert call(as_app(alice), "GET", f"photos/uploads/{name}").body == again.body
    assert part(alice, name, 1000, content[1000:]).body["photo"]
    assert UploadDay.objects.get().n_bytes == len(content)


def test_another_offset_is_told_the_right_one(alice: Person, content: bytes) -> None:
    name = begin(alice, len(content)).body["id"]
    part(alice, name, 0, content[:1000])
    for offset in (0, 999, 1001):
        refused = part(alice, name, offset, content[1000:])
        assert (refused.status, refused.code) == (409, "upload_offset")
        assert refused.body["error"]["detail"] == {"offset": 1000}
    assert part(alice, name, 1000, content[1000:]).status == 200


def test_when_it_is_through_every_answer_says_so(
    alice: Person, content: bytes, kept: Path
) -> None:
    client_id = uuid4()
    name = begin(alice, len(content), client_id).body["id"]
    photo = part(alice, name, 0, content).body["photo"]
    assert begin(alice, len(content), client_id).body["photo"] == photo
    for offset in (0, len(content)):
        again = part(alice, name, offset, b"")
        assert again.body == {"offset": len(content), "photo": photo}
    shown = call(as_app(alice), "GET", f"photos/uploads/{name}").body
    assert (shown["offset"], shown["photo"]) == (len(content), photo)
    assert len(files(kept)) == 3


def test_it_is_nobody_elses(alice: Person, bob: Person, content: bytes) -> None:
    name = begin(alice, len(content)).body["id"]
    for answer in (
        part(bob, name, 0, content),
        call(as_app(bob), "GET", f"photos/uploads/{name}"),
        call(as_app(bob), "DELETE", f"photos/uploads/{name}"),
        call(as_app(bob), "GET", f"photos/uploads/{uuid4()}"),
        call(as_app(bob), "GET", "photos/uploads/none"),
    ):
        assert (answer.status, answer.code) == (404, "not_found")
    assert call(as_app(None), "GET", f"photos/uploads/{name}").status == 401
    assert part(alice, name, 0, content).status == 200


def test_a_client_id_names_one_size(alice: Person) -> None:
    client_id = uuid4()
    begin(alice, 1000, client_id)
    refused = begin(alice, 1001, client_id)
    assert (refused.status, refused.code) == (409, "client_id_reused")


@pytest.mark.parametrize("size", [0, -1, "many"])
def test_a_size_is_a_number_of_bytes(alice: Person, size: Any) -> None:
    assert begin(alice, size).status == 422


def test_it_may_not_be_heavy(alice: Person) -> None:
    assert begin(alice, limits.PHOTO_MAX_BYTES).status == 201
    refused = begin(alice, limits.PHOTO_MAX_BYTES + 1)
    assert (refused.status, refused.code) == (413, "photo_too_large")


def test_a_part_may_not_be_long(alice: Person) -> None:
    name = begin(alice, limits.PHOTO_MAX_BYTES).body["id"]
    whole = b"x" * limits.PART_MAX_BYTES
    assert part(alice, name, 0, whole + b"x").code == "too_large"
    assert part(alice, name, 0, whole).body["offset"] == limits.PART_MAX_BYTES


def test_more_than_was_announced_is_refused(alice: Person, content: bytes) -> None:
    name = begin(alice, 1000).body["id"]
    refused = part(alice, name, 0, content[:1001])
    assert (refused.status, refused.code) == (422, "invalid_request")
    assert part(alice, name, 0, content[:500]).body["offset"] == 500


def test_an_offset_must_be_said(alice: Person) -> None:
    name = begin(alice, 1000).body["id"]
    response = as_app(alice).generic(
        "PATCH", f"/api/v1/photos/uploads/{name}", b"x", "application/octet-stream"
    )
    assert response.status_code == 422


def test_what_is_no_picture_is_refused_and_forgotten(
    alice: Person, kept: Path, workshop: Path
) -> None:
    name = begin(alice, 6).body["id"]
    refused = part(alice, name, 0, b"GIF89a")
    assert (refused.status, refused.code) == (415, "photo_format")
    assert files(kept) == files(workshop) == []
    assert call(as_app(alice), "GET", f"photos/uploads/{name}").status == 404


@pytest.mark.parametrize("hindrance", [Busy, StorageFull])
def test_what_was_hindered_is_tried_again_with_nothing_more(
    hindrance: type[Exception],
    alice: Person,
    content: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def hindered(**_: Any) -> None:
        raise hindrance

    name = begin(alice, len(content)).body["id"]
    with monkeypatch.context() as patch:
        patch.setattr(uploading, "keep_photo", hindered)
        assert part(alice, name, 0, content).status in {503, 507}
    shown = call(as_app(alice), "GET", f"photos/uploads/{name}").body
    assert (shown["offset"], shown["photo"]) == (len(content), None)
    assert part(alice, name, len(content), b"").body["photo"]


def test_two_parts_at_the_same_time_do_not_mix(alice: Person, content: bytes) -> None:
    name = begin(alice, len(content)).body["id"]
    with shop.part_path(UUID(name)).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        refused = part(alice, name, 0, content)
        assert (refused.status, refused.code) == (503, "busy")
    assert part(alice, name, 0, content).status == 200


def test_an_upload_that_is_begun_twice_at_once_is_one(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client_id = uuid4()
    first = begin_upload(owner=alice, client_id=client_id, size=9).progress.upload
    earlier = uploading._earlier
    answers = iter([None])
    monkeypatch.setattr(
        uploading, "_earlier", lambda *said: next(answers, earlier(*said))
    )
    # The second asks before the first has written, and writes after it.
    from django.db import transaction

    with transaction.atomic():
        again = begin_upload(owner=alice, client_id=client_id, size=9)
    assert again.progress.upload == first
    assert UploadDay.objects.get().n_bytes == 9


def test_it_may_be_given_up(alice: Person, content: bytes, workshop: Path) -> None:
    client_id = uuid4()
    name = begin(alice, len(content), client_id).body["id"]
    part(alice, name, 0, content[:1000])
    assert call(as_app(alice), "DELETE", f"photos/uploads/{name}").status == 204
    assert files(workshop) == []
    assert begin(alice, len(content), client_id).body["offset"] == 0


def test_to_give_up_what_is_through_leaves_the_photo(
    alice: Person, content: bytes
) -> None:
    name = begin(alice, len(content)).body["id"]
    part(alice, name, 0, content)
    assert call(as_app(alice), "DELETE", f"photos/uploads/{name}").status == 204
    assert Photo.objects.count() == 1


def test_the_two_doors_share_their_names(alice: Person, content: bytes) -> None:
    """A client that sent it whole, and did not hear the answer, may go on in parts."""
    client_id = uuid4()
    whole = upload(alice, content, client_id=str(client_id))
    assert begin(alice, len(content), client_id).body["photo"] == whole.body


def test_a_lost_part_is_sent_again(alice: Person, content: bytes) -> None:
    """As after a restored disk: what is there counts, not what was."""
    name = begin(alice, len(content)).body["id"]
    part(alice, name, 0, content[:1000])
    shop.drop_part(UUID(name))
    assert part(alice, name, 1000, b"x").body["error"]["detail"] == {"offset": 0}


def test_quota_and_disk_are_asked_at_the_beginning(
    alice: Person, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PHOTOS_DAILY_MIB = 1
    assert begin(alice, 2**20).status == 201
    assert begin(alice, 1).code == "photo_quota"
    full = SimpleNamespace(free=0, total=1)
    monkeypatch.setattr("photos.workshop.shutil.disk_usage", lambda folder: full)
    assert begin(alice, 1).code == "storage_full"
    name = Upload.objects.get().uuid
    assert part(alice, str(name), 0, b"x").code == "storage_full"


def test_not_any_number_of_parts_a_minute(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PARTS_PER_MINUTE", 1)
    monkeypatch.setattr("lib.limiting.time", SimpleNamespace(time=lambda: 1_000_000))
    name = begin(alice, 10).body["id"]
    statuses = [part(alice, name, at, b"x").status for at in range(2)]
    assert statuses == [200, 429]
