"""How far a person has received and read. Cursors only grow; they lock no log."""

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from accounts.people import Person
from chat import access, bells, inboxes
from chat.models import Participant
from chat.schemas import ReadCursor, ReceivedCursor
from lib.db import retrying
from realtime.bells import publish


@retrying
@transaction.atomic
def read_conversation(*, reader: Person, conversation_id: UUID, seq: int) -> ReadCursor:
    """Move the read cursor up to `seq`, at most to the head. It was received then."""
    participation = access.participation_for(reader, conversation_id)
    reached = min(seq, participation.conversation.head)
    moved = Participant.objects.filter(
        pk=participation.pk, left_seq=None, read_seq__lt=reached
    ).update(read_seq=reached, received_seq=Greatest(F("received_seq"), reached))
    _tell(reader, participation, is_moved=bool(moved))
    return ReadCursor(read=participation.read_seq, received=participation.received_seq)


@retrying
@transaction.atomic
def receive_conversation(
    *, reader: Person, conversation_id: UUID, seq: int
) -> ReceivedCursor:
    """Move the received cursor up to `seq`, at most to the head."""
    participation = access.participation_for(reader, conversation_id)
    reached = min(seq, participation.conversation.head)
    moved = Participant.objects.filter(
        pk=participation.pk, left_seq=None, received_seq__lt=reached
    ).update(received_seq=reached)
    _tell(reader, participation, is_moved=bool(moved))
    return ReceivedCursor(received=participation.received_seq)


def _tell(reader: Person, participation: Participant, *, is_moved: bool) -> None:
    """Read the cursors again and tell one's own devices and the other practitioners."""
    if not is_moved:
        return
    participation.refresh_from_db(fields=["read_seq", "received_seq"])
    publish(
        *inboxes.stamp([participation.pk], [reader.id]),
        bells.cursors(
            participation,
            reader.uuid,
            to=access.practitioners_beside(reader, participation.conversation_id),
        ),
    )
