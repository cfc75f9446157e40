"""Releasing, withdrawing, closing and reopening (S2-17, S2-39 … S2-41)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from pydantic import ValidationError

from accounts.actions.deactivating import deactivate
from accounts.models import Organisation
from accounts.people import Person
from chat import queries
from chat.actions.opening import open_private
from chat.errors import ClientIdReused, ConversationClosed
from chat.models import Entry, Participant
from groups.errors import (
    AlreadyAnswered,
    AlreadyClaimed,
    GroupInactive,
    NotClosable,
    NotClosed,
    NotTheAssignee,
    NotTheRequester,
    QuestionTaken,
    TooLateToReopen,
)
from groups.models import Group, Question
from groups.question_schemas import CloseIn
from lib.errors import NotFound
from tests.groups import question_acts as acts
from tests.groups.acts import end
from tests.groups.question_acts import (
    answer,
    claim,
    close,
    pending,
    queue_of,
    release,
    reopen,
    send,
    taken,
    withdraw,
)
from tests.groups.test_question_asking import pause


@pytest.fixture
def mine(jeanne: Person, derm: Group, alice: Person) -> UUID:
    """jeanne's question, which alice has taken."""
    return taken(jeanne, derm, alice)


def test_what_is_released_waits_again(
    alice: Person, bob: Person, jeanne: Person, derm: Group, mine: UUID
) -> None:
    first = release(alice, mine)
    assert acts.log(mine)[-1] == "released"
    assert acts.state(mine) == "pending"
    assert queue_of(derm) == [str(mine)]
    assert acts.takes_part(mine) == {jeanne.id}
    with pytest.raises(NotFound):
        queries.history(alice, mine)
    assert release(alice, mine) == first
    claim(bob, mine)
    assert acts.takes_part(mine) == {jeanne.id, bob.id}


def test_who_released_may_take_it_again(alice: Person, mine: UUID) -> None:
    release(alice, mine)
    again = claim(alice, mine)
    assert (again.seq, again.is_new) == (5, True)
    assert release(alice, mine).seq == 6


def test_who_has_answered_cannot_release(alice: Person, mine: UUID) -> None:
    send(alice, mine)
    with pytest.raises(AlreadyAnswered):
        release(alice, mine)
    close(alice, mine)
    with pytest.raises(ConversationClosed):
        release(alice, mine)


def test_only_the_assignee_releases(
    alice: Person, bob: Person, jeanne: Person, mine: UUID
) -> None:
    with pytest.raises(NotFound):
        release(bob, mine)
    with pytest.raises(NotTheAssignee):
        release(jeanne, mine)
    release(alice, mine)
    with pytest.raises(NotTheAssignee):
        release(bob, mine)
    claim(bob, mine)
    with pytest.raises(NotFound):
        release(alice, mine)


def test_a_question_is_withdrawn_while_it_waits(
    alice: Person, jeanne: Person, derm: Group
) -> None:
    question = pending(jeanne, derm)
    with pytest.raises(NotTheRequester):
        withdraw(alice, question)
    first = withdraw(jeanne, question)
    assert withdraw(jeanne, question) == first
    assert acts.state(question) == "withdrawn"
    assert queue_of(derm) == []
    assert acts.texts(jeanne, question) == [acts.TEXT]
    with pytest.raises(NotFound):
        withdraw(alice, question)
    with pytest.raises(ConversationClosed):
        send(jeanne, question)
    with pytest.raises(NotClosed):
        reopen(jeanne, question)


def test_what_is_taken_cannot_be_withdrawn(
    alice: Person, jeanne: Person, mine: UUID
) -> None:
    with pytest.raises(QuestionTaken):
        withdraw(jeanne, mine)
    with pytest.raises(NotTheRequester):
        withdraw(alice, mine)


def test_the_assignee_closes_for_all(alice: Person, jeanne: Person, mine: UUID) -> None:
    first = close(alice, mine)
    assert first.is_new
    assert close(alice, mine) == first._replace(is_new=False)
    assert acts.state(mine) == "closed"
    assert not queries.detail(jeanne, mine).can_write
    for one in (alice, jeanne):
        with pytest.raises(ConversationClosed):
            send(one, mine)


def test_a_last_message_goes_with_it(alice: Person, jeanne: Person, mine: UUID) -> None:
    last = {"message": "Bonne guérison !", "client_id": uuid4()}
    first = close(alice, mine, **last)
    assert acts.log(mine)[-2:] == ["message", "closed"]
    assert acts.texts(jeanne, mine)[-1] == "Bonne guérison !"
    assert close(alice, mine, **last) == first._replace(is_new=False)
    assert close(alice, mine) == first._replace(is_new=False)
    with pytest.raises(ConversationClosed):
        close(alice, mine, message="Encore", client_id=uuid4())
    with pytest.raises(ClientIdReused):
        close(alice, mine, message="Encore", client_id=last["client_id"])
    reopen(alice, mine)
    assert close(alice, mine, **last).seq == first.seq


def test_the_name_of_a_message_elsewhere_does_not_close(
    alice: Person, jeanne: Person, derm: Group, mine: UUID
) -> None:
    other, name = taken(jeanne, derm, alice), uuid4()
    close(alice, other, message="Fini", client_id=name)
    with pytest.raises(ClientIdReused):
        close(alice, mine, message="Fini", client_id=name)
    assert acts.state(mine) == "claimed"


def test_only_the_assignee_closes(
    alice: Person, bob: Person, jeanne: Person, derm: Group, mine: UUID
) -> None:
    waiting = pending(jeanne, derm)
    for question in (mine, waiting):
        with pytest.raises(NotTheAssignee):
            close(jeanne, question)
        with pytest.raises(NotFound):
            close(bob, question)


def test_only_an_exchange_is_closed(alice: Person, bob: Person) -> None:
    private = open_private(author=alice, with_id=bob.uuid).conversation.uuid
    with pytest.raises(NotClosable):
        close(alice, private)
    with pytest.raises(NotClosable):
        reopen(alice, private)


def test_a_reopened_exchange_has_the_same_expert(
    alice: Person, bob: Person, jeanne: Person, mine: UUID
) -> None:
    with pytest.raises(NotClosed):
        reopen(jeanne, mine)
    close(alice, mine)
    first = reopen(jeanne, mine)
    assert reopen(jeanne, mine) == reopen(alice, mine) == first
    assert acts.state(mine) == "claimed"
    assert Entry.objects.get(seq=first.seq).data == {"state": "claimed"}
    send(jeanne, mine, "Encore une chose")
    with pytest.raises(AlreadyClaimed):
        claim(bob, mine)
    close(alice, mine)
    assert reopen(alice, mine).seq > first.seq


def test_the_requester_has_seven_days(
    alice: Person, jeanne: Person, mine: UUID
) -> None:
    close(alice, mine)
    for days, is_late in ((6.9, False), (7.1, True)):
        closed_at = timezone.now() - timedelta(days=days)
        Question.objects.update(closed_at=closed_at, state="closed")
        if is_late:
            with pytest.raises(TooLateToReopen):
                reopen(jeanne, mine)
            assert reopen(alice, mine).seq
        else:
            reopen(jeanne, mine)


def test_strangers_reopen_nothing(
    alice: Person, bob: Person, erin: Person, mine: UUID
) -> None:
    close(alice, mine)
    for one in (bob, erin):
        with pytest.raises(NotFound):
            reopen(one, mine)


def gone_away(person: Person, clinic: Organisation) -> None:
    end(person, clinic)


def deactivated(person: Person, clinic: Organisation) -> None:
    deactivate(actor=None, user_id=person.id)


@pytest.mark.parametrize("leave", [gone_away, deactivated])
def test_without_its_expert_it_returns_to_the_queue(
    alice: Person,
    bob: Person,
    jeanne: Person,
    clinic: Organisation,
    derm: Group,
    mine: UUID,
    leave,
) -> None:
    send(alice, mine)
    close(alice, mine)
    leave(alice, clinic)
    first = reopen(jeanne, mine)
    assert Entry.objects.get(seq=first.seq).data == {"state": "pending"}
    assert reopen(jeanne, mine) == first
    assert acts.state(mine) == "pending"
    assert queue_of(derm) == [str(mine)]
    assert acts.takes_part(mine) == {jeanne.id}
    answer(bob, mine, "Je reprends")
    assert acts.texts(bob, mine)[0] == acts.TEXT
    assert Participant.objects.filter(user=alice.id, left_seq=None).count() == 0


def test_no_question_returns_to_a_group_that_is_off(
    alice: Person,
    jeanne: Person,
    erin: Person,
    clinic: Organisation,
    derm: Group,
    mine: UUID,
) -> None:
    close(alice, mine)
    end(alice, clinic)
    pause(erin, derm)
    with pytest.raises(GroupInactive):
        reopen(jeanne, mine)
    assert acts.state(mine) == "closed"


def test_a_last_message_has_limits_too(alice: Person, mine: UUID) -> None:
    with pytest.raises(ValidationError):
        close(alice, mine, message="x" * 8001, client_id=uuid4())
    with pytest.raises(ValidationError):
        close(alice, mine, message="sans nom")


def test_a_last_message_has_a_name() -> None:
    with pytest.raises(ValidationError):
        CloseIn(message="sans nom")
    assert CloseIn(client_id=uuid4()).message is None
