"""The key with which a browser shuts away what it could not send yet.

It is derived (HKDF, RFC 5869) from the server's secret and the session, and stored
nowhere: when the session ends, what the browser still holds opens to nobody.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from typing import Final

from django.conf import settings

from accounts.people import Person

SALT: Final = b"relais outbox 1"


def outbox_key(person: Person) -> str:
    """Return 32 bytes in base64url, the same for one person's session."""
    extracted = hmac.digest(SALT, settings.SECRET_KEY.encode(), hashlib.sha256)
    # One block of the expansion is the whole key.
    info = f"{person.uuid} {person.session_key}".encode() + b"\x01"
    return urlsafe_b64encode(hmac.digest(extracted, info, hashlib.sha256)).decode()
