"""The news of this app: a conversation has grown, an inbox has moved."""

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from accounts.people import Person
from chat.lines import Line
from chat.models import Conversation, Participant
from realtime.bells import Bell, Passing

INBOX: Final = "inbox:me"
PREFIX: Final = "conversation:"


def stream_of(conversation_id: object) -> str:
    return f"{PREFIX}{conversation_id}"


def grown(
    conversation: Conversation,
    lines: Sequence[Line],
    *,
    to: Collection[tuple[int, int]],
    gone: Collection[tuple[int, int]] = (),
    organisations: Collection[int] = (),
) -> Bell:
    """A bell for entries just written: the process that wrote them need not pull."""
    return Bell(
        stream=stream_of(conversation.uuid),
        key=conversation.pk,
        after=lines[0].seq - 1,
        head=lines[-1].seq,
        to=tuple(to),
        gone=tuple(gone),
        organisations=tuple(organisations or conversation.organisations),
        items=tuple(lines),
    )


def cursors(
    participation: Participant, reader_id: UUID, *, to: Collection[int]
) -> Passing:
    """Where a reader stands, for the ticks of others."""
    conversation = participation.conversation
    item = {
        "person": str(reader_id),
        "read": participation.read_seq,
        "received": participation.received_seq,
    }
    frame = {
        "type": "cursors",
        "conversation": str(conversation.uuid),
        "items": [item],
    }
    key = f"cursors:{conversation.pk}"
    return Passing(frame, tuple(to), key, about=str(reader_id))


def typing(
    conversation: Conversation, person: Person, *, to: Collection[int]
) -> Passing:
    frame = {
        "type": "typing",
        "conversation": str(conversation.uuid),
        "person": str(person.uuid),
    }
    return Passing(frame, tuple(to), f"typing:{conversation.pk}:{person.id}")


def inbox_moved(person_id: int, version: int) -> Bell:
    """For all devices of one person, wherever they are connected."""
    return Bell(
        stream=INBOX,
        key=person_id,
        after=version - 1,
        head=version,
        to=((person_id, 1),),
    )
