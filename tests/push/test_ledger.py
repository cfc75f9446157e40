"""What was sent of a conversation, as professionals who take part may read it."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from ninja.testing import TestClient

from accounts.models import PatientRecord
from accounts.people import Person
from lib import db
from lib.errors import NotFound
from push.ledger_api import ledger_router
from push.models import ChannelName, Delivery, DeliveryState
from push.queries import LEDGER_MAX, ledger_of

SUBJECT, KEY = uuid4(), 4711


def sent(person: Person, channel: str = ChannelName.EMAIL, **fields) -> Delivery:
    n = Delivery.objects.count()
    now = db.now()
    given = {
        "key": f"{channel}:{n}",
        "kind": "message",
        "subject": SUBJECT,
        "subject_key": KEY,
        "first": 1,
        "upto": 1,
        "user_id": person.id,
        "channel": channel,
        "address": "j•••@•••.example",
        "not_before": now,
    }
    return Delivery.objects.create(**(given | fields))


def sent_to_patient(person: Person, **fields) -> Delivery:
    return sent(person, record=PatientRecord.objects.get(user=person.id), **fields)


def test_it_says_by_what_to_where_when_and_what_became_of_it(jeanne):
    now = db.now()
    delivery = sent_to_patient(
        jeanne,
        state=DeliveryState.BOUNCED,
        reason="bounced",
        sent_at=now,
        ended_at=now,
    )
    (shown,) = ledger_of(KEY).items
    assert shown.model_dump() == {
        "id": delivery.uuid,
        "channel": "email",
        "address": "j•••@•••.example",
        "kind": "message",
        "state": "bounced",
        "reason": "bounced",
        "is_for_patient": True,
        "recipient": None,
        "planned_at": delivery.not_before,
        "sent_at": now,
        "ended_at": now,
    }


@pytest.mark.parametrize("state", DeliveryState)
def test_every_state_can_be_shown(alice, state):
    lease = uuid4() if state == DeliveryState.LEASED else None
    sent(alice, state=state, lease=lease)
    assert ledger_of(KEY).items[0].state == state


@pytest.mark.parametrize("channel", ChannelName)
def test_every_channel_can_be_shown(alice, channel):
    sent(alice, channel)
    assert ledger_of(KEY).items[0].channel == channel


def test_the_newest_come_first_and_no_more_than_fit(alice):
    rows = [sent(alice) for _ in range(3)]
    assert [one.id for one in ledger_of(KEY).items] == [
        row.uuid for row in reversed(rows)
    ]
    for _ in range(LEDGER_MAX):
        sent(alice)
    assert len(ledger_of(KEY).items) == LEDGER_MAX


def test_what_was_sent_of_another_subject_is_not_in_it(alice):
    sent(alice, subject=uuid4(), subject_key=KEY + 1)
    assert ledger_of(KEY).items == []


def test_names_are_those_of_professionals_who_take_part(alice, bob, jeanne):
    sent(alice)
    sent(bob)
    sent_to_patient(jeanne)
    patient, second, first = ledger_of(KEY, named={alice.id, jeanne.id}).items
    assert first.recipient == "Dr Alice Petit"
    assert second.recipient is None
    assert patient.recipient is None
    assert [one.recipient for one in ledger_of(KEY).items] == [None] * 3


def test_it_takes_one_query(alice, bob, django_assert_num_queries):
    for person in (alice, bob, alice):
        sent(person)
    with django_assert_num_queries(1):
        ledger_of(KEY, named={alice.id})


def test_who_may_see_it_is_asked_first(alice):
    sent(alice)
    asked = []

    def require(request, conversation: UUID) -> int:
        asked.append(conversation)
        if conversation != SUBJECT:
            raise NotFound
        return KEY

    there = TestClient(ledger_router(require, lambda key: {alice.id} if key else ()))
    answer = there.get(f"/conversations/{SUBJECT}/notices")
    assert [one["recipient"] for one in answer.json()["items"]] == ["Dr Alice Petit"]
    elsewhere = uuid4()
    with pytest.raises(NotFound):
        there.get(f"/conversations/{elsewhere}/notices")
    assert asked == [SUBJECT, elsewhere]


def test_without_a_word_of_who_takes_part_nobody_is_named(alice):
    sent(alice)
    there = TestClient(ledger_router(lambda request, conversation: KEY))
    (shown,) = there.get(f"/conversations/{SUBJECT}/notices").json()["items"]
    assert (shown["recipient"], shown["state"]) == (None, "planned")
