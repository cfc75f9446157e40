"""Who carries text messages and calls: one file each, chosen by SMS_URL."""

from typing import Protocol

from django.conf import settings

from push.contract import Letter, Outcome


class Provider(Protocol):
    """Sends one at a time, within 10 seconds; raises nothing for what a network does.

    The address of the letter is a number as E.164 writes it.
    """

    def text(self, letter: Letter, words: str) -> Outcome: ...

    def call(self, letter: Letter, words: str) -> Outcome: ...

    def close(self) -> None: ...


def is_configured() -> bool:
    return bool(settings.SMS_URL)


def new_provider() -> Provider:
    """Return the one that SMS_URL names. Raises ValueError where it names none."""
    from push.providers.console import Console
    from push.providers.twilio import Twilio, account

    scheme, _, _ = settings.SMS_URL.partition(":")
    if scheme == "console":
        return Console()
    if scheme == "twilio":
        return Twilio(account(settings.SMS_URL), settings.TWILIO_API)
    raise ValueError("SMS_URL is neither twilio: nor console:")
