"""Notices to the phone apps, and to web pages that use FCM."""

import hashlib
import logging
import threading
import time
from collections.abc import Sequence
from typing import Any, Final, Literal, cast

from django.conf import settings
from django.core.cache import cache

from push import firebase, wording
from push.contract import SEND_SECONDS, Accepted, Again, Letter, Outcome, Refused, Why
from push.firebase import AT_ONCE, Account, KeyProblem, NoAccess, Sender
from push.models import ChannelName
from push.retry_after import seconds_of

logger = logging.getLogger(__name__)

# Less than we are given, whatever the other side does: one byte a second, say.
LIMIT_SECONDS: Final = SEND_SECONDS - 2
STATE_SECONDS: Final = 300
# As much as a delivery keeps.
REF_MAX: Final = 200

KeyState = KeyProblem | Literal["valid"]

# What stands in a letter's place as long as nothing better is known.
_UNKNOWN: Final = Again("timeout", is_down=True)
# Its message or its token is bad: `_examined` tells which.
_DOUBTFUL: Final = Again("invalid_argument")


class Fcm:
    name: str = ChannelName.PUSH.value

    def __init__(self) -> None:
        self._sender: Sender | None = None
        self._set_up: tuple[object, ...] = ()

    def is_on(self) -> bool:
        return bool(settings.FCM_KEY_FILE) and firebase.is_installed()

    def send(self, letters: Sequence[Letter]) -> list[Outcome]:
        """Send; what is not known after LIMIT_SECONDS is to be sent again."""
        outcomes: list[Outcome] = [_UNKNOWN for _ in letters]
        work = threading.Thread(
            target=self._send, args=(letters, outcomes), name="fcm", daemon=True
        )
        work.start()
        work.join(LIMIT_SECONDS)
        return list(outcomes)

    def _send(self, letters: Sequence[Letter], outcomes: list[Outcome]) -> None:
        """Put each outcome in its letter's place as soon as it is known."""
        for begin in range(0, len(letters), AT_ONCE):
            places = slice(begin, begin + AT_ONCE)
            if why := self._send_some(letters[places], outcomes, places):
                outcomes[:] = [
                    Again(why, is_down=True) if one is _UNKNOWN else one
                    for one in outcomes
                ]
                return

    def _send_some(
        self, letters: Sequence[Letter], outcomes: list[Outcome], places: slice
    ) -> str:
        """Send as many as the library takes; returns why nothing more can be sent."""
        from firebase_admin import exceptions  # type: ignore[import-untyped]

        try:
            sender = self._ready()
            answers = sender.send([_message(letter) for letter in letters])
            outcomes[places] = map(_outcome, answers)
            _take_note(sender, letters, outcomes[places])
            if any(one is _DOUBTFUL for one in outcomes[places]):
                outcomes[places] = _examined(sender, letters, outcomes[places])
        except NoAccess as error:
            return f"key_{error.why}"
        except exceptions.FirebaseError as error:
            return _reason(error)
        except Exception:
            # A mistake of ours or of the library's, e.g. about what it may be given.
            logger.exception("FCM could not be asked")
            return "error"
        return ""

    def _ready(self) -> Sender:
        """Return a sender with a good token, for the key that lies there now."""
        set_up = firebase.set_up()
        if self._sender is None or self._set_up != set_up:
            sender = Sender(firebase.read_key())
            if self._sender:
                self._sender.close()
            self._sender, self._set_up = sender, set_up
        self._sender.account.authorise()
        return self._sender


def _message(letter: Letter) -> Any:
    """All that Google and Apple are told: see `contract.Envelope`."""
    from firebase_admin import messaging

    envelope, same = letter.envelope, letter.collapse
    ends_at = int(time.time()) + letter.seconds_to_live
    message = messaging.Message(
        data={
            "kind": envelope.kind,
            "subject": str(envelope.subject),
            "count": str(envelope.count),
        },
        notification=messaging.Notification(
            title=wording.title(envelope.kind, envelope.is_urgent, letter.language),
            body=wording.body(envelope.kind, letter.language),
        ),
        android=messaging.AndroidConfig(
            collapse_key=same,
            priority="high",
            ttl=letter.seconds_to_live,
            notification=messaging.AndroidNotification(
                tag=same, notification_count=envelope.count
            ),
        ),
        apns=messaging.APNSConfig(
            headers={
                "apns-collapse-id": same,
                "apns-expiration": str(ends_at),
                "apns-priority": "10",
            },
            payload=messaging.APNSPayload(
                aps=messaging.Aps(badge=envelope.count, sound="default")
            ),
        ),
        webpush=messaging.WebpushConfig(
            headers={"TTL": str(letter.seconds_to_live), "Urgency": "high"},
            notification=messaging.WebpushNotification(tag=same),
        ),
    )
    return _addressed(message, letter)


def _addressed(message: Any, letter: Letter) -> Any:
    """The constructor warns of tokens, which is all that today's apps have."""
    message.token = letter.address
    return message


def _outcome(answer: Any) -> Outcome:
    from firebase_admin import exceptions, messaging

    if answer.success:
        return Accepted(str(answer.message_id)[:REF_MAX])
    match answer.exception:
        case messaging.UnregisteredError():
            return Refused(Why.UNREGISTERED, is_address_dead=True)
        case exceptions.InvalidArgumentError():
            return _DOUBTFUL
        case exceptions.ResourceExhaustedError() as error:
            return Again(_reason(error), _retry_after(error))
        case messaging.SenderIdMismatchError() as error:
            # Of one token, which anybody may register: others are not to wait for it.
            return Again(_reason(error))
        case exceptions.FirebaseError() as error:
            return Again(_reason(error), _retry_after(error), is_down=True)
    return Again("no_answer", is_down=True)


def _examined(
    sender: Sender, letters: Sequence[Letter], outcomes: Sequence[Outcome]
) -> list[Outcome]:
    """Try the doubtful ones' tokens with a message that has nothing to be wrong.

    Raises FirebaseError.
    """
    from firebase_admin import messaging

    doubtful = [place for place, one in enumerate(outcomes) if one is _DOUBTFUL]
    messages = [_addressed(messaging.Message(), letters[place]) for place in doubtful]
    examined = list(outcomes)
    answers = sender.send(messages, is_dry=True)
    for place, answer in zip(doubtful, answers, strict=True):
        match _outcome(answer):
            case Accepted():
                logger.error("FCM takes no message like %s", letters[place].id)
                examined[place] = Refused(Why.REFUSED)
            case Again() as again if again is _DOUBTFUL:
                examined[place] = Refused(Why.UNREGISTERED, is_address_dead=True)
            case outcome:
                examined[place] = outcome
    return examined


# What an operator has to put right: the device is not to blame, and stays.
_ALARMING: Final = frozenset(
    {"unauthenticated", "permission_denied", "sender_id_mismatch", "third_party_auth"}
)


def _take_note(
    sender: Sender, letters: Sequence[Letter], outcomes: Sequence[Outcome]
) -> None:
    reasons = {one.reason for one in outcomes if isinstance(one, Again)}
    if "unauthenticated" in reasons:
        sender.account.forget_token()
    for letter, outcome in zip(letters, outcomes, strict=True):
        if isinstance(outcome, Again) and outcome.reason in _ALARMING:
            logger.error("FCM did not take %s: %s", letter.id, outcome.reason)


def _reason(error: Any) -> str:
    from firebase_admin import messaging

    match error:
        case messaging.SenderIdMismatchError():
            return "sender_id_mismatch"
        case messaging.ThirdPartyAuthError():
            return "third_party_auth"
    return str(error.code).lower()


def _retry_after(error: Any) -> float | None:
    response = error.http_response
    said = response.headers.get("Retry-After", "") if response is not None else ""
    return seconds_of(said)


def key_state() -> KeyState:
    """Whether an access token can be had with FCM_KEY_FILE: up to five minutes ago."""
    if not Fcm().is_on():
        return "absent"
    set_up = repr(firebase.set_up()).encode()
    name = f"fcm-key:{hashlib.sha256(set_up).hexdigest()}"
    return cast("KeyState", cache.get_or_set(name, _asked_state, STATE_SECONDS))


def _asked_state() -> KeyState:
    try:
        Account(firebase.read_key()).authorise()
    except NoAccess as error:
        return error.why
    return "valid"
