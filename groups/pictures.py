"""Groups as somebody sees them: a member, an administrator, who may ask."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from django.db.models import Count, F, Min

from accounts.schemas import OrganisationOut
from groups.access import present_members
from groups.experts import KnownGroup
from groups.models import Group, GroupMember, Question, QuestionState
from groups.schemas import (
    AskedGroupOut,
    Asker,
    ExpertGroupOut,
    ExpertOut,
    GroupOut,
    MemberOut,
)


class Waiting(NamedTuple):
    """How many questions are pending in a group, and since when the oldest is."""

    n: int = 0
    oldest_asked_at: datetime | None = None


def discussions(mine: Iterable[GroupMember]) -> list[GroupOut]:
    """Discussion groups for a member of them. One query."""
    memberships = list(mine)
    members = members_of([one.group_id for one in memberships])
    return [_discussion(one.group, one, members[one.group_id]) for one in memberships]


def _discussion(group: Group, mine: GroupMember, members: list[MemberOut]) -> GroupOut:
    return GroupOut(
        id=group.uuid,
        kind="discussion",
        organisation=_place(group),
        name=group.name,
        conversation=group.discussion.uuid,
        is_history_shared=group.is_history_shared,
        is_manager=mine.is_manager,
        members=members,
    )


def expert_groups(
    found: Sequence[KnownGroup],
) -> list[ExpertGroupOut | AskedGroupOut]:
    """Expert groups for somebody who may know of them. Three queries.

    Who only may ask is shown no member and no count.
    """
    inside = [one.pk for one in found if _is_inside(one)]
    members, waiting = members_of(inside), waiting_in(inside)
    taken = taken_in([one.pk for one in found if one.is_administrator])
    return [
        _expert(one, _experts(one, members[one.pk], taken), waiting[one.pk])
        if _is_inside(one)
        else _asked(one)
        for one in found
    ]


def _is_inside(group: KnownGroup) -> bool:
    return group.is_member or group.is_administrator


def _experts(
    group: KnownGroup, members: list[MemberOut], taken: Mapping[tuple[int, UUID], int]
) -> list[ExpertOut]:
    is_told = group.is_administrator
    return [
        ExpertOut(
            **dict(one), n_open=taken.get((group.pk, one.id), 0) if is_told else None
        )
        for one in members
    ]


def _expert(
    group: KnownGroup, members: list[ExpertOut], waiting: Waiting
) -> ExpertGroupOut:
    return ExpertGroupOut(
        id=group.uuid,
        kind="expert",
        organisation=_place(group),
        name=group.name,
        public_name=group.public_name,
        description=group.description,
        specialty=group.specialty,
        asked_by=_asked_by(group),
        active=group.is_active,
        is_member=group.is_member,
        is_administrator=group.is_administrator,
        is_open=_is_open(group),
        n_pending=waiting.n,
        oldest_asked_at=waiting.oldest_asked_at,
        muted_until=group.muted_until,
        members=members,
    )


def _asked(group: KnownGroup) -> AskedGroupOut:
    return AskedGroupOut(
        id=group.uuid,
        kind="expert",
        organisation=_place(group),
        name=group.name_for(is_patient=not group.is_practitioner),
        description=group.description,
        specialty=group.specialty,
        is_open=_is_open(group),
    )


def _is_open(group: KnownGroup) -> bool:
    """Whether he may ask it now."""
    as_practitioner = group.is_open_to_practitioners and group.is_practitioner
    as_patient = group.is_open_to_patients and group.is_patient
    return group.is_active and bool(as_practitioner or as_patient)


def _asked_by(group: Group) -> list[Asker]:
    sorts: list[tuple[Literal["patients", "practitioners"], bool]] = [
        ("patients", group.is_open_to_patients),
        ("practitioners", group.is_open_to_practitioners),
    ]
    return [name for name, is_open in sorts if is_open]


def _place(group: Group) -> OrganisationOut:
    return OrganisationOut(id=group.organisation.uuid, name=group.organisation.name)


def waiting_in(group_keys: Sequence[int]) -> dict[int, Waiting]:
    """Counts and ages of pending questions, without what they say. One query."""
    rows = (
        Question.objects.filter(group__in=group_keys, state=QuestionState.PENDING)
        .values("group_id")
        .annotate(n=Count("pk"), oldest=Min("asked_at"))
        .values_list("group_id", "n", "oldest")
    )
    waiting: dict[int, Waiting] = defaultdict(Waiting)
    for group_id, n, oldest in rows:
        waiting[group_id] = Waiting(n, oldest)
    return waiting


def taken_in(group_keys: Sequence[int]) -> dict[tuple[int, UUID], int]:
    """How many questions each expert has taken and not closed. One query."""
    rows = (
        Question.objects.filter(group__in=group_keys, state=QuestionState.CLAIMED)
        .values("group_id", "assignee__uuid")
        .annotate(n=Count("pk"))
        .values_list("group_id", "assignee__uuid", "n")
    )
    return {(group_id, uuid): n for group_id, uuid, n in rows}


def members_of(group_keys: Sequence[int]) -> dict[int, list[MemberOut]]:
    """Managers first, then by name. One query."""
    rows = (
        present_members()
        .filter(
            group__in=group_keys,
            user__memberships__organisation=F("organisation"),
            user__memberships__ended_at=None,
        )
        .order_by("-is_manager", "user__last_name", "user__first_name", "id")
        .values_list(
            "group_id",
            "user__uuid",
            "user__display_name",
            "user__memberships__title",
            "user__memberships__specialty",
            "is_manager",
        )
    )
    members = defaultdict(list)
    for group_id, uuid, name, title, specialty, is_manager in rows:
        members[group_id].append(
            MemberOut(
                id=uuid,
                name=name,
                title=title,
                specialty=specialty,
                is_manager=is_manager,
            )
        )
    return members
