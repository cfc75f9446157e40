"""Expert groups and their questions for a large clinic, written in bulk.

A quarter of the questions are pending, a quarter taken, the others closed. Every other
one is asked by a patient. The first practitioner is in every group, so that somebody
has many queues.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import Organisation, PatientRecord, User
from chat.actions.joining import title_words
from chat.models import Conversation, Entry, EntryKind, Kind, Participant
from config.demo import PASSWORD
from groups.models import Group, GroupKind, GroupMember, Question, QuestionState
from lib import db
from lib.text import fold

EXPERTS: Final = 8
PRACTITIONERS_PER_GROUP: Final = 20
QUESTIONS_PER_PATIENT: Final = 10
ROWS_AT_ONCE: Final = 2000
TITLES: Final = ("Rougeur au bras", "Plaie qui suinte", "Deux médicaments", "Bouton")
TEXT: Final = "Bonjour, c’est ainsi depuis trois jours. Que puis-je faire ?"
ANSWER: Final = "Bonjour, montrez-moi une photo et dites-moi si cela vous fait mal."
STATES: Final = (
    QuestionState.PENDING,
    QuestionState.CLAIMED,
    QuestionState.CLOSED,
    QuestionState.CLOSED,
)


class Made(NamedTuple):
    groups: int
    questions: int
    patient_email: str


class Asked(NamedTuple):
    """A question to write; `number` counts in its group, from 1."""

    group: Group
    number: int
    title: str
    state: QuestionState
    requester: User
    record: PatientRecord | None
    expert: User

    @property
    def is_taken(self) -> bool:
        return self.state != QuestionState.PENDING


@transaction.atomic
def make(organisation: Organisation, *, n_questions: int) -> Made:
    """Ask the clinic's practitioners; their patients are made with them."""
    practitioners = User.objects.filter(memberships__organisation=organisation)
    people = list(practitioners.order_by("pk"))
    records = _patients(organisation, max(1, n_questions // QUESTIONS_PER_PATIENT))
    n_groups = max(1, len(people) // PRACTITIONERS_PER_GROUP)
    experts = [_circle(people, index) for index in range(n_groups)]
    groups = _groups(organisation, experts, n_questions)
    asked = [
        _asked(number, groups, experts, people, records)
        for number in range(n_questions)
    ]
    now = db.now()
    for start in range(0, n_questions, ROWS_AT_ONCE):
        _write(asked[start : start + ROWS_AT_ONCE], now)
    return Made(n_groups, n_questions, records[0].main_email)


def _patients(organisation: Organisation, count: int) -> list[PatientRecord]:
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(
        (_patient(organisation, number, password) for number in range(1, count + 1)),
        batch_size=ROWS_AT_ONCE,
    )
    EmailAddress.objects.bulk_create(
        (
            EmailAddress(user=one, email=one.email, verified=True, primary=True)
            for one in users
        ),
        batch_size=ROWS_AT_ONCE,
    )
    return PatientRecord.objects.bulk_create(
        (
            PatientRecord(
                organisation=organisation,
                user=one,
                first_name=one.first_name,
                last_name=one.last_name,
                birth_date=date(1980, 1, 2),
                main_email=one.email,
            )
            for one in users
        ),
        batch_size=ROWS_AT_ONCE,
    )


def _patient(organisation: Organisation, number: int, password: str) -> User:
    first_name, last_name = "Camille", f"Durand {number}"
    return User(
        email=f"patient{number}@{organisation.slug}.example",
        password=password,
        first_name=first_name,
        last_name=last_name,
        display_name=f"{first_name} {last_name}",
        name_words=fold(f"{last_name} {first_name}"),
    )


def _circle(people: Sequence[User], index: int) -> list[User]:
    """The first practitioner and some others, without repetition."""
    others = len(people) - 1
    size = min(EXPERTS - 1, others)
    places = {1 + (index * size + step) % others for step in range(size)}
    return [people[0], *(people[place] for place in sorted(places))]


def _groups(
    organisation: Organisation, experts: Sequence[Sequence[User]], n_questions: int
) -> list[Group]:
    each, more = divmod(n_questions, len(experts))
    groups = Group.objects.bulk_create(
        Group(
            organisation=organisation,
            kind=GroupKind.EXPERT,
            name=f"Experts {index + 1}",
            is_open_to_patients=True,
            is_open_to_practitioners=True,
            queue_version=each + (index < more),
            created_by=members[0],
        )
        for index, members in enumerate(experts)
    )
    GroupMember.objects.bulk_create(
        (
            GroupMember(
                group=group, user=user, organisation=organisation, added_by=members[0]
            )
            for group, members in zip(groups, experts, strict=True)
            for user in members
        ),
        batch_size=ROWS_AT_ONCE,
    )
    return groups


def _asked(
    number: int,
    groups: Sequence[Group],
    experts: Sequence[Sequence[User]],
    people: Sequence[User],
    records: Sequence[PatientRecord],
) -> Asked:
    """Groups in turn; a practitioner who asks is not the one who answers."""
    turn, place = divmod(number, len(groups))
    members = experts[place]
    expert = members[turn % len(members)]
    asker = next((one for one in reversed(people) if one != expert), None)
    is_patient = number % 2 == 1 or asker is None
    record = records[number % len(records)] if is_patient else None
    return Asked(
        group=groups[place],
        number=turn + 1,
        title=f"{TITLES[number % len(TITLES)]} {number + 1}",
        state=STATES[turn % len(STATES)],
        requester=record.user if record and record.user else asker or expert,
        record=record,
        expert=expert,
    )


def _write(asked: Sequence[Asked], now: datetime) -> None:
    conversations = Conversation.objects.bulk_create(
        _conversation(one, now) for one in asked
    )
    written = list(zip(conversations, asked, strict=True))
    Question.objects.bulk_create(_question(*one, now) for one in written)
    Participant.objects.bulk_create(
        seat for conversation, one in written for seat in _seats(conversation, one)
    )
    Entry.objects.bulk_create(
        (entry for one in written for entry in _entries(*one, now)),
        batch_size=ROWS_AT_ONCE,
    )


def _conversation(asked: Asked, now: datetime) -> Conversation:
    return Conversation(
        kind=Kind.QUESTION,
        state=asked.state,
        title=asked.title,
        head=len(_facts(asked)),
        moved_at=now,
        organisations=[asked.group.organisation_id],
        created_by=asked.requester,
    )


def _question(conversation: Conversation, asked: Asked, now: datetime) -> Question:
    times = [now - timedelta(minutes=len(_facts(asked)) - 1), now, now]
    is_closed = asked.state == QuestionState.CLOSED
    return Question(
        conversation=conversation,
        group=asked.group,
        state=asked.state,
        requester=asked.requester,
        for_record=asked.record,
        assignee=asked.expert if asked.is_taken else None,
        asked_at=times[0],
        claimed_at=times[1] if asked.is_taken else None,
        closed_at=times[2] if is_closed else None,
        queue_version=asked.number,
    )


def _seats(conversation: Conversation, asked: Asked) -> Iterator[Participant]:
    people: list[tuple[User, PatientRecord | None]] = [(asked.requester, asked.record)]
    if asked.is_taken:
        people.append((asked.expert, None))
    for user, record in people:
        yield Participant(
            conversation=conversation,
            user=user,
            for_record=record,
            title_words=title_words(asked.title),
            read_seq=2,
            received_seq=2,
        )


def _facts(asked: Asked) -> list[tuple[EntryKind, User, Mapping[str, Any]]]:
    group = {"id": str(asked.group.uuid), "name": asked.group.name}
    facts: list[tuple[EntryKind, User, Mapping[str, Any]]] = [
        (EntryKind.ASKED, asked.requester, {"title": asked.title, "group": group}),
        (EntryKind.MESSAGE, asked.requester, {"text": TEXT}),
    ]
    if asked.is_taken:
        facts.append((EntryKind.CLAIMED, asked.expert, {}))
        facts.append((EntryKind.MESSAGE, asked.expert, {"text": ANSWER}))
    if asked.state == QuestionState.CLOSED:
        facts.append((EntryKind.CLOSED, asked.expert, {}))
    return facts


def _entries(
    conversation: Conversation, asked: Asked, now: datetime
) -> Iterator[Entry]:
    facts = _facts(asked)
    for seq, (kind, author, data) in enumerate(facts, 1):
        yield Entry(
            conversation=conversation,
            seq=seq,
            kind=kind,
            author=author,
            for_record=asked.record if author == asked.requester else None,
            client_id=uuid4() if kind == EntryKind.MESSAGE else None,
            data=data,
            at=now - timedelta(minutes=len(facts) - seq),
        )
