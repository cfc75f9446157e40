"""What nobody will ask for goes away by itself."""

from __future__ import annotations

import os
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from accounts.people import Person
from chat.actions.retracting import retract_message
from chat.photo_models import SentPhoto
from photos import sweeping
from photos import workshop as shop
from photos.models import Photo, PhotoState, Upload, UploadDay
from photos.sweeping import sweep, sweep_orphans
from tests import factories
from tests.photos import pictures as make
from tests.photos.verbs import begin, files, part, photograph, seen, send

HOUR = 3600


def age(path: Path, hours: float) -> None:
    then = time.time() - hours * HOUR
    os.utime(path, (then, then))


def test_an_unsent_photo_goes_after_a_day(
    alice: Person, bob: Person, photo: Photo, kept: Path
) -> None:
    sent = photograph(alice)
    send(alice, factories.private(alice, bob), sent)
    day = timezone.now() - timedelta(hours=23)
    Photo.objects.update(created_at=day)
    assert sweep().photos == 0
    Photo.objects.update(created_at=day - timedelta(hours=1))
    assert sweep().photos == 1
    assert [one.pk for one in Photo.objects.all()] == [sent.pk]
    assert len(files(kept)) == 3
    assert seen(bob, sent.uuid) == {200}


def test_its_name_may_be_used_again(alice: Person) -> None:
    name = uuid4()
    first = photograph(alice, client_id=name)
    Photo.objects.update(created_at=timezone.now() - timedelta(hours=25))
    sweep()
    assert photograph(alice, client_id=name).pk != first.pk


def test_what_was_taken_back_goes_with_its_files(
    alice: Person, bob: Person, photo: Photo, kept: Path
) -> None:
    pair = factories.private(alice, bob)
    sent = send(alice, pair, photo)
    retract_message(author=alice, conversation_id=pair, seq=sent.seq)
    assert len(files(kept)) == 3
    assert sweep().photos == 1
    assert files(kept) == []
    assert not Photo.objects.exists()
    assert not SentPhoto.objects.exists()


def test_files_go_before_their_row(
    alice: Person, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sweep that is stopped in between is done again."""
    Photo.objects.update(state=PhotoState.DISCARDED)

    def killed(key: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("photos.actions.discarding.storage.forget", killed)
        with pytest.raises(KeyboardInterrupt):
            sweep()
    assert Photo.objects.count() == 1
    sweep()
    assert not Photo.objects.exists()


def test_a_file_without_a_row_goes_after_a_day(
    alice: Person, photo: Photo, kept: Path
) -> None:
    orphan = photograph(alice)
    Photo.objects.filter(pk=orphan.pk).delete()
    theirs = [path for path in files(kept) if path.name.startswith(orphan.key)]
    draft = kept / orphan.key[:2] / f"{orphan.key}-full.draft"
    draft.write_bytes(b"half")
    for path in files(kept):
        age(path, 23)
    assert sweep_orphans() == 0
    for path in files(kept):
        age(path, 25)
    assert sweep_orphans() == 4
    assert not any(path.exists() for path in [*theirs, draft])
    assert seen(alice, photo.uuid) == {200}


def test_an_upload_that_nobody_came_back_for(alice: Person, workshop: Path) -> None:
    old, new = (begin(alice, 1000).body["id"] for _ in range(2))
    for name in (old, new):
        part(alice, name, 0, b"x")
    Upload.objects.filter(uuid=old).update(
        begun_at=timezone.now() - timedelta(hours=25)
    )
    age(shop.part_path(UUID(old)), 25)
    swept = sweep()
    assert (swept.uploads, swept.files) == (1, 1)
    assert [str(one.uuid) for one in Upload.objects.all()] == [new]
    assert files(workshop) == [shop.part_path(UUID(new))]


def test_what_a_crash_left_in_the_workshop(db: None, workshop: Path) -> None:
    """The folder of a decoding and the file of a form are of requests, which end."""
    folder = workshop / "decoding-abc"
    folder.mkdir()
    (folder / "original").write_bytes(make.jpeg())
    form = workshop / "xyz.upload.jpg"
    form.write_bytes(b"x")
    part_ = workshop / f"{uuid4()}.part"
    part_.write_bytes(b"x")
    assert sweep().files == 0
    for path in (folder, form, part_):
        age(path, 2)
    assert sweep().files == 2
    assert [*workshop.iterdir()] == [part_]


def test_what_vanishes_meanwhile_is_no_matter(workshop: Path) -> None:
    assert not shop._is_stale(workshop / "gone")


def test_counts_of_past_days_go(alice: Person, photo: Photo) -> None:
    UploadDay.objects.create(owner_id=alice.id, day="2020-01-01", n_bytes=1)
    sweep()
    assert UploadDay.objects.count() == 1


def test_operators_may_do_it_at_once(
    alice: Person, photo: Photo, capsys: pytest.CaptureFixture[str]
) -> None:
    Photo.objects.update(state=PhotoState.DISCARDED)
    call_command("sweep_photos")
    assert "1 photos" in capsys.readouterr().out


def test_of_several_processes_one_does_it(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(sweeping, "sweep", lambda: done.append("photos"))
    monkeypatch.setattr(sweeping, "sweep_orphans", lambda: done.append("orphans"))
    cache.delete_many(["photos:swept", "photos:orphans"])
    for _ in range(3):
        sweeping.sweep_if_due()
    assert done == ["photos", "orphans"]
    cache.delete("photos:swept")
    sweeping.sweep_if_due()
    assert done == ["photos", "orphans", "photos"]


def test_the_thread_goes_on_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = iter([OperationalError(), OSError(), None])
    done = threading.Event()

    def due() -> None:
        failure: Any = next(rounds, None)
        if failure:
            raise failure
        done.set()

    monkeypatch.setattr(sweeping, "SWEEP_EVERY_SECONDS", 0.01)
    monkeypatch.setattr(sweeping, "sweep_if_due", due)
    ended, thread = sweeping.keep_sweeping()
    assert done.wait(10)
    ended.set()
    thread.join(10)
    assert not thread.is_alive()
