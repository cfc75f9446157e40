"""What a screen reads, each in a bounded number of queries."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from accounts.access import present_practitioners
from accounts.people import Person
from chat import access, listing, rows, timeline
from chat.draft_schemas import DraftsOut, KeptDraft
from chat.inbox_schemas import InboxFilter, InboxPage
from chat.lines import role
from chat.models import Draft, Participant
from chat.row_schemas import Badge, Detail, DraftOut, ParticipantOut
from chat.schemas import UNREAD_MAX, EntriesPage
from chat.timeline import Range
from lib import db
from lib.errors import NotFound
from lib.prepared import Prepared, Slot

# Nobody looks for a draft beyond these; they stay with their conversations.
DRAFTS_MAX = 200


def inbox_page(
    person: Person, wanted: InboxFilter, within: Q = listing.EVERYTHING
) -> InboxPage:
    """Return a page of his conversations, in the order asked. Four queries.

    `within`: what an app above asks of them besides, for rows of Participant.
    """
    at = db.now()
    keys = listing.keys(person, wanted, within)
    shown = keys[: wanted.limit]
    # Who left one of them in between does not see it any more.
    items = rows.read(person, [one.participant for one in shown])
    is_last = len(keys) == len(shown)
    cursor = None if is_last else listing.cursor(shown[-1])
    return InboxPage(items=items, cursor=cursor, at=at)


def detail(person: Person, conversation_id: UUID) -> Detail:
    """Return a conversation with who takes part. Five queries."""
    participation = access.participation_for(person, conversation_id)
    found = rows.read(person, [participation.pk])
    is_patient = participation.for_record_id is not None
    participants = _participants(participation, are_cursors_shown=not is_patient)
    # He may have left in between.
    if not found or person.uuid not in {one.id for one in participants}:
        raise NotFound
    draft = Draft.objects.filter(
        user_id=person.id, conversation=participation.conversation_id
    ).first()
    return Detail(
        **dict(found[0]),
        participants=participants,
        draft=DraftOut(text=draft.text, saved_at=draft.saved_at)
        if draft and draft.text
        else None,
    )


def drafts(person: Person) -> DraftsOut:
    """Return what he began to write, the latest first. One query.

    Also what he meant for conversations that are not his to see (any more).
    """
    seen = access.participations(person).filter(conversation=OuterRef("conversation"))
    rows = (
        Draft.objects.filter(user_id=person.id)
        .exclude(text="")
        .annotate(is_seen=Exists(seen))
        .order_by("-saved_at", "-pk")
        .values_list("uuid", "is_seen", "conversation__uuid", "text", "saved_at")
    )
    return DraftsOut(
        items=[
            KeptDraft(
                id=uuid,
                conversation=conversation if is_seen else None,
                text=text,
                saved_at=saved_at,
            )
            for uuid, is_seen, conversation, text, saved_at in rows[:DRAFTS_MAX]
        ]
    )


def _participants(
    mine: Participant, *, are_cursors_shown: bool
) -> list[ParticipantOut]:
    """Who takes part now. Patients see nobody's cursors but their own (C2)."""
    membership = present_practitioners().filter(user=OuterRef("user"))
    there = (
        access.present(mine.conversation_id)
        .select_related("user")
        .annotate(
            title=Subquery(membership.values("title")[:1]),
            specialty=Subquery(membership.values("specialty")[:1]),
        )
        .order_by("user__last_name", "user__first_name", "pk")
    )
    return [
        ParticipantOut(
            id=one.user.uuid,
            name=one.user.display_name,
            role=role(is_for_record=one.for_record_id is not None),
            title=one.title or "",
            specialty=one.specialty or "",
            joined_at=one.joined_at,
            read=one.read_seq if are_cursors_shown or one.pk == mine.pk else None,
            received=one.received_seq
            if are_cursors_shown or one.pk == mine.pk
            else None,
        )
        for one in there
    ]


def history(
    person: Person,
    conversation_id: UUID,
    *,
    before: int | None = None,
    after: int | None = None,
    limit: int = 50,
) -> EntriesPage:
    """Return a page of his interval: before a seq, after one, or the last ones."""
    mine = access.participation_for(person, conversation_id)
    head, first = mine.conversation.head, mine.from_seq
    if after is not None:
        low = max(after, first - 1)
        high = min(low + limit, head)
    else:
        high = min(head, before - 1 if before is not None else head)
        low = max(high - limit, first - 1)
    key = mine.conversation_id
    found = timeline.read([Range(key, low, high)])[key] if low < high else []
    items = [rows.item(line, person.reader_kind) for line in found]
    return EntriesPage(items=items, head=head, first=first)


def badge(person: Person) -> Badge:
    """Unread messages of what is neither muted nor archived (S2-08). One query."""
    total = sum(unread for (unread,) in _unread_of_each.rows(person=person.id))
    return Badge(unread=min(total, UNREAD_MAX))


@Prepared
def _unread_of_each() -> QuerySet[Participant, Any]:
    """How many are unread in each; in as many as are enough to reach the limit."""
    return (
        access.participations_of(Slot("person"))
        .filter(~listing.is_archived(), conversation__head__gt=F("read_seq"))
        .exclude(muted_until__gt=Now())
        .annotate(
            unread=rows.CountUpTo(rows.unread_messages().values("seq")[:UNREAD_MAX])
        )
        .filter(unread__gt=0)
        .values_list("unread")[:UNREAD_MAX]
    )
