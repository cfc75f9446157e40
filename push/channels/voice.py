"""Telephone calls: a voice says that a message waits. Planning says at what hours."""

from collections.abc import Sequence
from functools import partial

from push import wording
from push.channels.text import to_numbers
from push.contract import Letter, Outcome
from push.pacing import in_time
from push.providers import Provider, is_configured


class Voice:
    name = "voice"

    def is_on(self) -> bool:
        return is_configured()

    def send(self, letters: Sequence[Letter]) -> list[Outcome]:
        return in_time(letters, partial(to_numbers, _call))


def _call(provider: Provider, letter: Letter) -> Outcome:
    envelope = letter.envelope
    words = wording.spoken(envelope.kind, envelope.is_urgent, letter.language)
    return provider.call(letter, words)
