"""An account is closed, or opened again."""

from django.db import transaction

from accounts.actions.ending import end_sessions
from accounts.audit import Actor, record
from accounts.models import User
from accounts.tidings import account_closed
from lib.db import retrying


@retrying
@transaction.atomic
def deactivate(*, actor: Actor, user_id: int) -> bool:
    """Close the account and its sessions. False: it was closed already."""
    if not User.objects.filter(pk=user_id, is_active=True).update(is_active=False):
        return False
    record(actor, "accounts.person.deactivated", User.objects.get(pk=user_id))
    account_closed.tell([user_id])
    end_sessions([user_id])
    return True


@transaction.atomic
def reactivate(*, actor: Actor, user_id: int) -> bool:
    """Open the account again. False: it was open."""
    if not User.objects.filter(pk=user_id, is_active=False).update(is_active=True):
        return False
    record(actor, "accounts.person.reactivated", User.objects.get(pk=user_id))
    return True
