import pytest
from django.test import Client


def test_the_process_says_that_it_is_alive(client: Client):
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_means_that_the_database_answers_and_is_migrated(client: Client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["database"] == "ok"
