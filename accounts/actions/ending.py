"""Sessions end, and what hangs on them."""

from collections.abc import Collection

from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.models import Session
from accounts.tidings import tell_access_changed


@transaction.atomic
def end_sessions(user_ids: Collection[int], *, keep: str | None = None) -> None:
    """Sign these people out everywhere, but for the session `keep`; sockets too."""
    for model in (Session, UserSession):
        model.objects.filter(user__in=user_ids).exclude(session_key=keep or "").delete()
    tell_access_changed(user_ids)
