"""A practitioner who shows a patient says once that the patient agrees."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from accounts.people import Person
from chat.errors import PhotoConsentRequired
from chat.photo_models import PhotoConsent
from groups.models import Group
from photos.models import PhotoState
from tests import factories
from tests.api.calls import as_app, call
from tests.groups import question_acts as questions
from tests.photos.verbs import ask_with, photograph, send


def told(person: Person, question: UUID) -> tuple[Any, Any]:
    """What the question and the conversation say to him."""
    ways = (f"questions/{question}", f"conversations/{question}")
    answers = [call(as_app(person), "GET", way) for way in ways]
    return tuple(one.body.get("photo_consent", one.status) for one in answers)


def test_it_is_asked_for_once(alice: Person, question: UUID) -> None:
    questions.claim(alice, question)
    first, second = photograph(alice), photograph(alice)
    with pytest.raises(PhotoConsentRequired):
        send(alice, question, first)
    first.refresh_from_db()
    assert first.state == PhotoState.UNSENT
    send(alice, question, first, photo_consent=True)
    send(alice, question, second)
    given = PhotoConsent.objects.get()
    assert given.given_by_id == alice.id
    assert given.given_at is not None


def test_over_http_it_is_a_code(alice: Person, question: UUID) -> None:
    questions.claim(alice, question)
    body = {
        "client_id": "00000000-0000-0000-0000-000000000001",
        "text": "",
        "photos": [{"id": str(photograph(alice).uuid)}],
    }
    path = f"conversations/{question}/messages"
    refused = call(as_app(alice), "POST", path, body)
    assert (refused.status, refused.code) == (422, "photo_consent_required")
    again = call(as_app(alice), "POST", path, body | {"photo_consent": True})
    assert again.status == 201


def test_a_claim_without_it_takes_nothing(alice: Person, question: UUID) -> None:
    with pytest.raises(PhotoConsentRequired):
        send(alice, question, photograph(alice))
    assert questions.state(question) == "pending"
    assert not PhotoConsent.objects.exists()
    send(alice, question, photograph(alice), photo_consent=True)
    assert questions.state(question) == "claimed"


def test_a_text_needs_none(alice: Person, question: UUID) -> None:
    questions.claim(alice, question)
    send(alice, question, text="Montrez-moi.")
    send(alice, question, text="Merci.", photo_consent=True)
    assert not PhotoConsent.objects.exists()


def test_patients_show_themselves(
    jeanne: Person, alice: Person, question: UUID
) -> None:
    send(jeanne, question, photograph(jeanne))
    questions.claim(alice, question)
    send(jeanne, question, photograph(jeanne))
    assert not PhotoConsent.objects.exists()


def test_practitioners_among_themselves_are_not_asked(
    alice: Person, bob: Person, nina: Person, derm: Group
) -> None:
    send(alice, factories.private(alice, bob), photograph(alice))
    between = ask_with(nina, derm, photograph(nina))
    questions.claim(alice, between)
    send(alice, between, photograph(alice))
    send(nina, between, photograph(nina))
    assert not PhotoConsent.objects.exists()
    assert told(alice, between) == (None, None)


def test_the_thread_says_whether_it_was_given(
    alice: Person, jeanne: Person, question: UUID
) -> None:
    assert told(alice, question) == ("needed", 404)
    questions.claim(alice, question)
    assert told(alice, question) == ("needed", "needed")
    send(alice, question, photograph(alice), photo_consent=True)
    assert told(alice, question) == ("given", "given")
    assert told(jeanne, question) == (None, None)


def test_it_outlives_the_expert(
    alice: Person, bob: Person, question: UUID, erin: Person, derm: Group
) -> None:
    from groups.actions.removing import remove_member

    questions.claim(alice, question)
    send(alice, question, photograph(alice), photo_consent=True)
    remove_member(by=erin, group_id=derm.uuid, user_id=alice.uuid, transfer_to=bob.uuid)
    send(bob, question, photograph(bob))
    assert PhotoConsent.objects.get().given_by_id == alice.id
