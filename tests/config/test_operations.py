import pytest
from django.db import OperationalError
from django.test import Client

from config import operations


def test_the_process_says_that_it_is_alive(client: Client):
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_means_that_the_database_answers_and_is_migrated(client: Client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["database"] == "ok"


@pytest.mark.django_db
def test_without_its_tables_it_is_not_ready(client: Client, monkeypatch):
    monkeypatch.setattr(operations, "unapplied_migrations", lambda: ["chat.0002"])
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"] == "migrations unapplied"


@pytest.mark.django_db
def test_without_its_database_it_is_not_ready(client: Client, monkeypatch):
    def refuse() -> list[str]:
        raise OperationalError

    monkeypatch.setattr(operations, "unapplied_migrations", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"] == "down"


@pytest.mark.django_db
def test_redis_is_reported_and_not_required(client: Client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["redis"] == "down"
    settings.REDIS_URL = ""
    assert client.get("/readyz").json()["redis"] == "unused"


@pytest.mark.services
@pytest.mark.django_db
def test_redis_answers(client: Client):
    assert client.get("/readyz").json()["redis"] == "ok"


def test_this_machine_reads_the_counters(client: Client):
    response = client.get("/metrics")
    assert response.status_code == 200
    assert b"relais_sockets " in response.content


@pytest.mark.parametrize(
    "asked",
    [
        {"REMOTE_ADDR": "203.0.113.7"},
        {"headers": {"X-Forwarded-For": "203.0.113.7"}},
        {"REMOTE_ADDR": ""},
    ],
)
def test_nobody_else_learns_that_there_are_counters(client: Client, asked):
    assert client.get("/metrics", **asked).status_code == 404


def test_with_a_token_the_token_decides(client: Client, settings):
    settings.METRICS_TOKEN = "t" * 20
    assert client.get("/metrics").status_code == 404
    shown = {"Authorization": f"Bearer {settings.METRICS_TOKEN}"}
    assert client.get("/metrics", headers=shown).status_code == 200
    accented = {"Authorization": "Bearer é"}
    assert client.get("/metrics", headers=accented).status_code == 404
