"""Text messages and calls as files, for development."""

from typing import Final

from push import outbox
from push.contract import Accepted, Again, Letter, Outcome
from push.models import ChannelName

DOWN: Final = Again("unreachable", is_down=True)


class Console:
    def text(self, letter: Letter, words: str) -> Outcome:
        return _kept(ChannelName.TEXT, letter, words)

    def call(self, letter: Letter, words: str) -> Outcome:
        return _kept(ChannelName.VOICE, letter, words)

    def close(self) -> None:
        """Nothing is open."""


def _kept(channel: str, letter: Letter, words: str) -> Outcome:
    try:
        outbox.keep(channel, letter, title="", body=words)
    except OSError:
        return DOWN
    return Accepted(str(letter.id))
