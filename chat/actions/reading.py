"""How far a person has received and read. Cursors only grow; they lock no log."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from accounts.people import Person
from chat import access, bells, inboxes, rows
from chat.inbox_schemas import InboxRead
from chat.models import Conversation, Participant
from chat.schemas import ReadCursor, ReceivedCursor
from lib.db import retrying
from realtime.bells import publish

# What one statement may name.
AT_ONCE: Final = 5_000


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
    *, reader: Person, conversation_id: UUID, seq: int, is_visible: bool = False
) -> ReceivedCursor:
    """Move the received cursor up to `seq`, at most to the head.

    `is_visible`: the page that has it is in front of him.
    """
    participation = access.participation_for(reader, conversation_id)
    reached = min(seq, participation.conversation.head)
    seen = {"visible_seq": reached} if is_visible else {}
    moved = Participant.objects.filter(
        pk=participation.pk, left_seq=None, received_seq__lt=reached
    ).update(received_seq=reached, **seen)
    if is_visible and not moved:
        # Another page, behind others, had received it first.
        Participant.objects.filter(
            pk=participation.pk, left_seq=None, visible_seq__lt=reached
        ).update(visible_seq=reached)
    _tell(reader, participation, is_moved=bool(moved))
    return ReceivedCursor(received=participation.received_seq)


@retrying
@transaction.atomic
def read_inbox(*, reader: Person, upto: datetime) -> InboxRead:
    """Read all that has something unread to its head, unless it moved after `upto`.

    Six queries; at most AT_ONCE conversations, the others with the next request.
    """
    unread = access.participations(reader).filter(
        rows.is_unread(), conversation__moved_at__lte=upto
    )
    keys = list(unread.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    if not keys:
        return InboxRead(conversations=0)
    here = Conversation.objects.filter(pk=OuterRef("conversation"))
    head = Subquery(here.filter(moved_at__lte=upto).values("head"))
    reached = Greatest(F("read_seq"), Coalesce(head, F("read_seq")))
    Participant.objects.filter(pk__in=keys, left_seq=None).update(
        read_seq=reached, received_seq=Greatest(F("received_seq"), reached)
    )
    _tell_all(reader, keys)
    return InboxRead(conversations=len(keys))


def _tell_all(reader: Person, keys: list[int]) -> None:
    found = Participant.objects.filter(pk__in=keys).select_related("conversation")
    moved = list(found)
    beside = access.practitioners_beside_in(
        reader, [one.conversation_id for one in moved]
    )
    publish(
        *inboxes.stamp(keys, [reader.id]),
        *(
            bells.cursors(one, reader.uuid, to=beside[one.conversation_id])
            for one in moved
        ),
    )


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
