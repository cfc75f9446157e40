"""Browsers: Web Push (RFC 8030), encrypted for one browser (RFC 8291)."""

import json
import logging
import time
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from hashlib import sha256
from http import HTTPStatus
from typing import Final

from py_vapid import Vapid02, VapidException  # type: ignore[import-untyped]  # untyped
from urllib3 import exceptions

from push import vapid, wording
from push.contract import SEND_SECONDS, Accepted, Again, Letter, Outcome, Refused, Why
from push.endpoints import resolved
from push.errors import EndpointRefused
from push.posting import Answer, post
from push.retry_after import seconds_of

logger = logging.getLogger(__name__)

# Fifty letters that take three seconds each are sent in time.
THREADS: Final = 10
POST_SECONDS: Final = 10.0
# What threads need to tell that their time is over.
MARGIN_SECONDS: Final = 1.0
# Four weeks: push services keep nothing longer.
MOST_SECONDS_TO_LIVE: Final = 2_419_200
# As many bytes as make the 32 characters that a topic may have.
TOPIC_BYTES: Final = 24

GONE: Final = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
# They do not know our key, or believe that we abuse it.
KEY_REFUSED: Final = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
BUSY: Final = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}


class Browser:
    """Through the push service of each browser's maker, a few letters at a time."""

    name = "browser"

    def is_on(self) -> bool:
        return vapid.key() is not None

    def send(self, letters: Sequence[Letter]) -> list[Outcome]:
        until = time.monotonic() + SEND_SECONDS - MARGIN_SECONDS
        signer = vapid.key()
        if signer is None:
            return [Again("no_key", is_down=True) for _ in letters]
        threads = ThreadPoolExecutor(THREADS, thread_name_prefix="browser-push")
        tasks = [threads.submit(_send, letter, signer, until) for letter in letters]
        wait(tasks, timeout=max(0.0, until - time.monotonic()))
        # One that still waits for somebody ends by itself, unheard.
        threads.shutdown(wait=False, cancel_futures=True)
        return [_outcome(task) for task in tasks]


def _outcome(task: Future[Outcome]) -> Outcome:
    if task.done() and not task.cancelled():
        return task.result()
    return Again("timeout")


def _send(letter: Letter, signer: Vapid02, until: float) -> Outcome:
    """Send one letter; raises nothing."""
    left = min(POST_SECONDS, until - time.monotonic())
    if left <= 0:
        return Again("timeout")
    try:
        return _told(letter, _post(letter, signer, left))
    except EndpointRefused as refusal:
        logger.error("Delivery %s: its endpoint was refused.", letter.id)
        # A resolver may be wrong for a while; the address is not.
        is_resolver = refusal.detail["reason"] == "private"
        return Again("private") if is_resolver else Refused(Why.REFUSED)
    except _BadKeys:
        return Refused(Why.UNREGISTERED, is_address_dead=True)
    except VapidException:
        logger.error("VAPID_SUBJECT is neither mailto: nor https:.")
        return Again("no_key", is_down=True)
    except (exceptions.HTTPError, OSError) as error:
        if _is_late(error):
            return Again("timeout", is_down=True)
        logger.warning("Delivery %s: no push service (%s).", letter.id, _kind(error))
        return Again("unreachable", is_down=True)
    except Exception:
        logger.exception("Delivery %s could not be sent.", letter.id)
        return Again("failed")


def _is_late(error: Exception) -> bool:
    """Whether somebody did not answer in time; urllib3 counts refusals too."""
    is_slow = isinstance(error, exceptions.TimeoutError)
    return is_slow and not isinstance(error, exceptions.NewConnectionError)


def _kind(error: Exception) -> str:
    """Return what it is, without the address that its text may name."""
    return type(error).__name__


def _post(letter: Letter, signer: Vapid02, seconds: float) -> Answer:
    until = time.monotonic() + seconds
    body = _sealed(letter)
    endpoint = resolved(letter.address)
    headers = {
        "Authorization": vapid.authorization(signer, endpoint.origin),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(max(0, min(letter.seconds_to_live, MOST_SECONDS_TO_LIVE))),
        "Urgency": "high" if letter.envelope.is_urgent else "normal",
        "Topic": _topic(letter.collapse),
    }
    return post(endpoint, body, headers, seconds=until - time.monotonic())


def _topic(collapse: str) -> str:
    """Return what replaces what has the same, without saying of what it tells."""
    digest = sha256(collapse.encode()).digest()[:TOPIC_BYTES]
    return urlsafe_b64encode(digest).decode()


class _BadKeys(Exception):
    """Nothing can be encrypted with what the browser gave us."""


def _sealed(letter: Letter) -> bytes:
    """Return the payload as this browser alone can read it."""
    # Its imports are large, and only who sends needs them.
    from http_ece import ECEException  # type: ignore[import-untyped]  # untyped
    from pywebpush import WebPusher, WebPushException  # type: ignore[import-untyped]  # untyped

    subscription = {"endpoint": letter.address, "keys": letter.keys}
    try:
        sealed = WebPusher(subscription).encode(_payload(letter))
    except (WebPushException, ECEException, ValueError, IndexError) as error:
        raise _BadKeys from error
    return bytes(sealed["body"])


def _payload(letter: Letter) -> bytes:
    envelope = letter.envelope
    told = {
        "kind": envelope.kind,
        "subject": str(envelope.subject),
        "count": envelope.count,
        "urgent": envelope.is_urgent,
        "title": wording.title(envelope.kind, envelope.is_urgent, letter.language),
        "body": wording.body(envelope.kind, letter.language),
        "tag": letter.collapse,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _told(letter: Letter, answer: Answer) -> Outcome:
    """Return what the answer of a push service means."""
    status = answer.status
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Accepted()
    if status in GONE:
        return Refused(Why.UNREGISTERED, is_address_dead=True)
    logger.warning("Delivery %s: the push service answered %s.", letter.id, status)
    if status in KEY_REFUSED:
        return Again(f"http_{status}", is_down=True)
    if status in BUSY or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Again(f"http_{status}", after=seconds_of(answer.retry_after))
    return Refused(Why.REFUSED)
