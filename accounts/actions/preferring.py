"""How a person wants his screens: theme, size of the text, keys."""

from django.db import transaction

from accounts import queries
from accounts.audit import record
from accounts.models import User
from accounts.people import Person
from accounts.schemas import Preferences, PreferencesIn


@transaction.atomic
def prefer(*, person: Person, asked: PreferencesIn) -> Preferences:
    """Change what is named; two devices that change at once both count."""
    user = User.objects.select_for_update(no_key=True).get(pk=person.id)
    before = queries.preferences_of(user)
    after = before.model_copy(update=asked.model_dump(exclude_none=True))
    if after == before:
        return before
    user.preferences = after.model_dump(exclude_defaults=True)
    user.save(update_fields=["preferences"])
    changed = [name for name, value in after if value != getattr(before, name)]
    record(person, "accounts.person.preferences_changed", user, {"fields": changed})
    return after
