"""What happens between a look and what follows from it; who is not there any more."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.actions.deactivating import deactivate, reactivate
from accounts.models import AuditEvent, Organisation
from accounts.people import Person
from chat import access
from chat import queries as chat_queries
from chat.actions.drafting import KEPT_MAX, added, keep_text
from chat.actions.retracting import retract_message
from chat.models import Draft
from groups import queries, question_queries
from groups.actions.removing import remove_member
from groups.errors import GroupInactive, NotTheAssignee
from groups.models import Group, Question
from groups.question_queries import question_detail
from lib.errors import NotFound
from tests import factories
from tests.groups import question_acts as acts
from tests.groups.acts import audited, end, remove
from tests.groups.question_acts import (
    ask,
    claim,
    close,
    experts,
    pending,
    queue_of,
    release,
    reopen,
    send,
    taken,
)

SECRET = "Pour elle seule."


@pytest.fixture
def both(clinic: Organisation, hospital: Organisation) -> Person:
    """Practises in two places."""
    return factories.practitioner(clinic, hospital)


def just_after(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, then: Any
) -> None:
    """Let something happen between a function of a module and what follows it."""
    found = getattr(module, name)

    def and_then(*args: Any, **kwargs: Any) -> Any:
        answer = found(*args, **kwargs)
        then()
        return answer

    monkeypatch.setattr(module, name, and_then)


def test_a_claim_during_a_members_reading_shows_him_nothing_of_it(
    alice: Person, bob: Person, jeanne: Person, derm: Group, monkeypatch: Any
) -> None:
    question = pending(jeanne, derm)
    just_after(
        monkeypatch,
        question_queries,
        "question_for",
        lambda: claim(alice, question, SECRET),
    )
    assert SECRET not in question_detail(bob, question).model_dump_json()


def test_a_release_during_the_experts_reading_shows_him_nothing_of_what_follows(
    alice: Person, bob: Person, jeanne: Person, derm: Group, monkeypatch: Any
) -> None:
    question = taken(jeanne, derm, alice)

    def pass_on() -> None:
        monkeypatch.undo()
        release(alice, question)
        claim(bob, question, SECRET)

    just_after(monkeypatch, access, "participation_for", pass_on)
    with pytest.raises(NotFound):
        chat_queries.detail(alice, question)


def test_who_is_removed_while_he_reads_a_queue_gets_none(
    erin: Person,
    alice: Person,
    bob: Person,
    jeanne: Person,
    derm: Group,
    monkeypatch: Any,
) -> None:
    def leave_and_ask() -> None:
        monkeypatch.undo()
        remove(erin, derm, bob)
        ask(jeanne, derm, SECRET)

    just_after(monkeypatch, queries, "queue_for", leave_and_ask)
    with pytest.raises(NotFound):
        queries.queue_of(bob, derm.uuid)


def test_a_group_whose_last_reader_closed_his_account_takes_no_questions(
    erin: Person, alice: Person, jeanne: Person
) -> None:
    group = experts(erin, alice)
    question = taken(jeanne, group, alice)
    deactivate(actor=None, user_id=alice.id)
    with pytest.raises(GroupInactive):
        ask(jeanne, group)
    group.refresh_from_db()
    assert not group.is_active
    assert audited(group)[-2:] == [
        "groups.member.account_closed",
        "groups.group.deactivated",
    ]
    counted = AuditEvent.objects.get(verb="groups.member.account_closed")
    assert counted.data == {"person": str(alice.uuid), "n_open": 1}
    assert acts.row(question).assignee_id == alice.id


def test_nobody_asks_a_group_that_only_he_would_answer(
    erin: Person, alice: Person
) -> None:
    with pytest.raises(GroupInactive):
        ask(alice, experts(erin, alice))
    assert not Question.objects.exists()


def test_what_a_departed_expert_had_taken_waits_again(
    clinic: Organisation, erin: Person, alice: Person, both: Person, jeanne: Person
) -> None:
    group = experts(erin, alice, both)
    answered, silent = (taken(jeanne, group, both) for _ in range(2))
    send(both, answered)
    closed = taken(jeanne, group, both)
    close(both, closed)
    end(both, clinic)
    assert queue_of(group) == [str(answered), str(silent)]
    assert acts.log(answered)[-1] == "released"
    for question in (answered, silent):
        assert acts.takes_part(question) == {jeanne.id}
        with pytest.raises(NotFound):
            send(both, question)
    assert acts.state(closed) == "closed"
    assert claim(alice, answered).is_new


def test_a_departed_expert_does_not_reopen_but_the_requester_does(
    clinic: Organisation, erin: Person, alice: Person, both: Person, jeanne: Person
) -> None:
    group = experts(erin, alice, both)
    question = taken(jeanne, group, both)
    close(both, question)
    end(both, clinic)
    assert not question_detail(both, question).can_reopen
    with pytest.raises(NotTheAssignee):
        reopen(both, question)
    reopen(jeanne, question)
    assert queue_of(group) == [str(question)]


def test_a_question_is_not_released_where_nobody_reads_the_queue(
    erin: Person, alice: Person, bob: Person, jeanne: Person
) -> None:
    group = experts(erin, alice, bob)
    question = taken(jeanne, group, alice)
    remove(erin, group, alice)
    deactivate(actor=None, user_id=bob.id)
    with pytest.raises(GroupInactive):
        release(alice, question)
    assert acts.state(question) == "claimed"


def test_who_takes_a_question_again_may_release_it_again(
    alice: Person, bob: Person, jeanne: Person, derm: Group
) -> None:
    question = taken(jeanne, derm, alice)
    send(alice, question)
    close(alice, question)
    deactivate(actor=None, user_id=alice.id)
    reopen(jeanne, question)
    reactivate(actor=None, user_id=alice.id)
    claim(alice, question)
    assert question_detail(alice, question).can_release
    release(alice, question)
    assert queue_of(derm) == [str(question)]


def test_a_member_who_is_out_is_removed_again_without_a_word(
    erin: Person, alice: Person, bob: Person, derm: Group
) -> None:
    group = experts(erin, alice, bob)
    remove(erin, group, bob)
    deactivate(actor=None, user_id=alice.id)
    again = remove_member(by=erin, group_id=group.uuid, user_id=bob.uuid)
    assert again.n_open == 0


def test_the_queue_quotes_the_requester_alone(
    alice: Person, jeanne: Person, clinic: Organisation, erin: Person, both: Person
) -> None:
    group = experts(erin, alice, both)
    question = pending(jeanne, group)
    retract_message(author=jeanne, conversation_id=question, seq=2)
    claim(both, question, SECRET)
    end(both, clinic)
    queue = queries.queue_of(alice, group.uuid)
    assert SECRET not in queue.model_dump_json()
    assert SECRET in question_detail(alice, question).model_dump_json()


@pytest.mark.parametrize(
    ("kept", "text", "result"),
    [
        ("", "Je", "Je"),
        ("Je", "Je pense", "Je pense"),
        ("Oui.\n\nJe", "Je pense", "Oui.\n\nJe pense"),
        ("Je pense", "pense", "Je pense\n\npense"),
        ("Oui.\n\nNon.", "Oui.", "Oui.\n\nNon."),
        ("Un\n\ndeux", "Un\n\ndeux\n\ntrois", "Un\n\ndeux\n\ntrois"),
    ],
)
def test_what_goes_on_replaces_what_was_begun(
    kept: str, text: str, result: str
) -> None:
    assert added(kept, text) == result


def test_kept_texts_have_an_end_and_the_last_is_in_it(
    alice: Person, bob: Person, jeanne: Person, derm: Group
) -> None:
    key = acts.row(taken(jeanne, derm, alice)).pk
    for number in range(9):
        text = f"{number}" * 8000
        keep_text(person=bob, conversation_key=key, text=text)
    kept = Draft.objects.get(user=bob.id).text
    assert len(kept) == KEPT_MAX
    assert kept.endswith("8" * 8000)
