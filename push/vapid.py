"""The key by which push services of browsers know who sends (VAPID, RFC 8292).

Browsers bind their subscription to it: with another key all of them are lost.
"""

import logging
import os
import re
import time
from contextlib import suppress
from email.utils import parseaddr
from functools import lru_cache
from pathlib import Path
from typing import Final
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings
from py_vapid import Vapid02  # type: ignore[import-untyped]  # it has no types
from py_vapid.utils import b64urlencode  # type: ignore[import-untyped]  # the same

# What py_vapid signs, and a little less.
CONTACT: Final = re.compile(
    r"mailto:[^\s@]+@(?:localhost|[\w-]+(?:\.[\w-]+)+)|https://[\w-]+(?:\.[\w-]+)+",
    re.ASCII,
)

logger = logging.getLogger(__name__)

# Push services refuse what is valid for more than a day; clocks differ.
VALID_SECONDS: Final = 12 * 3600


def public_key() -> str | None:
    """Return what pages need as `applicationServerKey`; None where there is no key."""
    known = key()
    if known is None:
        return None
    point = known.public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return str(b64urlencode(point))


def key() -> Vapid02 | None:
    """Return the key; None where there is none that can be read.

    Away from the public it is made when it is first needed.
    """
    path = Path(settings.VAPID_KEY_FILE)
    try:
        if not settings.IS_PUBLIC and not path.exists():
            make()
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        logger.error("The VAPID key cannot be reached (%s).", error)
        return None
    # Another process may replace it.
    return _read(path, found.st_ino, found.st_ctime_ns)


@lru_cache(maxsize=1)
def _read(path: Path, inode: int, changed_ns: int) -> Vapid02 | None:
    """Return what the file holds; the other arguments say which state of it."""
    try:
        found = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        logger.error("The VAPID key cannot be read (%s).", error)
        return None
    if not isinstance(found, ec.EllipticCurvePrivateKey):
        logger.error("The VAPID key is none of an elliptic curve.")
        return None
    if not isinstance(found.curve, ec.SECP256R1):
        logger.error("The VAPID key is not of the curve P-256.")
        return None
    return Vapid02(found)


def make(*, is_replaced: bool = False) -> None:
    """Write a new key, for our eyes only; one that is there stays, unless replaced.

    Of two processes at once one wins, and no reader sees half a key.
    """
    path = Path(settings.VAPID_KEY_FILE)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{uuid4().hex}")
    _write(draft)
    try:
        if is_replaced:
            draft.replace(path)
        else:
            with suppress(FileExistsError):
                os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _write(draft: Path) -> None:
    new = Vapid02()
    new.generate_keys()
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(new.private_pem())
        file.flush()
        os.fsync(handle)


def subject() -> str:
    """Return whom push services may ask about what we send."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return str(settings.VAPID_SUBJECT) or f"mailto:{address}"


def is_contact(said: str) -> bool:
    """Whether a push service can ask there: an e-mail address, or a page."""
    return CONTACT.fullmatch(said) is not None


def authorization(signer: Vapid02, origin: str) -> str:
    """Return the header that says to this push service who sends.

    Raises VapidException where `subject` is none that it could ask.
    """
    # Signing changes what it is given: never the same twice.
    claims = {
        "aud": origin,
        "sub": subject(),
        "exp": int(time.time()) + VALID_SECONDS,
    }
    return str(signer.sign(claims)["Authorization"])
