"""The way in from an e-mail: opaque, for one person, for a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid4

import pytest
from django.core import serializers
from django.test import Client
from django.utils import timezone

from accounts.models import Session, User
from accounts.people import Person
from push.links import link_for, make_link
from push.models import Link
from push.working import purge
from tests.factories import browser

SUBJECT = UUID("5f0c8a52-3f0b-4a7e-9a43-0f5a3f1b7f11")
THERE = f"/messages/discussions/{SUBJECT}"
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}


@pytest.fixture
def link(jeanne: Person) -> str:
    return urlsplit(make_link(jeanne.id, SUBJECT, now=timezone.now())).path


@pytest.fixture
def expired(jeanne: Person, settings: Any) -> str:
    made_at = timezone.now() - timedelta(days=settings.LINK_DAYS, seconds=1)
    return urlsplit(make_link(jeanne.id, SUBJECT, now=made_at)).path


def token_of(path: str) -> str:
    return path.rpartition("/")[2]


def everything() -> str:
    """What the database has of links, sessions and people."""
    rows = [*Link.objects.all(), *Session.objects.all(), *User.objects.all()]
    return serializers.serialize("json", rows)


def test_a_link_says_nothing_and_only_its_digest_is_kept(jeanne: Person, settings):
    settings.ORIGINS = ["https://relais.example.org", "https://other.example.org"]
    made = make_link(jeanne.id, SUBJECT, now=timezone.now())
    token = token_of(made)
    assert made == f"https://relais.example.org/n/{token}"
    assert len(token) == 22  # 128 bits
    assert token not in everything()
    again = make_link(jeanne.id, SUBJECT, now=timezone.now())
    assert token_of(again) != token


def test_a_token_finds_its_link_until_it_expires(link: str, expired: str):
    found = link_for(token_of(link))
    assert found is not None
    assert found.subject == SUBJECT
    left = found.expires_at - timezone.now()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)
    assert link_for(token_of(expired)) is None
    assert link_for("unknown") is None


def test_what_has_expired_is_forgotten(link: str, expired: str):
    assert purge() == 1
    assert link_for(token_of(link)) is not None


@pytest.mark.parametrize("method", ["get", "head"])
def test_who_opens_a_link_changes_nothing(
    jeanne: Person, alice: Person, link: str, method: str
):
    for who in (None, jeanne, alice):
        reader = browser(who)
        before = everything()
        answer = getattr(reader, method)(link)
        assert answer.status_code == 200
        assert everything() == before
        assert not answer.cookies
        assert HEADERS.items() <= dict(answer.headers).items()


def test_a_page_is_the_same_for_everybody_and_names_nobody(
    jeanne: Person, alice: Person, link: str
):
    pages = {browser(who).get(link).content.decode() for who in (None, jeanne, alice)}
    (page,) = pages
    assert "Accéder à votre message" in page
    for secret in ("Jeanne", "Dubois", "Alice", "Petit", "Tilleuls", str(SUBJECT)):
        assert secret not in page


def test_what_expired_and_what_never_was_look_the_same(expired: str, link: str):
    pages = {Client().get(path).content.decode() for path in (expired, "/n/unknown")}
    (page,) = pages
    assert "Ce lien a expiré." in page
    assert "Se connecter" in page
    assert "Ce lien a expiré." not in Client().get(link).content.decode()


def test_its_person_goes_straight_there(jeanne: Person, link: str):
    reader = browser(jeanne, enforce_csrf_checks=True)
    for _ in range(2):  # It may be opened again.
        answer = reader.post(link, headers={"Origin": "null"})
        assert (answer.status_code, answer["Location"]) == (302, THERE)
        assert HEADERS.items() <= dict(answer.headers).items()


def test_others_sign_in_first(alice: Person, link: str):
    for who in (None, alice):
        answer = browser(who).post(link)
        assert answer.status_code == 302
        assert answer["Location"] == f"/accounts/login/?next={quote(THERE, safe='')}"


def test_where_an_expired_link_led_is_not_told(jeanne: Person, expired: str):
    for path in (expired, f"/n/{uuid4().hex}"):
        answer = browser(jeanne).post(path)
        assert answer["Location"] == "/accounts/login/?next=%2Fmessages%2Fdiscussions"


def test_who_may_not_sign_in_any_more_does_not_get_there(jeanne: Person, link: str):
    reader = browser(jeanne)
    User.objects.filter(pk=jeanne.id).update(is_active=False)
    assert reader.post(link)["Location"].startswith("/accounts/login/")
