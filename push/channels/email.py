"""E-mail, over the backend that Django is configured with: SMTP, or a provider's API.

One connection a batch. A duplicate has the same Message-ID.
"""

import logging
import smtplib
from collections.abc import Sequence
from contextlib import closing, suppress
from email.utils import parseaddr
from http import HTTPStatus
from typing import Final

from anymail.exceptions import (  # type: ignore[import-untyped]  # untyped
    AnymailAPIError,
    AnymailRecipientsRefused,
    AnymailUnsupportedFeature,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from push import links, outbox, wording
from push.contract import Accepted, Again, Letter, Outcome, Refused, Why
from push.pacing import Outcomes, in_time

logger = logging.getLogger(__name__)

# The page that has the preferences.
PREFERENCES: Final = "discussions"
# Backends that send to nobody.
NOWHERE: Final = ("console.EmailBackend", "dummy.EmailBackend")
# The server closes.
CLOSING: Final = 421
# It wants to know us first, or does not.
STRANGERS: Final = frozenset({530, 534, 535, 538})
PERMANENT: Final = 500


class Email:
    name = "email"

    def is_on(self) -> bool:
        return not _is_kept() or outbox.is_on()

    def send(self, letters: Sequence[Letter]) -> list[Outcome]:
        return in_time(letters, _kept if _is_kept() else _sent)


def _is_kept() -> bool:
    return bool(settings.EMAIL_BACKEND.endswith(NOWHERE))


def _kept(letters: Sequence[Letter]) -> Outcomes:
    for letter in letters:
        mail = message(letter)
        outbox.keep(Email.name, letter, title=str(mail.subject), body=str(mail.body))
        yield Accepted(message_id(letter))


def _sent(letters: Sequence[Letter]) -> Outcomes:
    try:
        connection = get_connection()
    except ImproperlyConfigured:
        yield Again("configuration", is_down=True)
        return
    with closing(_Line(connection)) as line:
        if why := line.open():
            yield Again(why, is_down=True)
            return
        for letter in letters:
            outcome = line.send(letter)
            if not isinstance(outcome, Accepted):
                logger.warning("delivery %s: e-mail %s", letter.id, outcome.reason)
            yield outcome


def _why_down(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "configuration"
    return "timeout" if isinstance(error, TimeoutError) else "unreachable"


class _Line:
    """One connection."""

    def __init__(self, connection: BaseEmailBackend) -> None:
        self._connection = connection

    def open(self) -> str:
        """Return why it cannot be opened, or ""."""
        try:
            self._connection.open()
        except OSError as error:
            logger.warning("no connection for e-mails: %s", type(error).__name__)
            return _why_down(error)
        return ""

    def close(self) -> None:
        # What was accepted stays so, whatever it answers to our farewell.
        with suppress(OSError):
            self._connection.close()

    def send(self, letter: Letter) -> Outcome:
        """Send one letter; raises nothing."""
        try:
            mail = message(letter)
            self._connection.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as refusal:
            return _answered(min(code for code, _ in refusal.recipients.values()))
        except smtplib.SMTPSenderRefused as refusal:
            # Nobody's would pass.
            is_down = refusal.smtp_code >= PERMANENT
            return Again(_name(refusal.smtp_code), is_down=is_down or _is_over(refusal))
        except smtplib.SMTPResponseException as refusal:
            return _answered(refusal.smtp_code)
        except AnymailRecipientsRefused:
            return Refused(Why.REFUSED)
        except AnymailAPIError as refusal:
            return _answered_by_api(refusal.status_code)
        except (AnymailUnsupportedFeature, ImproperlyConfigured):
            return Again("configuration", is_down=True)
        except OSError as error:
            return Again(_why_down(error), is_down=True)
        except ValueError:
            # No such address can be written.
            return Refused(Why.REFUSED)
        except Exception as error:
            logger.error("an e-mail could not be made: %s", type(error).__name__)
            return Again("failed")
        return Accepted(_reference(mail) or message_id(letter))


def _is_over(refusal: smtplib.SMTPResponseException) -> bool:
    return refusal.smtp_code == CLOSING


def _answered(code: int) -> Outcome:
    """Return what an answer of SMTP means, to recipients or to the text."""
    if code == CLOSING or code in STRANGERS:
        return Again(_name(code), is_down=True)
    return Refused(Why.REFUSED) if code >= PERMANENT else Again(_name(code))


def _name(code: int) -> str:
    return f"smtp_{code}"


def _answered_by_api(status: int | None) -> Outcome:
    if status is None:
        return Again("unreachable", is_down=True)
    if status in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}:
        return Refused(Why.REFUSED)
    return Again(f"http_{status}", is_down=status != HTTPStatus.TOO_MANY_REQUESTS)


def _reference(mail: EmailMultiAlternatives) -> str:
    """Return the name that a provider gave it."""
    status = getattr(mail, "anymail_status", None)
    return str(status.message_id or "") if status else ""


def message_id(letter: Letter) -> str:
    _, _, domain = _sender().rpartition("@")
    return f"<{letter.id}@{domain or 'localhost'}>"


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def message(letter: Letter) -> EmailMultiAlternatives:
    """Return the e-mail: text, and the same words in HTML that loads nothing."""
    kind, language = letter.envelope.kind, letter.language
    subject = wording.sentence(kind, letter.envelope.is_urgent, language)
    told = {
        "subject": subject,
        "language": language,
        "link": letter.link,
        "words": wording.email(kind, language, expires_at=links.expiry(timezone.now())),
    }
    mail = EmailMultiAlternatives(
        subject,
        render_to_string("push/email.txt", told),
        to=[letter.address],
        reply_to=[settings.MAIL_NO_REPLY or _sender()],
        headers={
            "Message-ID": message_id(letter),
            "Auto-Submitted": "auto-generated",
            "Precedence": "bulk",
            "List-Unsubscribe": f"<{links.absolute(reverse(PREFERENCES))}>",
        },
    )
    mail.attach_alternative(render_to_string("push/email.html", told), "text/html")
    return mail
