"""Who asks: by token or by cookie, and what pages of other sites cannot do."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import Organisation
from accounts.people import Person
from tests import factories
from tests.api.calls import ROOT, as_app, call


def browser(person: Person) -> Client:
    client = factories.browser(person, enforce_csrf_checks=True)
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    return client


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nobody_is_told_so_in_the_language_he_accepts(db: None, language: str) -> None:
    answer = call(Client(), "GET", "me", **{"Accept-Language": language})
    assert (answer.status, answer.code) == (401, "unauthenticated")
    assert answer.headers["Content-Language"] == language


def test_an_app_shows_its_token_in_either_header(alice: Person) -> None:
    key = factories.signed_in(alice).session_key
    for headers in ({"X-Session-Token": key}, {"Authorization": f"Bearer {key}"}):
        assert call(Client(), "GET", "me", **headers).body["id"] == str(alice.uuid)


def test_with_a_token_cookies_are_ignored(alice: Person) -> None:
    client = factories.browser(alice)
    assert call(client, "GET", "me").status == 200
    assert call(client, "GET", "me", **{"X-Session-Token": "x" * 32}).status == 401


def test_a_browser_acts_with_an_origin_of_the_list_and_the_csrf_token(
    alice: Person, bob: Person
) -> None:
    body = {"kind": "discussion", "name": "Équipe", "members": [str(bob.uuid)]}
    origin = {"Origin": settings.ORIGINS[0]}
    token = {"X-CSRFToken": "a" * 32}
    for headers, status, code in (
        ({}, 403, "origin_not_allowed"),
        (token, 403, "origin_not_allowed"),
        (token | {"Origin": "https://evil.example"}, 403, "origin_not_allowed"),
        (token | {"Origin": "null"}, 403, "origin_not_allowed"),
        (origin, 403, "csrf_failed"),
        (origin | {"X-CSRFToken": "b" * 32}, 403, "csrf_failed"),
    ):
        answer = call(browser(alice), "POST", "groups", body, **headers)
        assert (answer.status, answer.code) == (status, code)
    both = call(browser(alice), "POST", "groups", body, **origin, **token)
    assert both.status == 201


def test_no_cache_keeps_an_answer(alice: Person) -> None:
    for path in ("me", "conversations", "nothing"):
        answer = call(as_app(alice), "GET", path)
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_an_app_needs_neither(alice: Person, bob: Person) -> None:
    body = {"kind": "discussion", "name": "Équipe", "members": [str(bob.uuid)]}
    client = Client(enforce_csrf_checks=True, headers=as_token(alice))
    assert call(client, "POST", "groups", body).status == 201


def as_token(person: Person) -> dict[str, Any]:
    return {"X-Session-Token": factories.signed_in(person).session_key}


def test_where_messaging_is_off_everything_is_refused(
    alice: Person, clinic: Organisation
) -> None:
    Organisation.objects.filter(pk=clinic.pk).update(is_messaging_on=False)
    for path in ("me", "conversations", "groups"):
        answer = call(as_app(alice), "GET", path)
        assert (answer.status, answer.code) == (403, "messaging_disabled")


def test_one_organisation_with_messaging_is_enough(
    clinic: Organisation, hospital: Organisation
) -> None:
    both = factories.practitioner(clinic, hospital)
    Organisation.objects.filter(pk=clinic.pk).update(is_messaging_on=False)
    assert call(as_app(both), "GET", "me").status == 200


def test_the_document_and_its_page_come_from_here(db: None) -> None:
    document = Client().get(f"{ROOT}openapi.json").json()
    assert document["info"]["title"] == "Relais"
    ways = [name for way in document["security"] for name in way]
    assert ways == list(document["components"]["securitySchemes"])
    page = Client().get(f"{ROOT}docs")
    assert page.status_code == 200
    assert "https://" not in page.text
    policy = page.headers["Content-Security-Policy"]
    [scripts] = [part for part in policy.split("; ") if part.startswith("script-src")]
    assert "unsafe-inline" not in scripts
