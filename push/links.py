"""The way in from an e-mail: made, and found again by its token.

Who has only our database has no link: a digest is kept, not the token. The link lets
nobody in, it says where to go once signed in.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from push.models import Link

TOKEN_BYTES: Final = 16


def make_link(user_id: int, subject: UUID, *, now: datetime) -> str:
    """Return an address for this person's e-mail, good for LINK_DAYS. One INSERT."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    Link.objects.create(
        digest=_digest(token),
        user_id=user_id,
        subject=subject,
        expires_at=expiry(now),
    )
    return absolute(reverse("way_in", args=[token]))


def link_for(token: str) -> Link | None:
    """Return the link of this token, unless it has expired. One query."""
    return Link.objects.filter(
        digest=_digest(token), expires_at__gt=timezone.now()
    ).first()


def expiry(made_at: datetime) -> datetime:
    return made_at + timedelta(days=settings.LINK_DAYS)


def absolute(path: str) -> str:
    """Return the address of a path of this site."""
    return f"{settings.ORIGINS[0]}{path}"


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
