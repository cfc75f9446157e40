"""Who may see what of a question, on every surface (S2-03, S2-10, S2-16, N1)."""

from __future__ import annotations

from uuid import UUID

import pytest

from accounts.models import Organisation
from accounts.people import Person
from chat.access import locked
from groups.access import (
    experts,
    is_there,
    question_for,
    question_for_member,
    question_to_claim,
    queue_for,
    record_at,
)
from groups.errors import AlreadyClaimed
from groups.models import Group, Question
from groups.question_queries import question_detail
from lib.errors import NotFound
from tests import factories
from tests.groups import question_acts as acts
from tests.groups.acts import add, remove
from tests.groups.question_acts import answer, ask, claim, close, release, reopen
from tests.groups.surfaces import reading

TITLE = "Rougeur canari-titre-5b1"
TEXT = "Mon bras, canari-texte-9c4"
REPLY = "Montrez-moi, canari-reponse-2e8"
CANARIES = ("canari-titre-5b1", "canari-texte-9c4", "canari-reponse-2e8")


@pytest.fixture
def people(
    alice: Person,
    bob: Person,
    carol: Person,
    nina: Person,
    dave: Person,
    erin: Person,
    jeanne: Person,
    thomas: Person,
    clinic: Organisation,
    derm: Group,
) -> dict[str, Person]:
    former = factories.practitioner(clinic, first_name="Omar")
    add(erin, derm, former)
    remove(erin, derm, former)
    return {
        "requester": jeanne,
        "alice": alice,
        "bob": bob,
        "carol": carol,
        "outsider": nina,
        "elsewhere": dave,
        "administrator": erin,
        "patient": thomas,
        "former": former,
    }


@pytest.fixture
def question(people: dict[str, Person], derm: Group) -> UUID:
    return ask(people["requester"], derm, TEXT, title=TITLE).question


def who_sees(people: dict[str, Person], group: Group, what: str) -> set[str]:
    return {
        name
        for name, person in people.items()
        if any(what in text for text in reading(person, [group]).values())
    }


def readers(people: dict[str, Person], group: Group) -> tuple[set[str], ...]:
    return tuple(who_sees(people, group, canary) for canary in CANARIES)


MEMBERS = {"alice", "bob", "carol"}
NOBODY: set[str] = set()


def test_a_pending_question_is_its_requesters_and_the_members(
    people: dict[str, Person], derm: Group, question: UUID
) -> None:
    those = {"requester", *MEMBERS}
    assert readers(people, derm) == (those, those, NOBODY)


def test_a_taken_question_is_gone_for_all_others(
    people: dict[str, Person], derm: Group, question: UUID
) -> None:
    claim(people["alice"], question, REPLY)
    both = {"requester", "alice"}
    assert readers(people, derm) == (both, both, both)
    close(people["alice"], question)
    assert readers(people, derm) == (both, both, both)
    reopen(people["requester"], question)
    assert readers(people, derm) == (both, both, both)


def test_a_released_question_is_everybodys_again(
    people: dict[str, Person], derm: Group, question: UUID
) -> None:
    claim(people["alice"], question)
    release(people["alice"], question)
    those = {"requester", *MEMBERS}
    assert readers(people, derm) == (those, those, NOBODY)


def test_a_withdrawn_question_is_its_requesters(
    people: dict[str, Person], derm: Group, question: UUID
) -> None:
    acts.withdraw(people["requester"], question)
    me = {"requester"}
    assert readers(people, derm) == (me, me, NOBODY)


def test_the_loser_reads_his_own_text_alone(
    people: dict[str, Person], derm: Group, question: UUID
) -> None:
    claim(people["alice"], question)
    with pytest.raises(AlreadyClaimed):
        answer(people["bob"], question, REPLY)
    both = {"requester", "alice"}
    assert readers(people, derm) == (both, both, {"bob"})
    found = {
        name: text
        for name, text in reading(people["bob"], [derm]).items()
        if CANARIES[2] in text
    }
    assert set(found) == {"drafts"}
    assert str(question) not in found["drafts"]


def test_a_removed_member_loses_pending_questions_at_once(
    people: dict[str, Person], derm: Group, question: UUID
) -> None:
    """S2-28."""
    remove(people["administrator"], derm, people["bob"])
    those = {"requester", "alice", "carol"}
    assert readers(people, derm) == (those, those, NOBODY)
    add(people["administrator"], derm, people["bob"])
    assert readers(people, derm)[0] == {"requester", *MEMBERS}


def test_no_id_is_told_of_what_is_taken(
    people: dict[str, Person], derm: Group, question: UUID
) -> None:
    """Not even that it is there: but for the `gone` of who names it, and the drop."""
    claim(people["alice"], question)
    spelt = repr(question)
    for name in people.keys() - {"requester", "alice"}:
        found = reading(people[name], [derm])
        telling = {where for where, text in found.items() if spelt in text}
        assert telling == set(), name


def test_only_its_requester_may_withdraw_and_only_members_may_take_it(
    people: dict[str, Person], derm: Group, question: UUID
) -> None:
    asker = question_detail(people["requester"], question)
    member = question_detail(people["alice"], question)
    assert (asker.can_withdraw, asker.can_claim, asker.items) == (True, False, [])
    assert (member.can_withdraw, member.can_claim) == (False, True)
    assert [item.kind for item in member.items] == ["asked", "message"]
    claim(people["alice"], question)
    taker = question_detail(people["alice"], question)
    assert (taker.can_release, taker.can_close, taker.can_reopen) == (True, True, False)
    close(people["alice"], question)
    for one in ("alice", "requester"):
        assert question_detail(people[one], question).can_reopen


def test_fetchers_give_what_they_say(
    people: dict[str, Person], clinic: Organisation, derm: Group, question: UUID
) -> None:
    alice, bob, asker = people["alice"], people["bob"], people["requester"]
    assert question_for_member(alice, question).group == derm
    with pytest.raises(NotFound):
        question_for_member(asker, question)
    assert question_for(asker, question, lock=True).conversation.state == "pending"
    assert queue_for(bob, derm.uuid) == derm
    with pytest.raises(NotFound):
        queue_for(people["administrator"], derm.uuid)
    assert experts().filter(group=derm).count() == len(MEMBERS)
    claim(alice, question)
    taken = question_to_claim(bob, question)
    assert is_there(taken)
    assert question_to_claim(asker, question) == question_to_claim(alice, question)
    assert record_at(asker, clinic.pk) == taken.for_record
    assert record_at(alice, clinic.pk) is None


def test_what_is_taken_while_one_waits_for_the_lock_is_not_found(
    people: dict[str, Person], question: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked_after_claim(key: int) -> object:
        claim(people["alice"], question)
        return locked(key)

    monkeypatch.setattr("groups.access.locked", locked_after_claim)
    with pytest.raises(NotFound):
        question_for(people["bob"], question, lock=True)
    assert Question.objects.get().state == "claimed"
