"""Who may see a photo: asked at every request, for every size; all others get 404."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from accounts.models import Organisation
from accounts.people import Person
from chat.actions.opening import open_private
from chat.actions.retracting import retract_message
from groups.models import Group
from photos.models import Photo, PhotoState
from tests import factories
from tests.api.calls import as_app, call
from tests.groups import acts
from tests.groups import question_acts as questions
from tests.photos.verbs import ask_with, look, photograph, seen, send

YES, NO = {200}, {404}


def test_before_it_is_sent_its_owner_alone(
    alice: Person, bob: Person, jeanne: Person, erin: Person, photo: Photo
) -> None:
    assert seen(alice, photo.uuid) == YES
    for other in (bob, jeanne, erin):
        assert seen(other, photo.uuid) == NO
    assert seen(None, photo.uuid) == {401}


def test_what_is_not_there_looks_like_what_is_not_mine(
    bob: Person, photo: Photo
) -> None:
    there, nowhere = look(bob, photo.uuid), look(bob, uuid4())
    assert there.content == nowhere.content
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert look(bob, "no-photo").status_code == 404


def test_of_a_private_conversation_the_two(
    alice: Person, bob: Person, carol: Person, erin: Person, photo: Photo
) -> None:
    pair = open_private(author=alice, with_id=bob.uuid).conversation.uuid
    send(alice, pair, photo)
    assert seen(alice, photo.uuid) == seen(bob, photo.uuid) == YES
    assert seen(carol, photo.uuid) == seen(erin, photo.uuid) == NO


def test_of_a_group_who_is_in_it_now(
    alice: Person, bob: Person, carol: Person, team: Group, photo: Photo
) -> None:
    send(bob, team.discussion.uuid, his := photograph(bob))
    send(alice, team.discussion.uuid, photo)
    acts.add(alice, team, carol)
    # Her interval begins after them.
    assert seen(carol, photo.uuid) == NO
    send(alice, team.discussion.uuid, later := photograph(alice))
    assert seen(carol, later.uuid) == YES
    acts.remove(alice, team, carol)
    acts.remove(alice, team, bob)
    for one in (photo, later, his):
        assert seen(carol, one.uuid) == seen(bob, one.uuid) == NO
        assert seen(alice, one.uuid) == YES


def test_who_comes_back_sees_from_then_on(
    alice: Person, bob: Person, team: Group, photo: Photo
) -> None:
    send(alice, team.discussion.uuid, photo)
    acts.remove(alice, team, bob)
    acts.add(alice, team, bob)
    assert seen(bob, photo.uuid) == NO
    send(alice, team.discussion.uuid, later := photograph(alice))
    assert seen(bob, later.uuid) == YES


def test_where_history_is_shared_a_newcomer_sees_it_all(
    alice: Person, bob: Person, carol: Person
) -> None:
    shared = acts.create(alice, bob, is_history_shared=True)
    send(alice, shared.discussion.uuid, photo := photograph(alice))
    acts.add(alice, shared, carol)
    assert seen(carol, photo.uuid) == YES


def test_who_left_the_organisation_sees_none(
    alice: Person, bob: Person, clinic: Organisation, team: Group, photo: Photo
) -> None:
    send(alice, team.discussion.uuid, photo)
    acts.end(bob, clinic)
    assert look(bob, photo.uuid).status_code in {403, 404}
    assert b"JFIF" not in look(bob, photo.uuid).content


def of(person: Person) -> UUID:
    """The photo of a question of his."""
    return Photo.objects.get(owner=person.id).uuid


def test_of_a_pending_question_its_asker_and_the_members(
    alice: Person,
    bob: Person,
    carol: Person,
    nina: Person,
    dave: Person,
    erin: Person,
    jeanne: Person,
    thomas: Person,
    question: UUID,
) -> None:
    for person in (jeanne, alice, bob, carol):
        assert seen(person, of(jeanne)) == YES
    for person in (nina, dave, erin, thomas):
        assert seen(person, of(jeanne)) == NO


def test_of_a_taken_one_its_asker_and_its_expert(
    alice: Person, bob: Person, carol: Person, jeanne: Person, question: UUID
) -> None:
    """The losers of the race: not even what they had seen before."""
    assert seen(bob, of(jeanne)) == YES
    questions.claim(alice, question)
    assert seen(alice, of(jeanne)) == seen(jeanne, of(jeanne)) == YES
    assert seen(bob, of(jeanne)) == seen(carol, of(jeanne)) == NO


def test_what_the_expert_sends_is_the_two_s(
    alice: Person, bob: Person, jeanne: Person, question: UUID
) -> None:
    send(alice, question, mine := photograph(alice), photo_consent=True)
    assert seen(alice, mine.uuid) == seen(jeanne, mine.uuid) == YES
    assert seen(bob, mine.uuid) == NO


def test_who_puts_it_back_sees_it_as_a_member(
    alice: Person, bob: Person, jeanne: Person, question: UUID
) -> None:
    questions.claim(alice, question)
    questions.release(alice, question)
    assert seen(alice, of(jeanne)) == seen(bob, of(jeanne)) == YES


def test_of_a_withdrawn_one_its_asker_alone(
    alice: Person, bob: Person, jeanne: Person, question: UUID
) -> None:
    questions.withdraw(jeanne, question)
    assert seen(jeanne, of(jeanne)) == YES
    assert seen(alice, of(jeanne)) == seen(bob, of(jeanne)) == NO


def test_of_a_closed_one_the_two(
    alice: Person, bob: Person, jeanne: Person, question: UUID
) -> None:
    questions.claim(alice, question)
    questions.close(alice, question)
    assert seen(alice, of(jeanne)) == seen(jeanne, of(jeanne)) == YES
    assert seen(bob, of(jeanne)) == NO


def test_who_is_no_member_any_more_sees_none(
    alice: Person,
    bob: Person,
    erin: Person,
    jeanne: Person,
    derm: Group,
    question: UUID,
) -> None:
    acts.remove(erin, derm, bob)
    assert seen(bob, of(jeanne)) == NO
    assert seen(alice, of(jeanne)) == YES


def test_a_message_taken_back_shows_nobody_anything(
    alice: Person, bob: Person, jeanne: Person, question: UUID
) -> None:
    mine = of(jeanne)
    retract_message(author=jeanne, conversation_id=question, seq=2)
    for person in (jeanne, alice, bob):
        assert seen(person, mine) == NO


def test_other_photos_of_the_conversation_stay(
    jeanne: Person, alice: Person, question: UUID
) -> None:
    later = photograph(jeanne)
    send(jeanne, question, later)
    retract_message(author=jeanne, conversation_id=question, seq=2)
    assert seen(jeanne, later.uuid) == seen(alice, later.uuid) == YES


def test_another_group_of_his_shows_none(
    alice: Person, nina: Person, erin: Person, jeanne: Person, question: UUID
) -> None:
    other = questions.experts(erin, nina, name="Cardiologie")
    ask_with(jeanne, other, theirs := photograph(jeanne))
    first = Photo.objects.filter(owner=jeanne.id).order_by("pk")[0]
    assert seen(nina, theirs.uuid) == seen(alice, first.uuid) == YES
    assert seen(nina, first.uuid) == seen(alice, theirs.uuid) == NO


def test_whose_session_ended_sees_none(alice: Person, photo: Photo) -> None:
    from accounts.models import Session

    person = factories.signed_in(alice)
    assert look(person, photo.uuid).status_code == 200
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert look(person, photo.uuid).status_code == 401


def test_he_throws_away_his_own_before_it_is_sent(
    alice: Person, bob: Person, photo: Photo
) -> None:
    path = f"photos/{photo.uuid}"
    assert call(as_app(bob), "DELETE", path).status == 404
    assert call(as_app(alice), "DELETE", path).status == 204
    assert call(as_app(alice), "DELETE", path).status == 404
    assert seen(alice, photo.uuid) == NO
    assert not Photo.objects.exists()


def test_what_was_sent_is_not_thrown_away(
    alice: Person, bob: Person, photo: Photo
) -> None:
    pair = factories.private(alice, bob)
    send(alice, pair, photo)
    assert call(as_app(alice), "DELETE", f"photos/{photo.uuid}").status == 404
    assert seen(bob, photo.uuid) == YES


def test_what_is_discarded_is_nobodys(alice: Person, photo: Photo) -> None:
    Photo.objects.update(state=PhotoState.DISCARDED)
    assert seen(alice, photo.uuid) == NO


@pytest.mark.parametrize("size", ["", "huge", "../full"])
def test_there_are_three_sizes(alice: Person, photo: Photo, size: str) -> None:
    assert look(alice, photo.uuid, size).status_code == 422
