"""Who is no more where he stood when he became a member or took a question."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from accounts.access import present_practitioners
from groups.access import present_members
from groups.models import GroupKind, GroupMember, Question, QuestionState


def departed_members(user_ids: Collection[int]) -> QuerySet[GroupMember]:
    """Members who no longer are practitioners where they were when they joined."""
    standing = present_practitioners().filter(
        user=OuterRef("user"), organisation=OuterRef("organisation")
    )
    members = present_members().filter(~Exists(standing), user__in=user_ids)
    return members.select_related("user").order_by("group", "id")


def memberships_of_closed_accounts(user_ids: Collection[int]) -> QuerySet[GroupMember]:
    """What people who can sign in no more are in expert groups."""
    members = present_members().filter(
        user__in=user_ids, user__is_active=False, group__kind=GroupKind.EXPERT
    )
    return members.select_related("user").order_by("group", "id")


def abandoned_questions(user_ids: Collection[int]) -> QuerySet[Question]:
    """What these people have taken where they practise no more."""
    there = present_practitioners().filter(
        user=OuterRef("assignee"), organisation=OuterRef("group__organisation")
    )
    return Question.objects.filter(
        ~Exists(there), state=QuestionState.CLAIMED, assignee__in=user_ids
    )
