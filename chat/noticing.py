"""Who must be told of messages, and whether still: what `push` asks of this app."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from django.db.models import Count, F
from django.db.models.functions import Now

from chat import access, timeline
from chat.models import Entry, EntryKind, Kind, Participant
from chat.schemas import UNREAD_MAX
from lib import db
from push.contract import About, Recipient, Why

# What one notice looks at: more than anybody writes while it waits.
MESSAGES_MAX: Final = 1_000


class Said(NamedTuple):
    """A message of the range; by whom, and whether a patient's."""

    seq: int
    author_id: int | None
    is_patients: bool


def audience(about: About) -> list[Recipient]:
    """Who takes part now and did not write all of it himself. Two queries."""
    said = _said(about)
    there = access.present(about.subject_key).select_related("conversation")
    now = db.now()
    return [
        recipient
        for one in there.order_by("user_id")
        if (recipient := _recipient(one, said, about.upto, now))
    ]


def _said(about: About) -> list[Said]:
    """The messages that were not taken back, in order."""
    messages = Entry.objects.filter(
        ~timeline.was_taken_back(),
        conversation=about.subject_key,
        kind=EntryKind.MESSAGE,
        seq__gte=about.first,
        seq__lte=about.upto,
    )
    rows = messages.order_by("seq").values_list("seq", "author_id", "for_record_id")
    return [
        Said(seq, author, bool(record)) for seq, author, record in rows[:MESSAGES_MAX]
    ]


def _recipient(
    one: Participant, said: Sequence[Said], upto: int, now: datetime
) -> Recipient | None:
    others = [
        message
        for message in said
        if message.author_id != one.user_id and message.seq >= one.from_seq
    ]
    if not others:
        return None
    is_patient = one.for_record_id is not None
    return Recipient(
        person_id=one.user_id,
        is_patient=is_patient,
        is_unread=others[-1].seq > one.read_seq,
        is_muted=one.muted_until is not None and one.muted_until > now,
        is_visible=one.visible_seq >= others[-1].seq,
        topic=_topic(one.conversation.kind, is_patient=is_patient),
        record_id=one.for_record_id,
        replies=tuple(message.seq for message in others if not message.is_patients),
    )


def _topic(kind: str, *, is_patient: bool) -> str:
    if is_patient:
        return "reply"
    return {Kind.PRIVATE: "private", Kind.GROUP: "group"}.get(Kind(kind), "question")


def still_due(about: About, person_ids: Sequence[int]) -> dict[int, str]:
    """Of these people, who need not be told any more, and why. One query."""
    there = access.present(about.subject_key).filter(user__in=person_ids)
    rows = there.values_list("user_id", "read_seq", "muted_until")
    now = db.now()
    reasons = dict.fromkeys(person_ids, Why.GONE)
    for person_id, read_seq, muted_until in rows:
        if muted_until is not None and muted_until > now:
            reasons[person_id] = Why.MUTED
        elif read_seq >= about.upto:
            reasons[person_id] = Why.READ
        else:
            del reasons[person_id]
    return reasons


def badges(person_ids: Sequence[int]) -> dict[int, int]:
    """Unread messages of what is not muted, as each one's badge counts. One query."""
    unread = (
        Participant.objects.filter(
            user__in=person_ids, left_seq=None, conversation__head__gt=F("read_seq")
        )
        .exclude(muted_until__gt=Now())
        .exclude(archived_head=F("conversation__head"))
        .filter(
            conversation__entries__kind=EntryKind.MESSAGE,
            conversation__entries__seq__gt=F("read_seq"),
            conversation__entries__seq__gte=F("from_seq"),
        )
        .exclude(conversation__entries__author=F("user"))
        .values_list("user_id")
        .annotate(n=Count("conversation__entries"))
    )
    return {person_id: min(n, UNREAD_MAX) for person_id, n in unread}
