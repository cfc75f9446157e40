"""A process that should not serve says why, and does not."""

from pathlib import Path

import pytest
from django.core.checks import Error

from config import serving
from config.serving import NotSafeToServe
from tests import factories


@pytest.fixture
def sound(monkeypatch):
    monkeypatch.setattr(serving, "run_checks", lambda **kwargs: [])


@pytest.fixture
def data_dir(settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.mark.django_db
def test_what_the_checks_refuse_is_not_served(monkeypatch):
    error = Error("No.", hint="Do it otherwise.")
    monkeypatch.setattr(serving, "run_checks", lambda **kwargs: [error])
    with pytest.raises(NotSafeToServe, match=r"No\. Do it otherwise\."):
        serving.refuse_unsafe()


@pytest.mark.django_db
def test_a_sound_set_up_is_served(sound):
    serving.refuse_unsafe()


@pytest.mark.django_db
def test_tables_of_another_version_are_not_served(sound, monkeypatch):
    monkeypatch.setattr(serving, "unapplied_migrations", lambda: ["chat.0002_more"])
    with pytest.raises(NotSafeToServe, match=r"chat\.0002_more.*manage.py prepare"):
        serving.refuse_unsafe()


@pytest.mark.django_db
def test_demo_accounts_are_not_served_in_public(sound, settings):
    factories.user("Claire", "Petit", email="claire.petit@tilleuls.example")
    settings.IS_PUBLIC = False
    serving.refuse_unsafe()
    settings.IS_PUBLIC = True
    with pytest.raises(NotSafeToServe, match="password is published"):
        serving.refuse_unsafe()


def test_without_redis_one_process_has_the_data(settings, data_dir: Path):
    settings.REDIS_URL = ""
    first = serving.hold_alone()
    with pytest.raises(NotSafeToServe, match="Another process"):
        serving.hold_alone()
    assert first
    first.close()
    second = serving.hold_alone()
    assert second
    second.close()


def test_with_postgresql_and_redis_processes_share(settings, monkeypatch, data_dir):
    settings.REDIS_URL = "redis://127.0.0.1:6379/0"
    monkeypatch.setattr(serving, "is_sqlite", lambda: False)
    assert serving.hold_alone() is None
