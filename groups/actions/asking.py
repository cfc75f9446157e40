"""Asking an expert group: the question waits in its queue until a member takes it."""

from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.people import Person
from chat.actions.posting import message_fact, require_sendable
from chat.actions.seating import open_question
from chat.enclosing import Album, is_same
from chat.errors import ClientIdReused
from chat.models import EntryKind
from chat.schemas import SendMessage
from chat.timeline import Fact, entry_at, intended
from groups.access import record_at, require_answerable
from groups.errors import NotOpenToYou
from groups.experts import KnownGroup, known
from groups.models import Group, Question
from groups.question_schemas import AskQuestion
from groups.turns import turn
from lib.db import retrying
from lib.errors import MessagingDisabled

# The first entry says what is asked of whom, the second is the text.
ASKED_SEQ, TEXT_SEQ = 1, 2


class Asked(NamedTuple):
    """`is_new` is false for a recognised retry."""

    question: UUID
    seq: int
    is_new: bool


def ask_question(*, requester: Person, asked: AskQuestion) -> Asked:
    """Put a question to an expert group (S2-03).

    A patient asks for his record there. Safe to retry with the same `client_id`, also
    at the same time.
    """
    try:
        return _ask(requester, asked)
    except IntegrityError:
        # The same client_id was committed in between.
        return _ask(requester, asked)


@retrying
@transaction.atomic
def _ask(requester: Person, asked: AskQuestion) -> Asked:
    if earlier := _earlier(requester, asked):
        return earlier
    group = known(requester, asked.group)
    record_id = _record_asked_for(requester, group)
    _require_open(group, requester)
    question = _open(requester, asked, group, record_id)
    data = _text(asked, question)
    require_sendable(data, first=1, head=1, is_patient=record_id is not None)
    what = Fact(
        EntryKind.ASKED,
        requester.id,
        {"title": asked.title, "group": _called(group, record_id)},
        for_record_id=record_id,
    )
    album = Album([data])
    album.require(requester, data)
    photos = album.give(data)
    text = message_fact(requester, data, photos=photos, record_id=record_id)
    album.enclose(turn(question, [what, text], by=requester, is_queued=True))
    # Again, under the group's lock: what an administrator commits in between wins.
    now = known(requester, asked.group)
    _require_open(now, requester)
    if _record_asked_for(requester, now) != record_id:
        raise NotOpenToYou
    return Asked(question.conversation.uuid, TEXT_SEQ, is_new=True)


def _earlier(requester: Person, asked: AskQuestion) -> Asked | None:
    """Return what this request made before; ClientIdReused where it was another one."""
    text = intended(requester.id, asked.client_id)
    if text is None:
        return None
    what = entry_at(text.conversation_id, ASKED_SEQ)
    content = (what.data.get("title"), what.data.get("group", {}).get("id"))
    is_first = text.seq == TEXT_SEQ and is_same(text.data, asked)
    if not is_first or content != (asked.title, str(asked.group)):
        raise ClientIdReused
    return Asked(text.conversation.uuid, TEXT_SEQ, is_new=False)


def _record_asked_for(requester: Person, group: KnownGroup) -> int | None:
    """Return the record for which he asks, none for a practitioner; or refuse him."""
    if group.is_practitioner and group.is_open_to_practitioners:
        return None
    record = record_at(requester, group.organisation_id)
    if record is None or not group.is_open_to_patients:
        raise NotOpenToYou
    return record.pk


def _require_open(group: Group, requester: Person) -> None:
    require_answerable(group, requester.id)
    if not group.organisation.is_messaging_on:
        raise MessagingDisabled


def _open(
    requester: Person, asked: AskQuestion, group: Group, record_id: int | None
) -> Question:
    conversation = open_question(
        title=asked.title, requester=requester, record_id=record_id
    )
    return Question.objects.create(
        conversation=conversation,
        group=group,
        requester_id=requester.id,
        for_record_id=record_id,
    )


def _text(asked: AskQuestion, question: Question) -> SendMessage:
    return SendMessage(
        conversation=question.conversation.uuid,
        text=asked.text,
        client_id=asked.client_id,
        photos=asked.photos,
    )


def _called(group: Group, record_id: int | None) -> dict[str, str]:
    """A patient reads the name that was made for him."""
    name = group.name_for(is_patient=record_id is not None)
    return {"id": str(group.uuid), "name": name}
