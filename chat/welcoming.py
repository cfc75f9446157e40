"""The answer to a hello: what a person missed, never partly.

    have, since -> standings (two queries) -> gone | stale | entries (one) -> inbox

Heads are read before entries: what is written in between is told by its bell.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple, Protocol

from django.db.models import DateTimeField, Q, QuerySet, UUIDField

from accounts.people import Person
from accounts.queries import me
from chat import access, listing, timeline
from chat.bells import INBOX, PREFIX, stream_of
from chat.epochs import epoch_and_time
from chat.models import Participant
from chat.streams import InboxState, handed, span, uuid_in
from chat.timeline import Range
from lib.prepared import Many, Prepared, Slot
from lib.statements import together
from realtime.contract import Entries, Gone, Stale, Standing, State, Welcome

# What one hello hands over in all; streams beyond that are stale.
HANDED_MAX: Final = 2000
# Clocks of transactions that were running when the client was last told the time.
SINCE_OVERLAP: Final = timedelta(minutes=1)

Frame = Entries | State | Gone | Stale


class Hello(Protocol):
    """What a client says of itself: where it stands in which streams."""

    @property
    def epoch(self) -> str | None: ...
    @property
    def since(self) -> datetime | None: ...
    @property
    def have(self) -> Mapping[str, int]: ...


class Stand(NamedTuple):
    """A log that the person may read."""

    stream: str
    key: int
    first: int
    head: int


def welcome(person: Person, hello: Hello) -> Welcome:
    """Read all that one hello must be told. Seven queries, whatever the size."""
    epoch, at = epoch_and_time()
    stands = _stands(person, hello)
    heads = {name: one for name, one in stands.items() if name not in hello.have}
    is_known = hello.epoch == epoch and not _is_ahead(hello, stands)
    frames = _Handing(hello, stands, is_known=is_known).frames()
    state = _inbox(person, hello.have.get(INBOX), is_known=is_known)
    return Welcome(
        me=me(person).model_dump(mode="json"),
        epoch=epoch,
        at=at,
        frames=(*frames, *state),
        standings=tuple(Standing(*stand) for stand in stands.values()),
        heads={name: stand.head for name, stand in heads.items()},
    )


def _stands(person: Person, hello: Hello) -> dict[str, Stand]:
    """The logs that he may read and that he named, or that moved. Two queries.

    Without `since`: his open ones that are not archived. Apart, since each alone is
    read by its index, and both in one by none.
    """
    uuids = {uuid_in(stream) for stream in hello.have if stream.startswith(PREFIX)}
    with together():
        named = _NAMED.ask(person=person.id, named=uuids - {None})
        if hello.since is None:
            told = _OPEN.ask(person=person.id)
        else:
            since = _aware(hello.since) - SINCE_OVERLAP
            told = _MOVED.ask(person=person.id, since=since)
    found = (
        Stand(stream_of(uuid), key, first, head)
        for asked in (named, told)
        for uuid, key, first, head in asked.rows()
    )
    return {stand.stream: stand for stand in found}


def _logs(wanted: Q) -> QuerySet[Participant, Any]:
    """Where he stands in the logs that he may read."""
    return (
        access.participations_of(Slot("person"))
        .filter(wanted)
        .values_list(
            "conversation__uuid", "conversation_id", "from_seq", "conversation__head"
        )
    )


_NAMED: Final = Prepared(
    lambda: _logs(Q(conversation__uuid__in=Many("named", UUIDField())))
)
_MOVED: Final = Prepared(
    lambda: _logs(
        Q(conversation__moved_at__gte=Slot("since", DateTimeField()))
        & listing.is_listed(Slot("person"))
    )
)
_OPEN: Final = Prepared(
    lambda: _logs(
        Q(conversation__state__in=access.WRITABLE)
        & ~listing.is_archived()
        & listing.is_listed(Slot("person"))
    )
)


def _aware(since: datetime) -> datetime:
    return since if since.tzinfo else since.replace(tzinfo=UTC)


def _is_ahead(hello: Hello, stands: Mapping[str, Stand]) -> bool:
    """A client that knows more than the database: it was restored from a backup."""
    return any(
        stream in stands and position > stands[stream].head
        for stream, position in hello.have.items()
    )


@dataclass(slots=True)
class _Handing:
    """What the named logs are answered."""

    hello: Hello
    stands: Mapping[str, Stand]
    is_known: bool
    spans: dict[str, Range] = field(default_factory=dict)
    n_handed: int = 0

    def frames(self) -> Iterator[Frame]:
        named = [name for name in self.hello.have if name != INBOX]
        early = [self._early(stream) for stream in named]
        yield from (frame for frame in early if frame)
        found = timeline.read(list(self.spans.values()))
        for stream, wanted in self.spans.items():
            yield handed(stream, self.stands[stream].first, wanted, found)

    def _early(self, stream: str) -> Gone | Stale | None:
        """What can be said without reading a log; else note what must be read."""
        stand = self.stands.get(stream)
        if stand is None:
            return Gone(stream)
        position = self.hello.have[stream]
        if not self.is_known:
            return Stale(stream, stand.head)
        if stand.first - 1 <= position == stand.head:
            return None
        wanted = span(stand.key, stand.first, stand.head, position)
        if wanted is None or self.n_handed + wanted.upto - wanted.after > HANDED_MAX:
            return Stale(stream, stand.head)
        self.spans[stream] = wanted
        self.n_handed += wanted.upto - wanted.after
        # What he had is of an interval that has ended.
        return Gone(stream) if position < stand.first - 1 else None


def _inbox(person: Person, version: int | None, *, is_known: bool) -> Iterator[State]:
    """Nothing where he has the version; else what changed, or the whole."""
    inbox = InboxState()
    known = version if is_known else None
    if known is None or known != inbox.version(person.id):
        yield inbox.pull(person.id, known)
