"""A person stops being a member of an organisation."""

from django.db import transaction
from django.db.models.functions import Now

from accounts.actions.ending import end_sessions
from accounts.actions.joining import described
from accounts.audit import Actor, record
from accounts.models import Membership, User
from accounts.tidings import membership_ended
from lib.db import retrying


@retrying
@transaction.atomic
def end_membership(*, actor: Actor, membership_id: int) -> bool:
    """End the membership, his sessions, and what followed from it (his groups).

    A private conversation of two who share no organisation any more becomes read-only
    by itself. Someone who is still a member elsewhere signs in again, and is then who
    he is now. False: it had ended before.
    """
    present = Membership.objects.filter(pk=membership_id, ended_at=None)
    # Whoever gives this person something by his membership waits here, or is seen.
    # no_key: his messages, which only point at him, need not wait.
    waiting = User.objects.select_for_update(no_key=True)
    waiting.filter(pk__in=present.values("user")).first()
    if not present.update(ended_at=Now()):
        return False
    membership = Membership.objects.select_related("user", "organisation").get(
        pk=membership_id
    )
    record(actor, "accounts.membership.ended", membership, described(membership))
    membership_ended.tell([membership.user_id])
    end_sessions([membership.user_id])
    return True
