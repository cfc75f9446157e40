"""A large clinic, written in bulk: what the actions would have left, without them.

Half of the conversations are private, the others are discussion groups. The first
practitioner is in every group, so that somebody has a very long inbox. Entries are
numbered without a gap, a minute apart, until now.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import cycle, islice
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from accounts.models import Membership, Organisation, User
from chat.actions.joining import title_words
from chat.models import Conversation, Entry, EntryKind, Kind, Participant
from config.demo import PASSWORD
from groups.models import Group, GroupKind, GroupMember
from lib import db
from lib.text import fold

MEMBERS: Final = 8
ROWS_AT_ONCE: Final = 2000
CONVERSATIONS_AT_ONCE: Final = 500
INTO: Final = (
    f"{Entry._meta.db_table}"
    " (conversation_id, seq, kind, author_id, client_id, data, at)"
)
MARKS: Final = "%s, %s, %s, %s, %s, %s, %s"
FIRST_NAMES: Final = ("Alice", "Bruno", "Chloé", "David", "Émilie", "Farid", "Gaëlle")
LAST_NAMES: Final = ("Martin", "Bernard", "Nguyen", "Lopez", "Garcia", "Durand")
SPECIALTIES: Final = ("Dermatologie", "Pédiatrie", "Cardiologie", "Soins infirmiers")
SUBJECTS: Final = ("Équipe", "Dossiers", "Astreinte", "Protocole", "Réunion", "Suivi")
# 128 characters, as in the measurements.
TEXT: Final = "Le point de ce matin est fait, la suite est prévue demain. ".ljust(
    128, "·"
)


class Made(NamedTuple):
    practitioners: int
    conversations: int
    entries: int
    first_email: str
    last_email: str


class Shape(NamedTuple):
    """A conversation to write; a title makes it a group's."""

    people: Sequence[User]
    title: str
    n_entries: int


@transaction.atomic
def make(
    *,
    practitioners: int,
    conversations: int | None = None,
    entries: int | None = None,
    longest: int = 0,
) -> Made:
    """Every call makes a further clinic. A million entries take minutes.

    `longest`: how many entries the first private conversation has, whatever the others
    have.
    """
    n_conversations = conversations or 5 * practitioners
    n_entries = max(entries or 20 * n_conversations, n_conversations)
    number = 1 + Organisation.objects.filter(slug__startswith="large-").count()
    organisation = Organisation.objects.create(
        name=f"Grand hôpital {number}", slug=f"large-{number}"
    )
    people = _people(organisation, number, practitioners)
    first, *others = _shapes(people, n_conversations, n_entries)
    shapes = [first._replace(n_entries=longest or first.n_entries), *others]
    now = db.now()
    for start in range(0, len(shapes), CONVERSATIONS_AT_ONCE):
        _write(organisation, shapes[start : start + CONVERSATIONS_AT_ONCE], now)
    n_written = sum(shape.n_entries for shape in shapes)
    return Made(len(people), len(shapes), n_written, people[0].email, people[-1].email)


def _people(organisation: Organisation, number: int, count: int) -> list[User]:
    password = make_password(PASSWORD)
    people = User.objects.bulk_create(
        (_user(number, one, password) for one in range(1, count + 1)),
        batch_size=ROWS_AT_ONCE,
    )
    EmailAddress.objects.bulk_create(
        (
            EmailAddress(user=one, email=one.email, verified=True, primary=True)
            for one in people
        ),
        batch_size=ROWS_AT_ONCE,
    )
    Membership.objects.bulk_create(
        (
            Membership(
                user=one,
                organisation=organisation,
                is_practitioner=True,
                title="Dr",
                specialty=specialty,
                specialty_words=fold(specialty),
            )
            for one, specialty in zip(people, cycle(SPECIALTIES), strict=False)
        ),
        batch_size=ROWS_AT_ONCE,
    )
    return people


def _user(number: int, one: int, password: str) -> User:
    first_name = FIRST_NAMES[one % len(FIRST_NAMES)]
    last_name = f"{LAST_NAMES[one % len(LAST_NAMES)]} {one}"
    return User(
        email=f"p{one}@large-{number}.example",
        password=password,
        first_name=first_name,
        last_name=last_name,
        display_name=f"Dr {first_name} {last_name}",
        name_words=fold(f"{last_name} {first_name}"),
    )


def _shapes(
    people: Sequence[User], n_conversations: int, n_entries: int
) -> Iterator[Shape]:
    each, more = divmod(n_entries, n_conversations)
    pairs = list(islice(_pairs(people), n_conversations // 2))
    for index in range(n_conversations):
        length = each + (index < more)
        if index < len(pairs):
            yield Shape(pairs[index], "", length)
        else:
            subject = SUBJECTS[index % len(SUBJECTS)]
            yield Shape(_circle(people, index), f"{subject} {index}", length)


def _pairs(people: Sequence[User]) -> Iterator[tuple[User, User]]:
    """Each pair once, everybody as often as everybody."""
    count = len(people)
    for step in range(1, (count + 1) // 2):
        for index in range(count):
            yield people[index], people[(index + step) % count]


def _circle(people: Sequence[User], index: int) -> list[User]:
    """The first practitioner and some others, without repetition."""
    others = len(people) - 1
    size = min(MEMBERS - 1, others)
    places = {1 + (index * size + step) % others for step in range(size)}
    return [people[0], *(people[place] for place in sorted(places))]


def _write(organisation: Organisation, shapes: Sequence[Shape], now: datetime) -> None:
    conversations = Conversation.objects.bulk_create(
        _conversation(organisation, shape, now) for shape in shapes
    )
    written = list(zip(conversations, shapes, strict=True))
    Participant.objects.bulk_create(
        (one for pair in written for one in _participants(*pair)),
        batch_size=ROWS_AT_ONCE,
    )
    _number(written, now)
    _groups(organisation, [pair for pair in written if pair[1].title])


def _conversation(
    organisation: Organisation, shape: Shape, now: datetime
) -> Conversation:
    keys = sorted(one.pk for one in shape.people)
    return Conversation(
        kind=Kind.GROUP if shape.title else Kind.PRIVATE,
        title=shape.title,
        pair=None if shape.title else f"{keys[0]}:{keys[1]}",
        head=shape.n_entries,
        moved_at=now,
        organisations=[organisation.pk],
        created_by=shape.people[0],
    )


def _participants(conversation: Conversation, shape: Shape) -> Iterator[Participant]:
    for place, user in enumerate(shape.people):
        # In private, each of the two sees the other's name.
        title = shape.title or shape.people[1 - place].display_name
        unread = (conversation.pk + place) % 4
        yield Participant(
            conversation=conversation,
            user=user,
            title_words=title_words(title),
            read_seq=max(0, shape.n_entries - unread),
            received_seq=shape.n_entries,
        )


def _number(written: Sequence[tuple[Conversation, Shape]], now: datetime) -> None:
    """Insert the entries without making objects of them: there may be millions."""
    client_id = Entry._meta.get_field("client_id")
    rows = (
        (
            conversation.pk,
            seq,
            kind,
            shape.people[(seq - 1) % len(shape.people)].pk,
            client_id.get_db_prep_value(intention, connection),
            json.dumps(data),
            connection.ops.adapt_datetimefield_value(
                now - timedelta(minutes=shape.n_entries - seq)
            ),
        )
        for conversation, shape in written
        for seq, kind, intention, data in _facts(shape)
    )
    sql = f"INSERT INTO {INTO} VALUES ({MARKS})"  # noqa: S608
    with connection.cursor() as cursor:
        while some := list(islice(rows, ROWS_AT_ONCE)):
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {INTO} FROM STDIN") as copy:
                    for row in some:
                        copy.write_row(row)
            else:
                cursor.executemany(sql, some)


def _facts(shape: Shape) -> Iterator[tuple[int, str, UUID | None, dict[str, Any]]]:
    for seq in range(1, shape.n_entries + 1):
        if seq == 1 and shape.title:
            yield seq, EntryKind.JOINED, None, _joined(shape)
        else:
            yield seq, EntryKind.MESSAGE, uuid4(), {"text": TEXT}


def _joined(shape: Shape) -> dict[str, Any]:
    return {
        "people": [
            {"id": str(one.uuid), "name": one.display_name} for one in shape.people
        ]
    }


def _groups(
    organisation: Organisation, written: Sequence[tuple[Conversation, Shape]]
) -> None:
    groups = Group.objects.bulk_create(
        Group(
            organisation=organisation,
            kind=GroupKind.DISCUSSION,
            name=shape.title,
            conversation=conversation,
            created_by=shape.people[0],
        )
        for conversation, shape in written
    )
    GroupMember.objects.bulk_create(
        (
            GroupMember(
                group=group,
                user=user,
                organisation=organisation,
                added_by=shape.people[0],
                is_manager=place == 0,
            )
            for group, (_, shape) in zip(groups, written, strict=True)
            for place, user in enumerate(shape.people)
        ),
        batch_size=ROWS_AT_ONCE,
    )
