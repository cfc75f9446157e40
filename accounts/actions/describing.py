"""What a member is in his organisation, in words: title and specialty."""

from django.db import transaction

from accounts.actions.naming import display_name
from accounts.audit import Actor, record
from accounts.models import Membership
from lib.text import fold


@transaction.atomic
def describe_member(
    *, actor: Actor, membership_id: int, title: str, specialty: str
) -> Membership:
    """Colleagues read the title before his name, and find him by the specialty."""
    membership = Membership.objects.select_related("user").get(pk=membership_id)
    membership.title, membership.specialty = title, specialty
    membership.specialty_words = fold(specialty)
    membership.save(update_fields=["title", "specialty", "specialty_words"])
    user = membership.user
    user.display_name = display_name(title, user.first_name, user.last_name)
    user.save(update_fields=["display_name"])
    record(actor, "accounts.membership.described", membership)
    return membership
