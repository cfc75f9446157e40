"""From a message to what people who are away get, and why others do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import PatientRecord
from accounts.people import Person
from chat.actions.muting import mute_conversation
from chat.actions.reading import read_conversation, receive_conversation
from groups.models import Group
from push.contract import Again, Refused
from push.models import Delivery, Device, Notice, Wishes
from push.working import purge
from tests import factories
from tests.groups.question_acts import claim, pending, send
from tests.push.desks import Office

Phone = Callable[[Person], Device]
pytestmark = pytest.mark.django_db


def states() -> list[tuple[str, str, str]]:
    rows = Delivery.objects.order_by("pk")
    return list(rows.values_list("channel", "state", "reason"))


def test_who_is_away_gets_one_push_for_what_came_meanwhile(
    alice: Person, bob: Person, phone: Phone, office: Office
) -> None:
    device = phone(bob)
    phone(alice)
    talk = factories.private(alice, bob)
    for _ in range(3):
        factories.say(alice, talk)
    office.works()
    [letter] = office.push.letters
    assert (letter.address, letter.envelope.kind) == (device.token, "message")
    assert (letter.envelope.subject, letter.envelope.count) == (talk, 3)
    assert letter.collapse == f"message:{talk}"
    assert Delivery.objects.get().state == "accepted"
    # A practitioner gets no e-mail (S2-26).
    assert office.email.letters == []


def test_what_was_read_in_time_is_told_to_nobody(
    alice: Person, bob: Person, phone: Phone, office: Office
) -> None:
    phone(bob)
    talk = factories.private(alice, bob)
    said = factories.say(alice, talk)
    read_conversation(reader=bob, conversation_id=talk, seq=said.seq)
    office.works()
    assert states() == []


def test_what_is_read_before_it_is_sent_is_cancelled(
    alice: Person, bob: Person, phone: Phone, office: Office
) -> None:
    phone(bob)
    talk = factories.private(alice, bob)
    said = factories.say(alice, talk)
    receive_conversation(
        reader=bob, conversation_id=talk, seq=said.seq, is_visible=True
    )
    office.works()
    assert states() == [("push", "planned", "")]
    read_conversation(reader=bob, conversation_id=talk, seq=said.seq)
    office.later(minutes=5)
    assert states() == [("push", "cancelled", "read")]


def test_a_page_in_the_background_keeps_nothing_back(
    alice: Person, bob: Person, phone: Phone, office: Office
) -> None:
    phone(bob)
    talk = factories.private(alice, bob)
    said = factories.say(alice, talk)
    receive_conversation(reader=bob, conversation_id=talk, seq=said.seq)
    office.works()
    assert len(office.push.letters) == 1


def test_who_turned_them_off_is_told_nothing(
    alice: Person, bob: Person, phone: Phone, office: Office
) -> None:
    """S2-22."""
    phone(bob)
    talk = factories.private(alice, bob)
    mute_conversation(person=bob, conversation_id=talk)
    factories.say(alice, talk)
    office.works()
    assert states() == []


def test_a_practitioner_gets_e_mails_where_he_asked_for_them(
    alice: Person, bob: Person, office: Office
) -> None:
    """S2-26."""
    Wishes.objects.create(user_id=bob.id, matrix={"private": {"email": True}})
    talk = factories.private(alice, bob)
    factories.say(alice, talk)
    factories.say(alice, talk)
    office.works()
    [letter] = office.email.letters
    assert letter.language == "fr"


def test_a_patient_gets_an_e_mail_at_each_reply_read_or_not(
    jeanne: Person, alice: Person, derm: Group, office: Office
) -> None:
    """S2-25."""
    PatientRecord.objects.filter(user=jeanne.id).update(
        main_email="jeanne@patients.example", language="en"
    )
    question = pending(jeanne, derm)
    office.works()
    assert office.email.letters == []
    claim(alice, question, "Bonjour")
    office.works()
    said = send(alice, question, "Encore")
    read_conversation(reader=jeanne, conversation_id=question, seq=said.seq)
    send(alice, question, "Et encore")
    office.works()
    addresses = [(one.address, one.language) for one in office.email.letters]
    assert addresses == [("jeanne@patients.example", "en")] * 3
    assert len({one.link for one in office.email.letters}) == 3


def test_the_members_of_a_group_are_told_of_a_question_until_one_takes_it(
    jeanne: Person,
    alice: Person,
    bob: Person,
    derm: Group,
    phone: Phone,
    office: Office,
) -> None:
    """S2-16."""
    for expert in (alice, bob):
        phone(expert)
    question = pending(jeanne, derm)
    office.works()
    assert {one.envelope.kind for one in office.push.letters} == {"question"}
    assert len(office.push.letters) == 2

    second = pending(jeanne, derm, "Une autre")
    office.push.is_set_up = False
    office.works()
    office.push.is_set_up = True
    assert question != second
    claim(alice, second)
    office.works()
    assert len(office.push.letters) == 2


def test_a_provider_that_says_when_is_asked_again_then(
    alice: Person, bob: Person, phone: Phone, office: Office
) -> None:
    phone(bob)
    office.push.answer = lambda letter: Again("busy", after=120)
    factories.say(alice, factories.private(alice, bob))
    office.works()
    assert states() == [("push", "planned", "busy")]
    wait = Delivery.objects.get().not_before - timezone.now()
    assert timedelta(seconds=100) < wait <= timedelta(seconds=121)
    office.later(seconds=60)
    assert len(office.push.letters) == 1
    office.later(seconds=70)
    assert len(office.push.letters) == 2


def test_what_fails_too_often_is_given_up_and_an_operator_sees_it(
    alice: Person, bob: Person, phone: Phone, office: Office
) -> None:
    phone(bob)
    office.push.answer = lambda letter: Again("odd")
    factories.say(alice, factories.private(alice, bob))
    office.works()
    for _ in range(12):
        Delivery.objects.update(not_before=timezone.now() - timedelta(seconds=1))
        office.works()
    assert states() == [("push", "dead", "odd")]
    assert len(office.push.letters) == 10


def test_a_device_that_is_gone_is_forgotten(
    alice: Person, bob: Person, phone: Phone, office: Office
) -> None:
    phone(bob)
    office.push.answer = lambda letter: Refused("unregistered", is_address_dead=True)
    factories.say(alice, factories.private(alice, bob))
    office.works()
    assert states() == [("push", "failed", "unregistered")]
    assert not Device.objects.exists()


def test_a_provider_that_is_down_for_an_hour_is_not_stormed(
    alice: Person, bob: Person, phone: Phone, office: Office
) -> None:
    """A batch tries it now and then; at the end each device is told once."""
    talks = []
    for number in range(60):
        other = factories.practitioner(
            factories.organisation(f"Clinique {number}"), first_name=f"N{number}"
        )
        phone(other)
        talks.append(other)
    office.push.answer = lambda letter: Again("down", is_down=True)
    _told(office, talks, alice)
    for _ in range(60):
        office.later(minutes=1)
    tried = len(office.push.letters)
    assert tried <= 50 * 20
    office.push.answer = Office().push.answer
    office.push.letters.clear()
    for _ in range(15):
        office.later(minutes=1)
    assert len(office.push.letters) == 60
    assert len({one.address for one in office.push.letters}) == 60


def _told(office: Office, people: list[Person], by: Person) -> None:
    rows = [
        Delivery(
            key=f"push:{person.id}",
            kind="test",
            subject=uuid4(),
            subject_key=person.id,
            first=1,
            upto=1,
            user_id=person.id,
            device=Device.objects.get(user=person.id),
            channel="push",
            not_before=timezone.now(),
        )
        for person in people
    ]
    Delivery.objects.bulk_create(rows)
    office.works()


def test_who_comes_too_late_with_an_answer_writes_nothing(
    alice: Person, bob: Person, phone: Phone, office: Office
) -> None:
    """Another worker has the lease meanwhile: the answer that counts is its own."""
    phone(bob)
    other = office.another()

    def slow(letter: object) -> Again:
        office.push.answer = Office().push.answer
        Delivery.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        assert other.deliver_due() == 1
        return Again("late")

    office.push.answer = slow
    factories.say(alice, factories.private(alice, bob))
    office.works()
    assert states() == [("push", "accepted", "")]
    assert len({one.collapse for one in office.push.letters}) == 1


def test_old_rows_go_and_what_waits_stays(
    alice: Person, bob: Person, phone: Phone, office: Office
) -> None:
    phone(bob)
    factories.say(alice, factories.private(alice, bob))
    office.works()
    Delivery.objects.update(created_at=timezone.now() - timedelta(days=200))
    Notice.objects.update(expanded_at=timezone.now() - timedelta(days=2))
    assert purge() == 2
    assert not Delivery.objects.exists()
