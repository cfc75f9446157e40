"""Photos in an S3-compatible store: moto's server, on loopback."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from django.core.files.storage import storages
from moto.server import ThreadedMotoServer

from accounts.people import Person
from chat.actions.retracting import retract_message
from config import environment
from config.environment import S3
from photos import storage
from photos.models import Photo
from photos.sweeping import sweep, sweep_orphans
from tests import factories
from tests.photos import pictures as make
from tests.photos.verbs import files, look, opened, photograph, send

BUCKET = "photos-of-tests"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def there(endpoint: str) -> S3:
    return S3(BUCKET, endpoint, "eu-west-3", "key", "secret", "path", is_direct=True)


@pytest.fixture
def bucket(there: S3, settings: Any, kept: Path) -> Iterator[Any]:
    """The bucket, for us to look into; the store of this test."""
    made = boto3.resource(
        "s3",
        endpoint_url=there.endpoint,
        region_name=there.region,
        aws_access_key_id=there.access_key,
        aws_secret_access_key=there.secret_key,
    ).create_bucket(
        Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": there.region}
    )
    store = environment.photo_store(there, kept, is_shared=False)
    settings.STORAGES = settings.STORAGES | {"photos": store}
    settings.PHOTOS_S3_BUCKET, settings.PHOTOS_S3_DIRECT = BUCKET, True
    yield made
    opened_: Any = storages["photos"]
    opened_.connection.meta.client.close()
    made.objects.all().delete()
    made.delete()


def keys(bucket: Any) -> list[str]:
    return sorted(one.key for one in bucket.objects.all())


def test_pixels_go_there_and_nothing_stays_here(
    alice: Person, bucket: Any, kept: Path, workshop: Path
) -> None:
    photo = photograph(alice, make.jpeg(800, 600, exif=make.exif()))
    sizes = ("full", "screen", "thumb")
    assert keys(bucket) == [storage.name_of(photo.key, size) for size in sizes]  # type: ignore[arg-type]
    for one in bucket.objects.all():
        content = one.get()["Body"].read()
        assert make.CANARY.encode() not in content
        assert b"Exif" not in content
    assert files(kept) == files(workshop) == []


def test_who_may_see_it_is_sent_there_for_half_a_minute(
    alice: Person, bob: Person, bucket: Any
) -> None:
    photo = photograph(alice)
    answer = look(alice, photo.uuid, "thumb")
    assert answer.status_code == 302
    assert answer["Cache-Control"] == "private, no-store"
    link = answer["Location"]
    asked = parse_qs(urlsplit(link).query)
    assert int(asked["X-Amz-Expires"][0]) <= 60
    assert asked["response-cache-control"] == ["private, no-store"]
    with urllib.request.urlopen(link) as found:
        assert found.headers["Content-Type"] == "image/jpeg"
        assert f"{photo.uuid}.jpg" in found.headers["Content-Disposition"]
        with opened(found.read()) as image:
            assert image.size == (64, 48)
    refused = look(bob, photo.uuid, "thumb")
    assert refused.status_code == 404
    assert "Location" not in refused.headers


def test_the_page_may_show_what_it_is_sent_to(there: S3) -> None:
    parts = urlsplit(there.endpoint)
    hosts = [parts.netloc, f"{BUCKET}.{parts.netloc}"]
    assert there.origins() == [f"http://{host}" for host in hosts]
    assert there._replace(is_direct=False).origins() == []
    assert there._replace(bucket="").origins() == []
    amazon = there._replace(endpoint="").origins()
    assert amazon[1] == f"https://{BUCKET}.s3.eu-west-3.amazonaws.com"
    nowhere = there._replace(endpoint="", region="").origins()
    assert nowhere[0] == "https://s3.amazonaws.com"


def test_or_the_server_reads_it_for_him(
    alice: Person, bucket: Any, settings: Any
) -> None:
    settings.PHOTOS_S3_DIRECT = False
    photo = photograph(alice)
    answer = look(alice, photo.uuid)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert len(answer.content) == photo.full_bytes
    bucket.objects.all().delete()
    assert look(alice, photo.uuid).status_code == 404


def test_what_is_taken_back_goes_there_too(
    alice: Person, bob: Person, bucket: Any
) -> None:
    photo = photograph(alice)
    pair = factories.private(alice, bob)
    sent = send(alice, pair, photo)
    retract_message(author=alice, conversation_id=pair, seq=sent.seq)
    assert look(bob, photo.uuid).status_code == 404
    sweep()
    assert keys(bucket) == []


def test_orphans_go_there_too(
    alice: Person, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_, orphan = photograph(alice), photograph(alice)
    Photo.objects.filter(pk=orphan.pk).delete()
    assert sweep_orphans() == 0
    monkeypatch.setattr("photos.sweeping.ORPHAN_HOURS", -1)
    assert sweep_orphans() == 3
    assert all(kept_.key in key for key in keys(bucket))


def test_a_store_that_does_not_answer_leaves_nothing(
    alice: Person, bucket: Any, workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = storage.store()
    saved: list[str] = []
    save = store.save

    def failing(name: str, content: Any) -> str:
        if saved:
            raise ConnectionError
        saved.append(save(name, content))
        return name

    monkeypatch.setattr(store, "save", failing)
    with pytest.raises(ConnectionError):
        photograph(alice)
    assert keys(bucket) == []
    assert files(workshop) == []
    assert not Photo.objects.exists()
