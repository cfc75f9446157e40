"""Who leaves an organisation leaves the groups in which he stood for it."""

from collections.abc import Collection

from django.db import transaction

from accounts.signing import picture
from groups.access import departed_members, lock_groups
from groups.actions.ending import end_membership


@transaction.atomic
def leave_groups_of_ended_memberships(user_ids: Collection[int]) -> None:
    """Follow ended memberships, inside the transaction that ends them.

    The caller tells whom to look at; what the database has decides. All locks come
    before the first change: personal rows come after conversations.
    """
    members = list(departed_members(user_ids))
    locked = lock_groups([member.group for member in members])
    for member in members:
        end_membership(
            locked[member.group_id],
            member.user,
            by=picture(member.user),
            verb="groups.member.departed",
        )
