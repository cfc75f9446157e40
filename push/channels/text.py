"""Text messages, for who has no address for e-mails."""

import re
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from typing import Final

from push import wording
from push.contract import Again, Letter, Outcome, Refused, Why
from push.pacing import Outcomes, in_time
from push.providers import Provider, is_configured, new_provider

E164: Final = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)

# How a provider takes one letter.
Way = Callable[[Provider, Letter], Outcome]


class Text:
    name = "text"

    def is_on(self) -> bool:
        return is_configured()

    def send(self, letters: Sequence[Letter]) -> list[Outcome]:
        return in_time(letters, partial(to_numbers, _text))


def _text(provider: Provider, letter: Letter) -> Outcome:
    envelope = letter.envelope
    words = wording.text_message(
        envelope.kind, envelope.is_urgent, letter.language, link=letter.link
    )
    return provider.text(letter, words)


def to_numbers(way: Way, letters: Sequence[Letter]) -> Outcomes:
    """Hand the letters to the provider; one for no number is refused by us."""
    try:
        provider = new_provider()
    except ValueError:
        yield Again("configuration", is_down=True)
        return
    with closing(provider):
        for letter in letters:
            is_number = E164.fullmatch(letter.address)
            yield way(provider, letter) if is_number else Refused(Why.REFUSED)
