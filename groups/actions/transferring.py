"""What an expert has taken goes to another member of his group (S2-28).

theirs to give and to get?  ->  lock conversations -> questions -> group
  ->  has he taken another one meanwhile?  Grown: the caller begins again
"""

from typing import NamedTuple
from uuid import UUID

from accounts.models import User
from accounts.people import Person
from chat.actions.seating import seat
from chat.models import EntryKind
from chat.timeline import Fact
from groups.access import experts, lock_groups, member_named, taken_by
from groups.experts import administered
from groups.leftovers import Grown
from groups.models import Group, Question
from groups.turns import turn
from lib.errors import NotFound


class Estate(NamedTuple):
    """Locked: the group and what `user` has taken in it; `heir` is to have it."""

    group: Group
    user: User
    heir: User
    questions: list[Question]


def hold_taken(by: Person, group_id: UUID, user_id: UUID, heir_id: UUID) -> Estate:
    """Lock what he has taken; refuse who may not give it. May raise Grown.

    NotFound where the heir is no other expert of the group. His own questions are not
    his to answer (S2-30): they stay where they are.
    """
    group = administered(by, group_id)
    user = member_named(group, user_id)
    heir = _heir(group, user, heir_id)
    taken = taken_by(group, user).exclude(requester=heir)
    groups, questions = lock_groups([group], taken)
    # Again, under the locks: what commits in between wins.
    administered(by, group_id)
    _heir(group, user, heir_id)
    if taken.exclude(pk__in=[question.pk for question in questions]).exists():
        raise Grown
    return Estate(groups[group.pk], user, heir, questions)


def _heir(group: Group, user: User, heir_id: UUID) -> User:
    others = experts().filter(group=group).exclude(user=user)
    found = others.select_related("user").filter(user__uuid=heir_id).first()
    if found is None:
        raise NotFound
    return found.user


def transfer(estate: Estate, *, by: Person) -> None:
    """Each exchange loses its expert and has another, who reads all of it."""
    heir = {"id": str(estate.heir.uuid), "name": estate.heir.display_name}
    for question in estate.questions:
        question.assignee = estate.heir
        question.save(update_fields=["assignee"])
        turn(
            question,
            [Fact(EntryKind.TRANSFERRED, by.id, {"person": heir})],
            by=by,
            is_queued=False,
            seated=seat(question.conversation, estate.heir.pk),
            leaver_id=estate.user.pk,
        )
