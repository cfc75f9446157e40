"""Two at the same instant: real threads with connections of their own."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest

from accounts.people import Person
from chat.actions.retracting import retract_message
from chat.models import Entry
from chat.photo_models import PhotoConsent, SentPhoto
from groups.models import Group
from photos.actions.discarding import discard_unsent
from photos.actions.uploading import begin_upload, spend
from photos.models import Photo, PhotoState, Upload, UploadDay
from tests import factories
from tests.groups import question_acts as questions
from tests.photos import pictures as make
from tests.photos.verbs import ask_with, files, part, photograph, send
from tests.races.questions import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def refusals(outcomes: list[object]) -> Counter[str]:
    return Counter(one for one in outcomes if isinstance(one, str))


def test_one_photo_goes_with_one_message(
    alice: Person, bob: Person, carol: Person
) -> None:
    """To two conversations, so that no lock of a conversation decides."""
    places = [factories.private(alice, bob), factories.private(alice, carol)]
    for _ in range(4):
        photo = photograph(alice)
        outcomes = at_once(
            *[partial(send, alice, place, photo) for place in places * 4]
        )
        assert refusals(outcomes) == {"photo_unknown": 7}
        assert SentPhoto.objects.filter(photo=photo).count() == 1
        [entry] = Entry.objects.filter(data__photos__0__id=str(photo.uuid))
        sent = SentPhoto.objects.get(photo=photo)
        assert (sent.conversation_id, sent.seq) == (entry.conversation_id, entry.seq)


def test_a_retry_at_the_same_time_is_the_same(alice: Person, bob: Person) -> None:
    place, photo, name = factories.private(alice, bob), photograph(alice), uuid4()
    again = partial(send, alice, place, photo, client_id=name)
    outcomes = at_once(*[again] * 6)
    assert refusals(outcomes) == {}
    assert len({one.seq for one in outcomes}) == 1


def test_it_is_sent_or_thrown_away(alice: Person, bob: Person) -> None:
    place = factories.private(alice, bob)
    for _ in range(6):
        photo = photograph(alice)
        sent, thrown = at_once(
            partial(send, alice, place, photo),
            partial(discard_unsent, owner=alice, photo_id=photo.uuid),
        )
        assert {sent, thrown} & {"photo_unknown", "not_found"}
        there = Photo.objects.filter(pk=photo.pk, state=PhotoState.SENT).exists()
        assert there == (sent != "photo_unknown") == (thrown == "not_found")


def test_many_who_answer_with_a_photo_and_one_who_takes_it(
    alice: Person, bob: Person, carol: Person, jeanne: Person, derm: Group
) -> None:
    for _ in range(3):
        question = ask_with(jeanne, derm, photograph(jeanne))
        mine = {one.id: photograph(one) for one in (alice, bob, carol)}
        outcomes = at_once(
            *[
                partial(send, one, question, mine[one.id], photo_consent=True)
                for one in (alice, bob, carol)
            ]
        )
        assert refusals(outcomes) == {"already_claimed": 2}
        winner = questions.row(question).assignee_id
        states = {
            owner: Photo.objects.get(pk=photo.pk).state for owner, photo in mine.items()
        }
        assert winner
        assert states.pop(winner) == PhotoState.SENT
        assert set(states.values()) == {PhotoState.UNSENT}


def test_two_photos_and_one_consent(alice: Person, jeanne: Person, derm: Group) -> None:
    question = ask_with(jeanne, derm, photograph(jeanne))
    questions.claim(alice, question)
    outcomes = at_once(
        *[
            partial(send, alice, question, photograph(alice), photo_consent=True)
            for _ in range(4)
        ]
    )
    assert refusals(outcomes) == {}
    assert PhotoConsent.objects.count() == 1


def test_taking_back_while_others_send(alice: Person, bob: Person) -> None:
    place = factories.private(alice, bob)
    sent = send(alice, place, first := photograph(alice))
    back = partial(retract_message, author=alice, conversation_id=place, seq=sent.seq)
    outcomes = at_once(back, *[partial(send, bob, place, photograph(bob))] * 1, back)
    assert refusals(outcomes) == {}
    first.refresh_from_db()
    assert first.state == PhotoState.DISCARDED


def test_an_upload_begun_by_many_is_one(alice: Person) -> None:
    name = uuid4()
    begun = at_once(*[partial(begin_upload, owner=alice, client_id=name, size=99)] * 6)
    assert len({one.progress.upload.uuid for one in begun}) == 1
    assert sum(one.is_new for one in begun) == 1
    assert UploadDay.objects.get().n_bytes == 99


def test_a_last_part_that_comes_twice_makes_one_photo(
    alice: Person, kept: Path, workshop: Path
) -> None:
    person = factories.signed_in(alice)
    content = make.jpeg(800, 600)
    for number in range(1, 4):
        begun = begin_upload(owner=alice, client_id=uuid4(), size=len(content))
        name = str(begun.progress.upload.uuid)
        answers = at_once(*[partial(part, person, name, 0, content)] * 4)
        assert {one.status for one in answers} <= {200, 409, 503}
        assert 200 in {one.status for one in answers}
        assert Photo.objects.count() == number
        assert len(files(kept)) == 3 * number
    assert Upload.objects.count() == 3


def test_a_days_quota_is_shared_by_all_devices(alice: Person, settings: object) -> None:
    settings.PHOTOS_DAILY_MIB = 1  # type: ignore[attr-defined]
    quarter = 2**18
    outcomes = at_once(*[partial(spend, owner=alice, n_bytes=quarter)] * 8)
    assert refusals(outcomes) == {"photo_quota": 4}
    assert UploadDay.objects.get().n_bytes == 2**20
