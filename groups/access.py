"""Who may see and change a group or a question; the only fetchers of this app."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, NoReturn
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, UUIDField

from accounts.access import organisations_of, patients_of, present_practitioners
from accounts.errors import NotAPractitioner
from accounts.models import PatientRecord, User
from accounts.people import Person
from chat.access import locked, locked_all, locked_for, participations
from chat.models import Kind
from groups.errors import GroupInactive, NotAManager, NotClosable
from groups.models import Group, GroupKind, GroupMember, Question, QuestionState
from lib.errors import NotFound
from lib.prepared import Prepared, Slot


def present_members() -> QuerySet[GroupMember]:
    return GroupMember.objects.filter(
        removed_at=None, group__archived_at=None
    ).select_related("group__conversation", "group__organisation")


def membership_for(
    person: Person, group_id: UUID, *, lock: bool = False
) -> GroupMember:
    """Return what `person` is in this group now; else NotFound.

    `lock` takes the conversation, then the group, and reads again under both: a removal
    that commits in between wins. The group then holds the locked conversation.
    """
    found = _membership(person.id, group_id)
    if lock:
        locked_group = lock_group(found.group)
        found = _membership(person.id, group_id)
        found.group = locked_group
    return found


def _membership(user_id: int, group_id: UUID) -> GroupMember:
    found = present_members().filter(user_id=user_id, group__uuid=group_id)
    return found.first() or _nothing()


def lock_group(group: Group) -> Group:
    """Lock the group's conversation, if it has one, then the group.

    Authorises nothing.
    """
    conversation = locked(group.conversation_id) if group.conversation_id else None
    group = Group.objects.select_for_update().get(pk=group.pk)
    group.conversation = conversation
    return group


class Locked(NamedTuple):
    """Groups by key, and questions as they are under the locks."""

    groups: dict[int, Group]
    questions: list[Question]


def lock_groups(
    groups: Collection[Group], questions: QuerySet[Question] | None = None
) -> Locked:
    """Lock all conversations, then these questions, then the groups.

    Questions that come to match in between are neither locked nor returned: look again
    under the locks. Authorises nothing. Three queries, five with questions.
    """
    asked = [] if questions is None else list(questions.values_list("pk", flat=True))
    discussed = [one.conversation_id for one in groups if one.conversation_id]
    conversations = locked_all([*asked, *discussed])
    held = _held(questions, asked) if questions is not None else []
    keys = {one.pk for one in groups} | {one.group_id for one in held}
    found = Group.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    by_key = {group.pk: group for group in found}
    for group in by_key.values():
        group.conversation = conversations.get(group.conversation_id or 0)
    for question in held:
        question.conversation = conversations[question.pk]
        question.group = by_key[question.group_id]
    return Locked(by_key, held)


def _held(questions: QuerySet[Question], keys: Sequence[int]) -> list[Question]:
    """Of these questions, those that match still, locked."""
    wanted = questions.filter(pk__in=keys).order_by("pk")
    return list(wanted.select_for_update(of=("self",)))


def managed_by(person: Person, group_id: UUID) -> Group:
    """Return the group, locked, if `person` manages it now."""
    membership = membership_for(person, group_id, lock=True)
    if not membership.is_manager:
        raise NotAManager
    return membership.group


def member_named(group: Group, user_id: UUID) -> User:
    """Return who is or was a member of the group; else NotFound."""
    members = group.members.filter(user__uuid=user_id)
    found = members.select_related("user").first()
    if found is None:
        raise NotFound
    return found.user


def taken_by(group: Group, user: User) -> QuerySet[Question]:
    """The questions of this group that he has taken and not closed."""
    taken = Question.objects.filter(group=group, assignee=user)
    return taken.filter(state=QuestionState.CLAIMED)


def n_taken(group: Group, user: User) -> int:
    return taken_by(group, user).count()


class Candidate(NamedTuple):
    """Who may become a member, and the organisations he shares with who names him."""

    user: User
    organisations: frozenset[int]


def practitioners_for(person: Person, user_ids: Iterable[UUID]) -> list[Candidate]:
    """Return these colleagues of `person`, each once, in the order given.

    NotFound for whoever `person` may not know, NotAPractitioner for his organisations'
    patients (S2-05). Two queries at most.
    """
    wanted = dict.fromkeys(user_ids)
    memberships = (
        present_practitioners()
        .filter(
            user__uuid__in=wanted,
            user__is_active=True,
            organisation__in=organisations_of(person),
        )
        .select_related("user")
    )
    users: dict[UUID, User] = {}
    shared: dict[UUID, set[int]] = defaultdict(set)
    for membership in memberships:
        users[membership.user.uuid] = membership.user
        shared[membership.user.uuid].add(membership.organisation_id)
    if missing := wanted.keys() - users.keys():
        raise _refusal(person, missing)
    return [Candidate(users[uuid], frozenset(shared[uuid])) for uuid in wanted]


def _refusal(person: Person, missing: Collection[UUID]) -> NotFound | NotAPractitioner:
    patients = patients_of(person).filter(user__uuid__in=missing)
    known = patients.values("user_id").distinct().count()
    return NotAPractitioner() if known == len(missing) else NotFound()


def experts() -> QuerySet[GroupMember]:
    """Present members of expert groups who may read their queues and take questions.

    Whether the group is active or not: a deactivated one keeps its pending questions.
    """
    standing = present_practitioners().filter(
        user=OuterRef("user"), organisation=OuterRef("organisation")
    )
    return present_members().filter(
        Exists(standing), group__kind=GroupKind.EXPERT, user__is_active=True
    )


def group_at(key: int) -> Group:
    """Return the group. Authorises nothing: for the pull of its queue."""
    return Group.objects.get(pk=key)


def readers_of_queue(group_key: int) -> tuple[int, ...]:
    """Who is told of a group's queue now. One query."""
    readers = experts().filter(group=group_key).order_by("user_id")
    return tuple(readers.values_list("user_id", flat=True))


def is_expert_of(person: Person, group_key: int) -> bool:
    return experts().filter(user=person.id, group=group_key).exists()


def queue_for(person: Person, group_id: UUID) -> Group:
    """Return the expert group whose queue `person` may read now; else NotFound."""
    mine = experts().filter(user=person.id, group__uuid=group_id).first()
    return mine.group if mine else _nothing()


def question_for(person: Person, question_id: UUID, *, lock: bool = False) -> Question:
    """Return a question that `person` may read now; else NotFound.

    Its requester and its expert take part in it; while it is pending the members of its
    group read it too (S2-13, S2-16). Asked again under the lock where one is wanted:
    what commits in between wins. The question then holds the locked conversation.
    """
    is_readable = _takes_part(person) | _is_pending_for(person)
    found = _question(Q(is_readable, conversation__uuid=question_id))
    if lock:
        conversation = locked(found.pk)
        found = _question(Q(is_readable, pk=found.pk))
        found.conversation = conversation
    return found


def question_for_member(person: Person, question_id: UUID) -> Question:
    """Return a pending question of a group in which `person` is a member now."""
    return _question(Q(_is_pending_for(person), conversation__uuid=question_id))


def question_to_claim(person: Person, question_id: UUID) -> Question:
    """Return a question of a group of his, pending or taken, or one of his own.

    For claiming alone: who comes too late may know that, and nothing else.
    """
    found = _claimable.first(person=person.id, question=question_id)
    return found or _nothing()


@Prepared
def _claimable() -> QuerySet[Question]:
    person = Slot("person")
    theirs = Q(state__in=[QuestionState.PENDING, QuestionState.CLAIMED])
    mine = Q(requester=person) | Q(assignee=person)
    claimable = mine | (theirs & Q(expert_there(person)))
    wanted = Slot("question", UUIDField())
    return _questions().filter(claimable, conversation__uuid=wanted)


def exchange_for(person: Person, conversation_id: UUID) -> Question:
    """Return the question in which `person` takes part now, its conversation locked.

    Else NotFound; NotClosable where it is another kind of conversation.
    """
    conversation = locked_for(person, conversation_id)
    if conversation.kind != Kind.QUESTION:
        raise NotClosable
    question = _question(Q(pk=conversation.pk))
    question.conversation = conversation
    return question


def require_answerable(group: Group, requester_id: int | None = None) -> None:
    """GroupInactive where it takes no questions, or nobody but himself would answer.

    Under the group's lock. One query.
    """
    others = experts().filter(group=group).exclude(user=requester_id)
    if not group.is_active or not others.exists():
        raise GroupInactive


def is_there(question: Question) -> bool:
    """Whether its assignee still practises where it was asked (S2-41)."""
    here = present_practitioners().filter(
        user=question.assignee_id,
        user__is_active=True,
        organisation=question.group.organisation_id,
    )
    return here.exists()


def record_at(person: Person, organisation_key: int) -> PatientRecord | None:
    """Return the record under which `person` is a patient there, if he is one."""
    records = PatientRecord.objects.filter(user=person.id)
    return records.filter(organisation=organisation_key).first()


def _question(wanted: Q) -> Question:
    return _questions().filter(wanted).first() or _nothing()


def _nothing() -> NoReturn:
    raise NotFound


def _questions() -> QuerySet[Question]:
    return Question.objects.select_related(
        "conversation", "group", "requester", "assignee"
    )


def _is_pending_for(person: Person) -> Q:
    return Q(expert_there(person.id), state=QuestionState.PENDING)


def expert_there(person_key: int | Slot) -> Exists:
    """For rows of Question: the person is an expert of its group now."""
    return Exists(experts().filter(user=person_key, group=OuterRef("group")))


def _takes_part(person: Person) -> Q:
    there = participations(person).filter(conversation=OuterRef("conversation"))
    return Q(Exists(there))
