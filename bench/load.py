"""The load on a system: closed loop for its peak, open loop for its calm answer."""

from __future__ import annotations

import asyncio
import gc
import time
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from bench.client import Broken
from bench.servers import Serving
from bench.speech import Talker

# Beyond this the generator, not the server, may have been what was measured.
GENERATOR_IS_FULL = 0.85
# A round of messages is over when no delivery came for so long.
QUIET_SECONDS = 1.0
PATIENCE_SECONDS = 60.0
# Senders begin one after another: all at once is another measurement.
RAMP_SECONDS = 1.0
WARM_ANSWERS = 2


class Moment(NamedTuple):
    """The counters at one time."""

    at: float
    cpu: float
    generator: float
    accepted: int
    delivered: int


class Load:
    """Messages on their way: who has sent which, when, and when they came."""

    def __init__(self, serving: Serving, talkers: Sequence[Talker]) -> None:
        self.serving = serving
        self._sent = array("d")
        self.waits = array("d")
        self.accepted = self.refused = 0
        self._is_closed_loop = False
        self._talkers = talkers
        for talker in talkers:
            talker.listener = self

    @property
    def pending(self) -> int:
        return len(self._sent) - self.accepted - self.refused

    def send(self, talker: Talker) -> None:
        self._sent.append(time.perf_counter())
        talker.say(len(self._sent) - 1)

    def delivered(self, marks: Sequence[bytes]) -> None:
        now = time.perf_counter()
        sent = self._sent
        self.waits.extend([now - sent[int(mark)] for mark in marks])

    def answered(self, talker: Talker, mark: int, *, is_accepted: bool) -> None:
        talker.n_answered += 1
        if is_accepted:
            self.accepted += 1
        else:
            self.refused += 1

    def freed(self, talker: Talker) -> None:
        if self._is_closed_loop:
            self.send(talker)

    async def closed_loop(
        self, senders: Sequence[Talker], window: int, warm_up: float, seconds: float
    ) -> tuple[Moment, Moment]:
        """Each sender keeps `window` messages unanswered; return begin and end."""
        self._is_closed_loop = True
        for sender in senders:
            for _ in range(window):
                self.send(sender)
                await asyncio.sleep(RAMP_SECONDS / len(senders) / window)
        await self._warmed(senders, warm_up)
        begin = self.moment()
        await self._let_run(seconds)
        end = self.moment()
        self._is_closed_loop = False
        await self.drained()
        return begin, end

    async def open_loop(
        self, senders: Sequence[Talker], rate: float, seconds: float
    ) -> tuple[Moment, Moment]:
        """Send `rate` messages a second, whatever the answers."""
        begin, began = self.moment(), time.perf_counter()
        for number in range(int(rate * seconds)):
            await asyncio.sleep(began + number / rate - time.perf_counter())
            self.send(senders[number % len(senders)])
        await self.drained()
        return begin, self.moment()

    async def drained(self) -> None:
        """Wait until all is answered, and nothing more is delivered."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        before = -1
        while self.pending or before != len(self.waits):
            self._require_open()
            if time.monotonic() > deadline:
                raise Broken(f"{self.pending} messages were never answered")
            before = len(self.waits)
            await asyncio.sleep(QUIET_SECONDS)

    def moment(self) -> Moment:
        return Moment(
            time.perf_counter(),
            self.serving.cpu_seconds(),
            time.process_time(),
            self.accepted,
            len(self.waits),
        )

    async def _warmed(self, senders: Sequence[Talker], seconds: float) -> None:
        """Wait a while, and until each sender has had its first answers."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        await asyncio.sleep(seconds)
        while any(sender.n_answered < WARM_ANSWERS for sender in senders):
            self._require_open()
            if time.monotonic() > deadline:
                raise Broken("some senders had no answer while warming up")
            await asyncio.sleep(0.1)

    async def _let_run(self, seconds: float) -> None:
        gc.collect()
        gc.disable()
        try:
            await asyncio.sleep(seconds)
        finally:
            gc.enable()

    def _require_open(self) -> None:
        ended = [t.closed.result() for t in self._talkers if t.closed.done()]
        if ended:
            raise Broken(f"{len(ended)} sockets ended: {ended[0]}")


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value below which so many percent lie (nearest rank)."""
    ordered = sorted(values)
    place = round(percent / 100 * (len(ordered) - 1))
    return ordered[place]
