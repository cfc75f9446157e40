"""The first responder: of all members, one takes the question (S2-14 … S2-16).

    earlier entry with this client_id?      the winner's retry succeeds, whatever came
      -> is it his to see?                  else NotFound; his own question: refused
      -> a look without lock                spares most losers the lock
      -> lock the conversation, ask again
      -> ONE conditional UPDATE             its row count decides
      -> a seat for the expert, entries, queue; under the group's lock: still a member?

For everybody else the question is then gone: the queue no longer holds it, and every
fetcher says NotFound. Only this action tells a member that he came too late.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts.people import Person
from chat.access import locked
from chat.actions.posting import is_said, message_fact, post_message, require_sendable
from chat.actions.seating import seat
from chat.enclosing import Album, require_consent
from chat.errors import ClientIdReused
from chat.models import Entry, EntryKind
from chat.schemas import PhotoIn, SendMessage
from chat.timeline import Fact, facts_of, intended
from groups.access import expert_there, is_expert_of, question_to_claim
from groups.errors import AlreadyClaimed, OwnQuestion
from groups.models import Question, QuestionState
from groups.turns import turn
from lib.db import DatabaseNow, retrying
from lib.errors import NotFound


class Claim(NamedTuple):
    """What an expert asks for; `text` is his first message."""

    expert: Person
    question_id: UUID
    client_id: UUID
    text: str | None = None
    reply_to: int | None = None
    photos: Sequence[PhotoIn] = ()
    photo_consent: bool = False

    @property
    def message(self) -> SendMessage | None:
        if self.text is None and not self.photos:
            return None
        return SendMessage(
            conversation=self.question_id,
            client_id=self.client_id,
            text=self.text or "",
            reply_to=self.reply_to,
            photos=tuple(self.photos),
            photo_consent=self.photo_consent,
        )


class Claimed(NamedTuple):
    """`seq` is that of the `claimed` entry, `message` that of the text, where given.

    `at` is the time of the last of them; `is_new` is false for a recognised retry.
    """

    seq: int
    at: datetime
    message: int | None
    is_new: bool


def claim_question(
    *,
    expert: Person,
    question_id: UUID,
    client_id: UUID,
    text: str | None = None,
    reply_to: int | None = None,
    photos: Sequence[PhotoIn] = (),
    photo_consent: bool = False,
) -> Claimed:
    """Give the question to the first who asks for it; AlreadyClaimed to all others.

    Safe to retry: the assignee succeeds again. Waits for the conversation's lock.
    """
    claim = Claim(expert, question_id, client_id, text, reply_to, photos, photo_consent)
    try:
        return _claim(claim)
    except IntegrityError:
        # The same client_id was committed elsewhere in between.
        return _claim(claim)


@retrying
def _claim(claim: Claim) -> Claimed:
    if earlier := _earlier(claim):
        return earlier
    question = question_to_claim(claim.expert, claim.question_id)
    if question.requester_id == claim.expert.id:
        raise OwnQuestion
    if question.state != QuestionState.PENDING:
        return _too_late(claim, question)
    with transaction.atomic():
        question.conversation = locked(question.pk)
        return _earlier(claim) or _take(claim, question)


def _take(claim: Claim, question: Question) -> Claimed:
    there = expert_there(claim.expert.id)
    won = Question.objects.filter(
        there, pk=question.pk, state=QuestionState.PENDING
    ).update(
        state=QuestionState.CLAIMED,
        assignee=claim.expert.id,
        claimed_at=DatabaseNow(),
    )
    now = question_to_claim(claim.expert, claim.question_id)
    if not won:
        return _too_late(claim, now)
    now.conversation = question.conversation
    return _win(claim, now)


def _win(claim: Claim, question: Question) -> Claimed:
    head = question.conversation.head
    seated = seat(question.conversation, claim.expert.id, read_upto=head)
    album = Album([claim.message] if claim.message else [])
    entries = turn(
        question,
        list(_facts(claim, question, album)),
        by=claim.expert,
        is_queued=True,
        seated=seated,
    )
    album.enclose(entries)
    # Again, under the group's lock: a removal that commits in between wins.
    if not is_expert_of(claim.expert, question.group_id):
        raise NotFound
    message = entries[1].seq if claim.message else None
    return Claimed(entries[0].seq, entries[0].at, message, is_new=True)


def _facts(claim: Claim, question: Question, album: Album) -> Iterator[Fact]:
    """What the log says; the name of the intention stands on the message, if any."""
    expert, message = claim.expert, claim.message
    name = None if message else claim.client_id
    yield Fact(EntryKind.CLAIMED, expert.id, {}, client_id=name)
    if message:
        conversation = question.conversation
        require_sendable(message, first=1, head=conversation.head, is_patient=False)
        album.require(expert, message)
        is_patients = question.for_record_id is not None
        require_consent(conversation, expert, message, is_patients=is_patients)
        yield message_fact(expert, message, photos=album.give(message))


def _too_late(claim: Claim, question: Question) -> Claimed:
    """The assignee succeeds again, and says what he has to say; nobody else does."""
    if question.assignee_id is None:
        raise NotFound
    if question.assignee_id != claim.expert.id:
        raise AlreadyClaimed(question.pk)
    # Who took it, or to whom it was transferred: then nobody's wish but an order.
    mine = _takings(claim.expert, question.pk).first()
    taken = mine or facts_of(question.pk, EntryKind.TRANSFERRED)[0]
    message = claim.message
    if message is None:
        return Claimed(taken.seq, taken.at, None, is_new=False)
    posted = post_message(
        author=claim.expert,
        conversation_id=claim.question_id,
        text=message.text,
        client_id=claim.client_id,
        reply_to=claim.reply_to,
        photos=claim.photos,
        photo_consent=claim.photo_consent,
    )
    return Claimed(taken.seq, posted.at, posted.seq, posted.is_new)


def _earlier(claim: Claim) -> Claimed | None:
    """Return what this intention did before; ClientIdReused where it was another."""
    entry = intended(claim.expert.id, claim.client_id)
    if entry is None:
        return None
    takings = _takings(claim.expert, entry.conversation_id).filter(seq__lte=entry.seq)
    taken = takings.first()
    if taken is None or not _is_of(claim, entry):
        raise ClientIdReused
    message = entry.seq if claim.message else None
    return Claimed(taken.seq, entry.at, message, is_new=False)


def _is_of(claim: Claim, entry: Entry) -> bool:
    if claim.message:
        return is_said(entry, claim.message)
    there = entry.conversation.uuid == claim.question_id
    return there and entry.kind == EntryKind.CLAIMED


def _takings(expert: Person, question_key: int) -> QuerySet[Entry]:
    """When he took this question, the latest first."""
    return facts_of(question_key, EntryKind.CLAIMED).filter(author=expert.id)
