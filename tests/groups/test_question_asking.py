"""Asking: who may ask whom, and what is there then (S2-03, S2-29, S2-34)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from pydantic import ValidationError

from accounts.models import Organisation, PatientRecord
from accounts.people import Person
from chat.errors import ClientIdReused
from chat.models import Conversation, Entry, Participant
from groups.actions.changing import change_group
from groups.errors import GroupInactive, NotOpenToYou
from groups.models import Group, Question
from groups.question_schemas import AskQuestion
from groups.schemas import ChangeGroup
from lib.errors import InvalidRequest, MessagingDisabled, NotFound
from tests import factories
from tests.groups import question_acts as acts
from tests.groups.question_acts import TEXT, TITLE, ask, experts, queue_of
from tests.groups.question_acts import send as say


def pause(by: Person, group: Group) -> None:
    wanted = ChangeGroup.model_validate({"active": False, "pending": "leave"})
    change_group(by=by, group_id=group.uuid, asked=wanted)


def test_a_patient_asks_for_his_record(jeanne: Person, derm: Group) -> None:
    asked = ask(jeanne, derm)
    question = acts.row(asked.question)
    record = PatientRecord.objects.get(user=jeanne.id)
    assert (asked.seq, asked.is_new) == (2, True)
    assert (question.requester_id, question.for_record) == (jeanne.id, record)
    assert acts.state(asked.question) == "pending"
    assert acts.takes_part(asked.question) == {jeanne.id}
    what, text = Entry.objects.filter(conversation=question.pk).order_by("seq")
    group = {"id": str(derm.uuid), "name": "Problèmes de peau"}
    assert what.data == {"title": TITLE, "group": group}
    assert (text.kind, text.data) == ("message", {"text": TEXT})
    assert what.for_record == text.for_record == record


def test_a_practitioner_asks_in_his_own_name(nina: Person, derm: Group) -> None:
    question = acts.row(ask(nina, derm).question)
    assert question.for_record is None
    what = Entry.objects.get(conversation=question.pk, seq=1)
    assert what.data["group"]["name"] == "Dermatologie"


def test_who_is_both_asks_as_what_the_group_is_open_to(
    clinic: Organisation, erin: Person, alice: Person, nina: Person
) -> None:
    PatientRecord.objects.create(
        organisation=clinic,
        user_id=nina.id,
        first_name="Nina",
        last_name="Adam",
        birth_date="1980-01-02",
    )
    for_patients = experts(erin, alice, asked_by=["patients"])
    for_both = experts(erin, alice)
    assert acts.row(ask(nina, for_patients).question).for_record is not None
    assert acts.row(ask(nina, for_both).question).for_record is None


def test_members_have_it_oldest_first(
    jeanne: Person, thomas: Person, derm: Group
) -> None:
    asked = [str(ask(one, derm).question) for one in (jeanne, thomas, jeanne)]
    assert queue_of(derm) == asked


def test_asking_again_with_the_same_name_asks_once(jeanne: Person, derm: Group) -> None:
    name = uuid4()
    first = ask(jeanne, derm, client_id=name)
    again = ask(jeanne, derm, client_id=name)
    assert again == first._replace(is_new=False)
    assert Question.objects.count() == Conversation.objects.count() == 1


@pytest.mark.parametrize("other", [{"title": "Autre"}, {"text": "Autre"}])
def test_another_content_under_the_same_name_is_refused(
    jeanne: Person, derm: Group, other: dict[str, str]
) -> None:
    name = uuid4()
    ask(jeanne, derm, client_id=name)
    with pytest.raises(ClientIdReused):
        ask(jeanne, derm, client_id=name, **other)


def test_a_name_that_was_a_messages_is_refused(jeanne: Person, derm: Group) -> None:
    question = ask(jeanne, derm).question
    posted = say(jeanne, question, "Une précision")
    entry = Entry.objects.get(conversation__uuid=question, seq=posted.seq)
    with pytest.raises(ClientIdReused):
        ask(jeanne, derm, client_id=entry.client_id)


def test_the_group_of_the_retry_is_that_which_was_asked(
    jeanne: Person, erin: Person, alice: Person, derm: Group
) -> None:
    other = experts(erin, alice, name="Pharmacie")
    name = uuid4()
    ask(jeanne, derm, client_id=name)
    with pytest.raises(ClientIdReused):
        ask(jeanne, other, client_id=name)


def test_a_retry_is_recognised_before_anything_is_refused(
    jeanne: Person, erin: Person, derm: Group
) -> None:
    name = uuid4()
    first = ask(jeanne, derm, client_id=name)
    pause(erin, derm)
    assert ask(jeanne, derm, client_id=name).question == first.question
    with pytest.raises(GroupInactive):
        ask(jeanne, derm)


def test_a_group_that_is_not_open_to_patients_is_unknown_to_them(
    jeanne: Person, erin: Person, alice: Person
) -> None:
    group = experts(erin, alice, asked_by=["practitioners"])
    with pytest.raises(NotFound):
        ask(jeanne, group)


def test_its_members_may_know_a_group_that_is_not_open_to_them(
    erin: Person, alice: Person
) -> None:
    group = experts(erin, alice, asked_by=["patients"])
    for one in (alice, erin):
        with pytest.raises(NotOpenToYou):
            ask(one, group)


def test_people_of_other_organisations_do_not_know_it(
    dave: Person, hospital: Organisation, derm: Group, team: Group, alice: Person
) -> None:
    for one in (dave, factories.patient(hospital)):
        with pytest.raises(NotFound):
            ask(one, derm)
    with pytest.raises(NotFound):
        ask(alice, team)


def test_patients_write_half_as_much(jeanne: Person, nina: Person, derm: Group) -> None:
    with pytest.raises(InvalidRequest):
        ask(jeanne, derm, "a" * 4001)
    assert Conversation.objects.count() == 0
    assert ask(nina, derm, "a" * 8000).is_new


def test_an_organisation_without_messaging_is_not_asked(
    clinic: Organisation, jeanne: Person, derm: Group
) -> None:
    Organisation.objects.filter(pk=clinic.pk).update(is_messaging_on=False)
    with pytest.raises(MessagingDisabled):
        ask(jeanne, derm)


@pytest.mark.parametrize("title", ["ab", "  a  ", "a" * 121, "une\nligne", "n\x00l"])
def test_a_title_is_a_line_of_some_length(title: str) -> None:
    with pytest.raises(ValidationError):
        AskQuestion(client_id=uuid4(), group=uuid4(), title=title, text="x")


def test_the_requester_adds_to_it_while_it_waits(jeanne: Person, derm: Group) -> None:
    question = ask(jeanne, derm).question
    before = acts.QUEUE.pull(derm.pk, None)
    say(jeanne, question, "J’ai de la fièvre.")
    now = acts.QUEUE.pull(derm.pk, before.version)
    assert now.put[0]["head"] == 3
    assert now.put[0]["excerpt"] == TEXT
    assert Participant.objects.count() == 1
