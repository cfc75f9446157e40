"""Sending a message, exactly once.

    earlier entry with this client_id?      a retry is recognised before any refusal
      -> lock the conversations in id order
      -> the same question again
      -> access and state, read under the lock: a removal that commits in between wins
      -> seq -> insert -> bell

One message and a batch of many take the same way.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Final, NamedTuple, cast
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import UUIDField

from accounts.people import Person
from chat import access, bells, timeline
from chat.access import Roster
from chat.enclosing import Album, Told, content, is_same, require_consent
from chat.errors import ClientIdReused
from chat.models import Entry, EntryKind, State
from chat.schemas import PATIENT_TEXT_MAX, PhotoIn, SendMessage, SentMessage
from chat.tidings import pending_changed
from chat.timeline import Fact
from lib.db import retrying
from lib.errors import DomainError, InvalidRequest, NotFound
from lib.prepared import Many, Prepared
from lib.statements import together
from realtime.bells import Bell, publish
from realtime.contract import SKIPPED, Skipped

Request = tuple[Person, SendMessage]
# Who meant it, and his device's name for it.
Intention = tuple[int, UUID]


class Posted(NamedTuple):
    """`is_new` is false for a recognised retry."""

    seq: int
    at: datetime
    is_new: bool


Outcome = Posted | DomainError | Skipped


def post_message(
    *,
    author: Person,
    conversation_id: UUID,
    text: str,
    client_id: UUID,
    reply_to: int | None = None,
    photos: Sequence[PhotoIn] = (),
    photo_consent: bool = False,
) -> Posted:
    """Append a message and tell the participants.

    Safe to retry: the same author and client_id give back the first entry. Waits for
    the conversation's lock.
    """
    data = SendMessage(
        conversation=conversation_id,
        text=text,
        client_id=client_id,
        reply_to=reply_to,
        photos=tuple(photos),
        photo_consent=photo_consent,
    )
    try:
        return _post_one(author, data)
    except IntegrityError:
        # The same client_id was committed to another conversation in between.
        return _post_one(author, data)


@retrying
def _post_one(author: Person, data: SendMessage) -> Posted:
    with transaction.atomic():
        for earlier in _ask_earlier([(author, data)])().values():
            return _answer(earlier, data, is_new=False)
        [outcome] = _Batch([(author, data)], skip_locked=False).write()
    if isinstance(outcome, DomainError):
        raise outcome
    return cast("Posted", outcome)


def post_batch(
    requests: Sequence[Request], *, skip_locked: bool = True
) -> list[SentMessage | DomainError | Skipped]:
    """Write what waits, in one transaction and a constant number of queries.

    A refusal is an outcome of its own. What another transaction holds is SKIPPED, or
    waited for. Any exception leaves nothing written: the caller then sends one by one.
    """
    with transaction.atomic():
        outcomes = _Batch(requests, skip_locked=skip_locked).write()
    return [
        SentMessage(seq=outcome.seq, at=outcome.at)
        if isinstance(outcome, Posted)
        else outcome
        for outcome in outcomes
    ]


class _Batch:
    """The requests of one transaction, with all that decides about them.

    Asks what was sent earlier once, after the lock: nothing has been refused by then.
    Three queries, and two where something is written; PostgreSQL is asked twice. Three
    more where there are photos.
    """

    def __init__(self, requests: Sequence[Request], *, skip_locked: bool) -> None:
        self.requests = requests
        named = {data.conversation for _, data in requests}
        with together():
            locked = access.ask_locked(named, skip_locked=skip_locked)
            earlier = _ask_earlier(requests)
            rosters = access.ask_rosters(named)
        self.conversations = locked()
        self.entries = earlier()
        self.rosters = rosters()
        self.album = Album(data for _, data in requests)
        self.facts: dict[UUID, list[Fact]] = {}
        self.authors: dict[UUID, list[Person]] = {}
        # Where in the batch each intention was accepted first.
        self.places: dict[Intention, int] = {}

    def write(self) -> list[Outcome]:
        refusals = [self._consider(place) for place in range(len(self.requests))]
        if self.facts:
            publish(*self._append())
            self._tell_of_pending()
        return [
            refusal or self._outcome(place) for place, refusal in enumerate(refusals)
        ]

    def _consider(self, place: int) -> DomainError | Skipped | None:
        """Take a message, or say why not."""
        person, data = self.requests[place]
        intention = (person.id, data.client_id)
        if intention in self.entries or intention in self.places:
            return None
        roster = self.rosters.get(data.conversation)
        if roster is None or person.id not in roster.first:
            return NotFound()
        if data.conversation not in self.conversations:
            return SKIPPED
        try:
            self._accept(person, data, roster)
        except DomainError as refusal:
            return refusal
        self.places[intention] = place
        return None

    def _accept(self, person: Person, data: SendMessage, roster: Roster) -> None:
        conversation = self.conversations[data.conversation]
        access.require_writable(conversation, roster)
        facts = self.facts.get(data.conversation, [])
        record = roster.records[person.id]
        require_sendable(
            data,
            first=roster.first[person.id],
            head=conversation.head + len(facts),
            is_patient=record is not None,
        )
        self.album.require(person, data)
        is_patients = record is None and any(roster.records.values())
        require_consent(conversation, person, data, is_patients=is_patients)
        photos = self.album.give(data)
        fact = message_fact(person, data, photos=photos, record_id=record)
        self.facts.setdefault(data.conversation, []).append(fact)
        self.authors.setdefault(data.conversation, []).append(person)

    def _append(self) -> Iterator[Bell]:
        """Write all that was taken; one bell for each conversation."""
        written = timeline.append_all(
            [(self.conversations[uuid], facts) for uuid, facts in self.facts.items()]
        )
        self.album.enclose(chain.from_iterable(written.values()))
        for uuid, authors in self.authors.items():
            conversation = self.conversations[uuid]
            entries = written[conversation.pk]
            for entry in entries:
                self.entries[_intention(entry)] = entry
            lines = list(map(timeline.line, entries, authors))
            yield bells.grown(conversation, lines, to=self.rosters[uuid].to)

    def _tell_of_pending(self) -> None:
        written = [self.conversations[uuid] for uuid in self.facts]
        if keys := [one.pk for one in written if one.state == State.PENDING]:
            pending_changed.tell(keys)

    def _outcome(self, place: int) -> Posted | DomainError:
        person, data = self.requests[place]
        intention = (person.id, data.client_id)
        is_new = self.places.get(intention) == place
        try:
            return _answer(self.entries[intention], data, is_new=is_new)
        except ClientIdReused as refusal:
            return refusal


def message_fact(
    author: Person,
    data: SendMessage,
    *,
    photos: Told = (),
    record_id: int | None = None,
) -> Fact:
    """What the log will say; `photos` as the album gave them."""
    return Fact(
        EntryKind.MESSAGE,
        author.id,
        content(data, photos) | _reply(data),
        client_id=data.client_id,
        for_record_id=record_id,
    )


def require_sendable(
    data: SendMessage, *, first: int, head: int, is_patient: bool
) -> None:
    if is_patient and len(data.text) > PATIENT_TEXT_MAX:
        raise InvalidRequest(field="text", max_length=PATIENT_TEXT_MAX)
    if data.reply_to is not None and not first <= data.reply_to <= head:
        raise InvalidRequest(field="reply_to")


def _ask_earlier(
    requests: Sequence[Request],
) -> Callable[[], dict[Intention, Entry]]:
    """Ask what these people sent under these names before. One query."""
    wanted = {(person.id, data.client_id) for person, data in requests}
    asked = _NAMED.ask(
        authors={author_id for author_id, _ in wanted},
        names={client_id for _, client_id in wanted},
    )
    return lambda: {
        _intention(entry): entry
        for entry in asked.objects()
        if _intention(entry) in wanted
    }


_NAMED: Final = Prepared(
    lambda: Entry.objects.filter(
        author_id__in=Many("authors"), client_id__in=Many("names", UUIDField())
    ).select_related("conversation")
)


def _intention(entry: Entry) -> Intention:
    return cast("Intention", (entry.author_id, entry.client_id))


def _answer(earlier: Entry, data: SendMessage, *, is_new: bool) -> Posted:
    """The answer to a message, the same each time that it is sent."""
    if not is_said(earlier, data):
        raise ClientIdReused
    return Posted(earlier.seq, earlier.at, is_new)


def is_said(entry: Entry, data: SendMessage) -> bool:
    """Whether an entry is this message."""
    is_message = entry.kind == EntryKind.MESSAGE
    there = entry.conversation.uuid == data.conversation
    return is_message and there and is_same(entry.data, data, **_reply(data))


def _reply(data: SendMessage) -> dict[str, int]:
    return {} if data.reply_to is None else {"reply_to": data.reply_to}
