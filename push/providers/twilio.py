"""Twilio's REST API."""

import json
import logging
from http import HTTPStatus
from typing import Final, NamedTuple
from urllib.parse import unquote, urlencode, urlsplit
from xml.sax.saxutils import escape

import urllib3
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.exceptions import TimeoutError as TooLate

from push.contract import Accepted, Again, Letter, Outcome, Refused, Why

logger = logging.getLogger(__name__)

SECONDS: Final = 10.0
DAY_SECONDS: Final = 86_400
# What Twilio calls a sender that is chosen among many.
SERVICE: Final = "MG"
# Its own codes for numbers from which we may not write: nobody's letter would pass.
OUR_FAULT: Final = frozenset({21210, 21212, 21603, 21606, 21659, 21660, 21701})
VOICES: Final = {"fr": "fr-FR", "en": "en-GB"}


class Account(NamedTuple):
    sid: str
    token: str
    sender: str


def account(url: str) -> Account:
    """Read twilio://sid:token@sender. Raises ValueError where a part is missing."""
    parts = urlsplit(url)
    # The host of a URL loses its capitals.
    sender = unquote(parts.netloc.rpartition("@")[2])
    if not (parts.username and parts.password and sender):
        raise ValueError("SMS_URL is not twilio://sid:token@sender")
    return Account(unquote(parts.username), unquote(parts.password), sender)


class Twilio:
    """One connection, kept for the next letter."""

    def __init__(self, account: Account, api: str) -> None:
        self._account = account
        self._root = f"{api.rstrip('/')}/2010-04-01/Accounts/{account.sid}"
        login = f"{account.sid}:{account.token}"
        headers = urllib3.make_headers(basic_auth=login, user_agent="Relais")
        self._pool = urllib3.PoolManager(num_pools=1, headers=headers)

    def close(self) -> None:
        self._pool.clear()

    def text(self, letter: Letter, words: str) -> Outcome:
        sender = self._account.sender
        key = "MessagingServiceSid" if sender.startswith(SERVICE) else "From"
        form = {"To": letter.address, key: sender, "Body": words}
        return self._posted(letter, "Messages", form)

    def call(self, letter: Letter, words: str) -> Outcome:
        """Say it twice: who picks up does not listen yet."""
        voice = VOICES.get(letter.language, VOICES["fr"])
        said = f'<Say language="{voice}" loop="2">{escape(words)}</Say>'
        form = {
            "To": letter.address,
            "From": self._account.sender,
            "Twiml": f"<Response>{said}</Response>",
        }
        return self._posted(letter, "Calls", form)

    def _posted(self, letter: Letter, what: str, form: dict[str, str]) -> Outcome:
        try:
            answer = self._pool.request(
                "POST",
                f"{self._root}/{what}.json",
                body=urlencode(form),
                headers={
                    **self._pool.headers,
                    "Content-Type": "application/x-www-form-urlencoded",
                },
                timeout=urllib3.Timeout(total=SECONDS),
                retries=False,
                redirect=False,
            )
        except NewConnectionError:
            # Which is a kind of time-out, for urllib3.
            return Again("unreachable", is_down=True)
        except TooLate:
            return Again("timeout", is_down=True)
        except (HTTPError, OSError):
            return Again("unreachable", is_down=True)
        return _told(letter, answer)


def _told(letter: Letter, answer: urllib3.BaseHTTPResponse) -> Outcome:
    """Return what Twilio's answer means."""
    said = _read(answer.data)
    if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
        return Accepted(str(said.get("sid", "")))
    code = said.get("code")
    code = code if isinstance(code, int) else 0
    logger.warning("delivery %s: Twilio %s, code %s", letter.id, answer.status, code)
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return Again("http_429", after=_seconds(answer.headers.get("Retry-After", "")))
    if answer.status == HTTPStatus.BAD_REQUEST and code not in OUR_FAULT:
        return Refused(Why.REFUSED)
    return Again(f"http_{answer.status}", is_down=True)


def _read(body: bytes) -> dict[str, object]:
    try:
        read = json.loads(body)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _seconds(retry_after: str) -> float | None:
    if retry_after.isascii() and retry_after.isdigit():
        return float(min(int(retry_after[:9]), DAY_SECONDS))
    return None
