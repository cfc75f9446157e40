"""Letters one after the other, for so long and no longer."""

import logging
import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from typing import Final

from push.contract import SEND_SECONDS, Again, Letter, Outcome

logger = logging.getLogger(__name__)

# What is left for the caller's books.
MARGIN_SECONDS: Final = 1.0
# What a batch had no time for goes first in the next one.
SOON_SECONDS: Final = 1.0

Outcomes = Generator[Outcome, None, None]
Sending = Callable[[Sequence[Letter]], Outcomes]


def in_time(
    letters: Sequence[Letter],
    sending: Sending,
    *,
    seconds: float = SEND_SECONDS - MARGIN_SECONDS,
) -> list[Outcome]:
    """Return an outcome for each letter, in order; raises nothing.

    `sending` yields an outcome a letter. Once a provider is down, no more are tried.
    A thread of its own waits for the network, whose time-outs count each packet anew;
    one that is left behind sends no other letter.
    """
    batch = _Batch(letters, sending, time.monotonic() + seconds)
    thread = threading.Thread(target=batch.run, name="letters", daemon=True)
    thread.start()
    thread.join(seconds)
    return batch.settled()


class _Batch:
    def __init__(
        self, letters: Sequence[Letter], sending: Sending, until: float
    ) -> None:
        self._letters = letters
        self._sending = sending
        self._until = until
        self._outcomes: list[Outcome] = []
        self._rest = Again("timeout", is_down=True)

    def run(self) -> None:
        try:
            self._send()
        except Exception:
            logger.exception("a batch of letters broke")
            self._rest = Again("failed")

    def _send(self) -> None:
        with closing(self._sending(self._letters)) as outcomes:
            for outcome in outcomes:
                self._outcomes.append(outcome)
                if isinstance(outcome, Again) and outcome.is_down:
                    self._rest = outcome
                    break
                if time.monotonic() >= self._until:
                    self._rest = Again("timeout", SOON_SECONDS, is_down=True)
                    break

    def settled(self) -> list[Outcome]:
        outcomes, rest = list(self._outcomes), self._rest
        return outcomes + [rest] * (len(self._letters) - len(outcomes))
