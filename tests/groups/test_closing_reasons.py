"""Why an exchange was ended: who reads it, and who reads nothing of who reads (C2)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from accounts.people import Person
from chat import queries
from chat.actions.reading import read_conversation
from chat.bells import stream_of
from chat.commands import typing
from chat.inbox_schemas import InboxFilter
from chat.schemas import Typing
from chat.streams import ConversationLog
from groups.actions.changing import change_group
from groups.models import Group
from groups.question_schemas import CloseIn
from groups.schemas import ChangeGroup
from tests.groups import question_acts as acts
from tests.groups.question_acts import close, pending, reopen, send, taken

LOG: Any = ConversationLog()


@pytest.fixture
def mine(jeanne: Person, derm: Group, alice: Person) -> UUID:
    """jeanne's question, which alice has taken and answered."""
    question = taken(jeanne, derm, alice)
    send(alice, question)
    return question


def told(person: Person, question: UUID) -> set[str]:
    """What each door says of the last closing, as this person's page hears it."""
    page = queries.history(person, question, limit=200).items
    found = LOG.catch_up(person, stream_of(question), None)
    wire = LOG.encode(found.items, person.reader_kind)
    [row] = queries.inbox_page(person, InboxFilter()).items
    doors = [page[-1], queries.detail(person, question).last, row.last]
    data = [item.data for item in doors if item] + [wire[-1]["data"]]
    assert len(data) == 4
    return {one.get("reason", "") for one in data}


def test_who_answers_reads_why_and_the_patient_does_not(
    alice: Person, jeanne: Person, mine: UUID
) -> None:
    close(alice, mine, reason="out_of_scope")
    assert told(alice, mine) == {"out_of_scope"}
    assert told(jeanne, mine) == {""}


def test_a_practitioner_who_asked_reads_it_in_the_log(
    alice: Person, carol: Person, derm: Group
) -> None:
    question = taken(carol, derm, alice)
    close(alice, question, reason="answered")
    assert told(carol, question) == {"answered"}


def test_that_a_group_stopped_is_told_to_all(
    erin: Person, jeanne: Person, derm: Group
) -> None:
    question = pending(jeanne, derm)
    ending = {"active": False, "pending": {"close_with": "Le groupe ferme."}}
    wanted = ChangeGroup.model_validate(ending)
    change_group(by=erin, group_id=derm.uuid, asked=wanted)
    assert told(jeanne, question) == {"group_inactive"}


def test_a_reason_is_of_the_five_or_none(alice: Person, mine: UUID) -> None:
    with pytest.raises(ValidationError):
        CloseIn.model_validate({"reason": "group_inactive"})
    first = close(alice, mine, reason="duplicate")
    assert close(alice, mine, reason="answered") == first._replace(is_new=False)
    reopen(alice, mine)
    close(alice, mine)
    assert told(alice, mine) == {""}


def test_a_patient_hears_neither_typing_nor_reading_of_the_expert(
    alice: Person, jeanne: Person, mine: UUID, listening: Any
) -> None:
    send(jeanne, mine, "Voici.")
    for one in (alice, jeanne):
        assert typing(one, Typing(conversation=mine)) is None
    head = acts.row(mine).conversation.head
    with listening() as news:
        read_conversation(reader=alice, conversation_id=mine, seq=head)
    heard = {person for bell in news for person in _heard_by(bell)}
    assert heard == {alice.id}
    shown = {one.id: one for one in queries.detail(jeanne, mine).participants}
    assert (shown[alice.uuid].read, shown[alice.uuid].received) == (None, None)
    seen = queries.detail(alice, mine).participants
    assert all(one.read is not None for one in seen)


def _heard_by(bell: Any) -> set[int]:
    return {one if isinstance(one, int) else one[0] for one in bell.to}
