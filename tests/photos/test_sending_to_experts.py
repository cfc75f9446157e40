"""Questions and answers that photos go with."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from accounts.people import Person
from chat.actions.retracting import retract_message
from chat.models import Conversation
from groups.errors import AlreadyClaimed
from groups.models import Group
from groups.queue_rows import pending
from lib.errors import ClientIdReused, NotFound
from photos.errors import PhotoUnknown
from photos.models import PhotoState
from tests.api.calls import as_app, call
from tests.groups import question_acts as questions
from tests.groups.question_acts import QUEUE
from tests.photos.verbs import ask_with, messages, named, photograph, send


def test_a_question_may_be_photos_alone(jeanne: Person, derm: Group) -> None:
    question = ask_with(jeanne, derm, photograph(jeanne), photograph(jeanne))
    [shown] = messages(jeanne, question)
    assert len(shown["photos"]) == 2
    [row] = pending(derm.pk)
    assert (row.excerpt, row.n_photos) == ("", 2)
    [put] = QUEUE.pull(derm.pk, None).put
    assert put["n_photos"] == 2


def test_the_queue_counts_those_of_the_first_message(
    jeanne: Person, derm: Group
) -> None:
    question = ask_with(jeanne, derm, photograph(jeanne), text="Regardez")
    send(jeanne, question, photograph(jeanne), photograph(jeanne))
    [row] = pending(derm.pk)
    assert (row.excerpt, row.n_photos) == ("Regardez", 1)
    retract_message(author=jeanne, conversation_id=question, seq=2)
    [row] = pending(derm.pk)
    assert (row.excerpt, row.n_photos) == ("", 2)


def test_without_photos_it_counts_none(jeanne: Person, derm: Group) -> None:
    questions.pending(jeanne, derm)
    [row] = pending(derm.pk)
    assert row.n_photos == 0


def test_asking_again_is_recognised(jeanne: Person, derm: Group) -> None:
    photo = photograph(jeanne)
    fields = {"client_id": uuid4(), "photos": (named(photo),)}
    first = questions.ask(jeanne, derm, "", **fields)
    again = questions.ask(jeanne, derm, "", **fields)
    assert (again.question, again.is_new) == (first.question, False)
    with pytest.raises(ClientIdReused):
        questions.ask(jeanne, derm, "Autre", **fields)


def test_who_asks_shows_his_own(jeanne: Person, alice: Person, derm: Group) -> None:
    with pytest.raises(PhotoUnknown):
        ask_with(jeanne, derm, photograph(alice))
    assert not Conversation.objects.filter(kind="question").exists()


def test_an_answer_that_takes_it_may_be_a_photo(
    alice: Person, jeanne: Person, question: UUID
) -> None:
    photo = photograph(alice)
    name = uuid4()
    told: dict[str, Any] = {"client_id": name, "photo_consent": True}
    first = send(alice, question, photo, **told)
    again = send(alice, question, photo, **told)
    assert (again.seq, again.is_new) == (first.seq, False)
    assert questions.log(question) == ["asked", "message", "claimed", "message"]
    assert messages(jeanne, question)[1]["photos"][0]["id"] == str(photo.uuid)


def test_a_claim_takes_photos_by_both_doors(
    alice: Person, bob: Person, jeanne: Person, derm: Group
) -> None:
    question = ask_with(jeanne, derm, photograph(jeanne))
    body = {
        "client_id": str(uuid4()),
        "photos": [{"id": str(photograph(alice).uuid)}],
        "photo_consent": True,
    }
    path = f"questions/{question}/claim"
    first = call(as_app(alice), "POST", path, body)
    assert (first.status, first.body["message"]) == (201, 4)
    assert call(as_app(alice), "POST", path, body).status == 200
    late = {"client_id": str(uuid4()), "photos": [{"id": str(photograph(bob).uuid)}]}
    assert call(as_app(bob), "POST", path, late).code == "already_claimed"


def test_who_takes_it_again_may_add_a_photo(
    alice: Person, question: UUID, jeanne: Person
) -> None:
    questions.claim(alice, question)
    body = {
        "client_id": str(uuid4()),
        "photos": [{"id": str(photograph(alice).uuid)}],
        "photo_consent": True,
    }
    answer = call(as_app(alice), "POST", f"questions/{question}/claim", body)
    assert answer.status == 201
    assert len(messages(jeanne, question)) == 2


def test_who_comes_too_late_keeps_his_photos(
    alice: Person, bob: Person, question: UUID
) -> None:
    questions.claim(alice, question)
    mine = photograph(bob)
    with pytest.raises(AlreadyClaimed):
        send(bob, question, mine)
    mine.refresh_from_db()
    assert mine.state == PhotoState.UNSENT


def test_a_stranger_learns_nothing_by_sending(dave: Person, question: UUID) -> None:
    mine = photograph(dave)
    with pytest.raises(NotFound):
        send(dave, question, mine)
    mine.refresh_from_db()
    assert mine.state == PhotoState.UNSENT
