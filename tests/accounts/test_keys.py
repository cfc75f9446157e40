"""The key for what a browser keeps: a session's own, stored nowhere."""

from __future__ import annotations

from base64 import urlsafe_b64decode

from django.test import override_settings

from accounts.keys import outbox_key
from accounts.people import Person
from tests import factories
from tests.api.calls import as_app, call


def asked(person: Person | None) -> str:
    answer = call(as_app(person), "GET", "me/outbox-key")
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    return str(answer.body["key"])


def test_a_session_always_gets_the_same_key(alice: Person) -> None:
    here = factories.signed_in(alice)
    assert asked(here) == asked(here)
    assert len(urlsafe_b64decode(asked(here))) == 32


def test_another_session_gets_another_key(alice: Person, bob: Person) -> None:
    keys = {asked(factories.signed_in(one)) for one in (alice, alice, bob)}
    assert len(keys) == 3


def test_another_person_with_the_same_session_gets_another_key(
    alice: Person, bob: Person
) -> None:
    """A session's key may be used again; the person stands in the derivation."""
    assert outbox_key(alice) != outbox_key(bob)


def test_another_secret_opens_nothing(alice: Person) -> None:
    before = outbox_key(alice)
    with override_settings(SECRET_KEY="another" * 8):
        assert outbox_key(alice) != before


def test_nobody_gets_none(db: None) -> None:
    assert call(as_app(None), "GET", "me/outbox-key").status == 401
