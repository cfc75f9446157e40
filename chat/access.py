"""Who may see and write in a conversation. The only fetchers.

Not found and not allowed look the same from outside: that a conversation exists is
itself confidential. An interval that has ended gives no reading at all.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, UUIDField

from accounts.access import present_practitioners
from accounts.people import Person
from chat.errors import ConversationClosed, ReadOnly
from chat.models import Conversation, Draft, Entry, Kind, Participant, State
from lib.errors import NotFound
from lib.prepared import Many, Prepared, Slot

# While a question is pending its requester writes alone.
WRITABLE: Final = (State.OPEN, State.PENDING, State.CLAIMED)


def participations(person: Person) -> QuerySet[Participant]:
    """All that `person` may read now."""
    return participations_of(person.id)


def participations_of(person_key: int | Slot) -> QuerySet[Participant]:
    """The same by the person's key, or by what stands for it in a prepared query."""
    return Participant.objects.filter(user_id=person_key, left_seq=None)


def participation_for(
    person: Person, conversation_id: UUID, *, lock: bool = False
) -> Participant:
    """Return his present interval, with the conversation; else NotFound.

    `lock` takes his own row alone.
    """
    wanted = _MINE_LOCKED if lock else _MINE
    found = wanted.first(person=person.id, conversation=conversation_id)
    if found is None:
        raise NotFound
    return found


def _mine() -> QuerySet[Participant]:
    return (
        participations_of(Slot("person"))
        .filter(conversation__uuid=Slot("conversation", UUIDField()))
        .select_related("conversation")
    )


_MINE: Final = Prepared(_mine)
_MINE_LOCKED: Final = Prepared(
    lambda: _mine().select_for_update(of=("self",), no_key=True)
)


def locked_for(person: Person, conversation_id: UUID) -> Conversation:
    """Return the conversation in which `person` takes part now, locked; else NotFound.

    Asked again under the lock: a removal that commits in between wins.
    """
    found = participation_for(person, conversation_id).conversation
    conversation = locked(found.pk)
    if not participations(person).filter(conversation=conversation).exists():
        raise NotFound
    return conversation


def entry_for(person: Person, conversation_id: UUID, seq: int) -> Entry:
    """Return an entry of his present interval; else NotFound."""
    there = participations(person).filter(
        conversation=OuterRef("conversation"), from_seq__lte=OuterRef("seq")
    )
    found = Entry.objects.filter(
        Exists(there), conversation__uuid=conversation_id, seq=seq
    ).first()
    if found is None:
        raise NotFound
    return found


def draft_of(person: Person, draft_id: UUID) -> Draft:
    """Return a draft of his, empty or not; else NotFound."""
    found = Draft.objects.filter(user_id=person.id, uuid=draft_id).first()
    if found is None:
        raise NotFound
    return found


def locked(conversation_key: int) -> Conversation:
    """Return the conversation, locked until the transaction ends. Authorises nothing.

    For actions of apps above that have authorised by their own rules.
    """
    return lockable().get(pk=conversation_key)


def locked_all(conversation_keys: Collection[int]) -> dict[int, Conversation]:
    """The same for several, in the order of their ids. One query."""
    wanted = lockable().filter(pk__in=conversation_keys).order_by("pk")
    return {conversation.pk: conversation for conversation in wanted}


def ask_locked(
    uuids: Collection[UUID], *, skip_locked: bool
) -> Callable[[], dict[UUID, Conversation]]:
    """Lock conversations in id order, without those that another transaction holds.

    Returns what reads the answer. SQLite has one writer: there its transaction holds
    them all.
    """
    asked = _LOCKED[skip_locked].ask(uuids=uuids)
    return lambda: {conversation.uuid: conversation for conversation in asked.objects()}


def _locked(*, skip_locked: bool) -> QuerySet[Conversation]:
    named = lockable(skip_locked=skip_locked).filter(
        uuid__in=Many("uuids", UUIDField())
    )
    return named.order_by("pk")


def lockable(*, skip_locked: bool = False) -> QuerySet[Conversation]:
    # no_key: an insert that only points at the conversation need not wait.
    return Conversation.objects.select_for_update(
        skip_locked=skip_locked, of=("self",), no_key=True
    )


_LOCKED: Final = {
    True: Prepared(lambda: _locked(skip_locked=True)),
    False: Prepared(lambda: _locked(skip_locked=False)),
}


def present(conversation_key: int) -> QuerySet[Participant]:
    """Who takes part now."""
    return Participant.objects.filter(conversation_id=conversation_key, left_seq=None)


def recipients(conversation_key: int) -> tuple[tuple[int, int], ...]:
    """(person, from) of who takes part now, as bells take them. One query."""
    rows = present(conversation_key).order_by("user_id")
    return tuple(rows.values_list("user_id", "from_seq"))


def practitioners_beside(person: Person, conversation_key: int) -> tuple[int, ...]:
    """Who else takes part now, patients left out (C2). One query."""
    rows = present(conversation_key).filter(for_record=None).exclude(user_id=person.id)
    return tuple(rows.values_list("user_id", flat=True))


def practitioners_beside_in(
    person: Person, conversation_keys: Collection[int]
) -> dict[int, list[int]]:
    """The same for several conversations. One query."""
    rows = Participant.objects.filter(
        conversation__in=conversation_keys, left_seq=None, for_record=None
    ).exclude(user_id=person.id)
    beside: dict[int, list[int]] = {key: [] for key in conversation_keys}
    for key, user_id in rows.values_list("conversation_id", "user_id"):
        beside[key].append(user_id)
    return beside


@dataclass(slots=True)
class Roster:
    """Who takes part in a conversation now, and what he may do."""

    conversation: UUID
    kind: str
    first: dict[int, int] = field(default_factory=dict)
    records: dict[int, int | None] = field(default_factory=dict)
    organisations: dict[int, set[int]] = field(default_factory=dict)

    @property
    def to(self) -> tuple[tuple[int, int], ...]:
        return tuple(self.first.items())

    def is_shared(self) -> bool:
        """S2-04: two write to each other while they share an organisation."""
        if self.kind != Kind.PRIVATE:
            return True
        return bool(set.intersection(*self.organisations.values()))


def rosters(uuids: Collection[UUID]) -> dict[UUID, Roster]:
    """Return who takes part in these conversations now. One query for all of them."""
    return ask_rosters(uuids)()


def ask_rosters(uuids: Collection[UUID]) -> Callable[[], dict[UUID, Roster]]:
    """The same; returns what reads the answer."""
    asked = _rosters.ask(uuids=uuids)
    return lambda: _gathered(asked.rows())


def _gathered(rows: Iterable[Sequence[Any]]) -> dict[UUID, Roster]:
    found: dict[UUID, Roster] = {}
    for uuid, kind, user_id, from_seq, record_id, organisation_id in rows:
        roster = found.setdefault(uuid, Roster(uuid, kind))
        roster.first[user_id] = from_seq
        roster.records[user_id] = record_id
        organisations = roster.organisations.setdefault(user_id, set())
        if organisation_id is not None:
            organisations.add(organisation_id)
    return found


@Prepared
def _rosters() -> QuerySet[Participant, Any]:
    return (
        Participant.objects.filter(
            conversation__uuid__in=Many("uuids", UUIDField()), left_seq=None
        )
        .annotate(
            membership=FilteredRelation(
                "user__memberships",
                condition=Q(
                    user__memberships__ended_at=None,
                    user__memberships__is_practitioner=True,
                ),
            )
        )
        .order_by("conversation_id", "user_id")
        .values_list(
            "conversation__uuid",
            "conversation__kind",
            "user_id",
            "from_seq",
            "for_record_id",
            "membership__organisation_id",
        )
    )


def require_writable(conversation: Conversation, roster: Roster) -> None:
    """Raise where nobody may write any more. Under the conversation's lock."""
    if conversation.state not in WRITABLE:
        raise ConversationClosed
    if not roster.is_shared():
        raise ReadOnly


def is_shared() -> Exists:
    """For rows of Participant: the other of this pair shares an organisation."""
    theirs = present_practitioners().filter(
        organisation=OuterRef("organisation"),
        user__participations__conversation=OuterRef(OuterRef("conversation")),
    )
    return Exists(
        present_practitioners()
        .filter(user=OuterRef("user"))
        .filter(Exists(theirs.exclude(user=OuterRef("user"))))
    )
