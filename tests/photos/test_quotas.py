"""How much a person may send us, and how full a disk may be."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from accounts.people import Person
from photos import limits
from photos.actions.uploading import spend
from photos.errors import PhotoQuota
from photos.models import UploadDay
from tests.photos import pictures as make
from tests.photos.verbs import files, upload


def test_a_person_has_so_much_a_day(alice: Person, bob: Person, settings: Any) -> None:
    settings.PHOTOS_DAILY_MIB = 1
    content = make.jpeg() + b"\0" * 600_000
    assert upload(alice, content).status == 201
    refused = upload(alice, content)
    assert (refused.status, refused.code) == (429, "photo_quota")
    assert refused.body["error"]["detail"] == {"max_bytes": 2**20}
    assert upload(bob, content).status == 201


def test_what_is_refused_counts_too(alice: Person, settings: Any) -> None:
    settings.PHOTOS_DAILY_MIB = 1
    for _ in range(2):
        assert upload(alice, b"\xff\xd8\xff" + b"\0" * 500_000).status == 422
    assert upload(alice, make.jpeg() + b"\0" * 500_000).code == "photo_quota"


def test_a_retry_counts_once(alice: Person) -> None:
    name = str(uuid4())
    for _ in range(3):
        upload(alice, make.jpeg(), client_id=name)
    assert UploadDay.objects.get().n_bytes == len(make.jpeg())


def test_the_next_day_begins_anew(alice: Person, settings: Any) -> None:
    settings.PHOTOS_DAILY_MIB = 1
    spend(owner=alice, n_bytes=2**20)
    with pytest.raises(PhotoQuota):
        spend(owner=alice, n_bytes=1)
    UploadDay.objects.update(day="2020-01-01")
    spend(owner=alice, n_bytes=1)


def test_not_more_than_so_many_a_minute(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PHOTOS_PER_MINUTE", 1)
    monkeypatch.setattr("lib.limiting.time", SimpleNamespace(time=lambda: 1_000_000))
    statuses = [upload(alice, make.jpeg()).status for _ in range(2)]
    assert statuses == [201, 429]


def disk(free: int, total: int = 1000 * 2**30) -> Any:
    return lambda folder: SimpleNamespace(free=free, total=total)


@pytest.mark.parametrize(
    ("free", "total", "status"),
    [
        (2**30, 2**31, 201),
        (2**30 - 1, 2**31, 507),
        # A tenth of a large disk.
        (99 * 2**30, 1000 * 2**30, 507),
        (100 * 2**30, 1000 * 2**30, 201),
    ],
)
def test_a_disk_that_is_nearly_full_takes_no_more(
    free: int,
    total: int,
    status: int,
    alice: Person,
    kept: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("photos.workshop.shutil.disk_usage", disk(free, total))
    answer = upload(alice, make.jpeg())
    assert answer.status == status
    if status == 507:
        assert answer.code == "storage_full"
        assert files(kept) == []
        assert not UploadDay.objects.exists()


def test_the_watermark_is_the_operators(
    alice: Person, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PHOTOS_MIN_FREE_MIB, settings.PHOTOS_MIN_FREE_PERCENT = 10, 0
    monkeypatch.setattr("photos.workshop.shutil.disk_usage", disk(11 * 2**20))
    assert upload(alice, make.jpeg()).status == 201
    settings.PHOTOS_MIN_FREE_MIB = 12
    assert upload(alice, make.jpeg()).status == 507
