"""Stands in for a channel that is not set up, where somebody develops: /dev/outbox."""

from collections.abc import Sequence

from push import outbox, wording
from push.contract import Accepted, Again, Channel, Letter, Outcome


class Written:
    """The channel, where it is set up; else, in development, a file for each letter."""

    def __init__(self, channel: Channel) -> None:
        self.name = channel.name
        self._channel = channel

    def is_on(self) -> bool:
        return self._channel.is_on() or outbox.is_on()

    def send(self, letters: Sequence[Letter]) -> list[Outcome]:
        if self._channel.is_on():
            return self._channel.send(letters)
        return [self._written(letter) for letter in letters]

    def _written(self, letter: Letter) -> Outcome:
        envelope = letter.envelope
        title = wording.title(envelope.kind, envelope.is_urgent, letter.language)
        body = wording.body(envelope.kind, letter.language)
        try:
            outbox.keep(self.name, letter, title=title, body=body)
        except OSError:
            return Again("disk")
        return Accepted()
