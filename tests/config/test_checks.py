"""A set-up that would lose or leak is refused, with a word on what to do."""

import pytest
from django.core import checks as django_checks

from config import checks

REDIS = "redis://127.0.0.1:6379/0"
LOCAL_CACHE = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SHARED_CACHE = {"default": {"BACKEND": "config.caching.RedisOrDatabaseCache"}}


@pytest.fixture
def scaled_out(settings, monkeypatch):
    settings.PROCESSES = 2
    settings.REDIS_URL = REDIS
    settings.CACHES = SHARED_CACHE
    on_sqlite(monkeypatch, answer=False)
    return settings


@pytest.fixture
def public(settings):
    settings.IS_PUBLIC = settings.ORIGINS_ARE_EXPLICIT = settings.IS_HTTPS = True
    settings.ORIGINS = ["https://relais.clinic.fr"]
    settings.DEBUG = settings.DEMO = False
    return settings


def on_sqlite(monkeypatch, *, answer: bool) -> None:
    monkeypatch.setattr(checks, "is_sqlite", lambda: answer)


def ids(found) -> list[str]:
    return [message.id for message in found]


def test_a_right_set_up_is_not_refused(scaled_out, public):
    assert ids(checks.processes()) == []
    assert ids(checks.publicity()) == []
    assert ids(checks.origins()) == []


def test_several_processes_need_redis(scaled_out):
    scaled_out.REDIS_URL = ""
    assert ids(checks.processes()) == ["relais.E001"]


def test_several_processes_do_not_share_sqlite(scaled_out, monkeypatch):
    on_sqlite(monkeypatch, answer=True)
    assert ids(checks.processes()) == ["relais.E002"]


def test_several_processes_count_together(scaled_out):
    scaled_out.CACHES = LOCAL_CACHE
    assert ids(checks.processes()) == ["relais.E003"]


def test_one_process_needs_none_of_it(settings, monkeypatch):
    settings.PROCESSES, settings.REDIS_URL, settings.CACHES = 1, "", LOCAL_CACHE
    on_sqlite(monkeypatch, answer=True)
    assert ids(checks.processes()) == []


@pytest.mark.parametrize(
    ("name", "value", "refusal"),
    [
        ("DEBUG", True, "relais.E004"),
        ("ORIGINS_ARE_EXPLICIT", False, "relais.E005"),
        ("DEMO", True, "relais.E006"),
        ("IS_HTTPS", False, "relais.W001"),
        (
            "EMAIL_BACKEND",
            "django.core.mail.backends.console.EmailBackend",
            "relais.W002",
        ),
    ],
)
def test_a_public_host_is_held_to_more(public, name: str, value: object, refusal: str):
    setattr(public, name, value)
    assert ids(checks.publicity()) == [refusal]
    public.IS_PUBLIC = False
    assert ids(checks.publicity()) == []


@pytest.mark.parametrize(
    "origin",
    [
        "https://*.clinic.fr",
        "*",
        "relais.clinic.fr",
        "https://relais.clinic.fr/",
        "ftp://relais.clinic.fr",
        "null",
    ],
)
def test_an_origin_is_exact(settings, origin: str):
    settings.ORIGINS = [origin]
    assert ids(checks.origins()) == ["relais.E007"]


@pytest.mark.parametrize("place", ["photos", "/photos", "photos/", "https://x/"])
def test_nginx_hands_photos_over_from_a_location(settings, place: str):
    settings.PHOTOS_ACCEL = place
    assert ids(checks.photos()) == ["relais.E010"]


def test_what_photos_need_is_installed(settings, monkeypatch):
    settings.PHOTOS_ACCEL = "/protected/photos/"
    settings.PHOTOS_S3_BUCKET, settings.PHOTOS_HEIC = "photos", True
    assert ids(checks.photos()) == []
    monkeypatch.setattr(checks, "find_spec", lambda name: None)
    assert ids(checks.photos()) == ["relais.E011", "relais.W003"]


def test_sqlite_is_not_on_a_network_disk(monkeypatch):
    monkeypatch.setattr(checks, "network_filesystem", lambda path: "nfs4")
    on_sqlite(monkeypatch, answer=True)
    assert ids(checks.place_of_sqlite()) == ["relais.E008"]
    on_sqlite(monkeypatch, answer=False)
    assert ids(checks.place_of_sqlite()) == []


@pytest.mark.django_db
def test_pragmas_are_read_back():
    """The tests' own database is not synced: the check must see it."""
    from django.db import connection

    found = [error.msg for error in checks.pragmas(["default"])]
    expected = ["SQLite: synchronous is 0, not FULL."]
    assert found == (expected if connection.vendor == "sqlite" else [])
    assert checks.pragmas(None) == []


def test_the_checks_are_in_force():
    registered = django_checks.registry.registry.registered_checks
    ours = {checks.processes, checks.publicity, checks.origins, checks.place_of_sqlite}
    ours.add(checks.photos)
    assert ours <= registered
