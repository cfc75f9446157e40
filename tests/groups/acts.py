"""What the cast does with groups, in one call each, by the real actions."""

from __future__ import annotations

from uuid import uuid4

from accounts.actions.leaving import end_membership
from accounts.models import AuditEvent, Membership, Organisation
from accounts.people import Person
from chat.actions.posting import Posted, post_message
from chat.models import Entry, Participant
from groups.actions.adding import add_member
from groups.actions.changing import change_group
from groups.actions.creating import create_group
from groups.actions.leaving import leave_group
from groups.actions.removing import remove_member
from groups.models import Group
from groups.schemas import ChangeGroup, CreateGroup


def create(
    creator: Person, *members: Person, name: str = "Équipe", **asked: object
) -> Group:
    wanted = CreateGroup(
        kind="discussion",
        name=name,
        members=tuple(member.uuid for member in members),
        **asked,
    )
    return create_group(creator=creator, asked=wanted).group


def add(by: Person, group: Group, person: Person) -> bool:
    return add_member(by=by, group_id=group.uuid, user_id=person.uuid)


def remove(by: Person, group: Group, person: Person) -> int | None:
    return remove_member(by=by, group_id=group.uuid, user_id=person.uuid).n_open


def change(by: Person, group: Group, **asked: object) -> None:
    wanted = ChangeGroup.model_validate(asked)
    change_group(by=by, group_id=group.uuid, asked=wanted)


def leave(person: Person, group: Group) -> None:
    leave_group(person=person, group_id=group.uuid)


def end(person: Person, place: Organisation) -> None:
    membership = Membership.objects.get(
        user=person.id, organisation=place, ended_at=None
    )
    end_membership(actor=None, membership_id=membership.pk)


def write(author: Person, group: Group, text: str = "Bonjour") -> Posted:
    return post_message(
        author=author,
        conversation_id=group.discussion.uuid,
        text=text,
        client_id=uuid4(),
    )


def log(group: Group) -> list[str]:
    """The kinds of the conversation's entries, in order."""
    entries = Entry.objects.filter(conversation=group.discussion).order_by("seq")
    return list(entries.values_list("kind", flat=True))


def readers(group: Group) -> dict[int, int]:
    """Who takes part now, and from which entry on he reads."""
    present = Participant.objects.filter(conversation=group.discussion, left_seq=None)
    return dict(present.values_list("user_id", "from_seq"))


def members(group: Group) -> set[int]:
    present = group.members.filter(removed_at=None)
    return set(present.values_list("user_id", flat=True))


def managers(group: Group) -> set[int]:
    present = group.members.filter(removed_at=None, is_manager=True)
    return set(present.values_list("user_id", flat=True))


def audited(group: Group) -> list[str]:
    events = AuditEvent.objects.filter(object_id=str(group.uuid)).order_by("pk")
    return list(events.values_list("verb", flat=True))
