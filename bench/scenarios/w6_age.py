"""W6: do screens get slower as the database fills?

Two servers, one on 10,000 entries and one on a million, are asked in turn, one request
at a time: the same person's screens in both, and in the large one also the screens of a
practitioner with 10,000 conversations. Times are those of a client on the same machine.
"""

from __future__ import annotations

import asyncio
import http.client
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import methodcaller
from typing import Any

from bench import aged
from bench.client import opened
from bench.load import percentile
from bench.plan import Figures, Plan
from bench.servers import Serving
from bench.speech import RelaisTalker

TITLE = "age: screens at 10,000 and at 1,000,000 entries"
PATHS = {
    "inbox": "/api/v1/conversations?limit=30",
    "unread": "/api/v1/conversations?limit=30&unread=true",
    "search": "/api/v1/conversations?limit=30&q=prot",
    "people": "/api/v1/people?q=mart",
    "queue": "/api/v1/groups/{group}/queue",
    "history": "/api/v1/conversations/{conversation}/entries?limit=50",
}
HELLOS_PER_REQUEST = 0.2
BADGE_TURNS = 3


@dataclass
class Asker:
    """One person of one database, and what was measured of his screens."""

    name: str
    serving: Serving
    email: str
    who: dict[str, Any]

    def request(self, path: str) -> float:
        """Return how long the server took to answer, in milliseconds."""
        began = time.perf_counter()
        self._line.request("GET", path.format(**self.who), headers=self._headers)
        answer = self._line.getresponse()
        body = answer.read()
        took = time.perf_counter() - began
        if answer.status != http.client.OK:
            raise AssertionError(f"{path}: {answer.status} {body[:200]!r}")
        return 1000 * took

    def __post_init__(self) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", self.serving.port)
        self._headers = {"Cookie": f"relais_session={self.who['session']}"}


def measure(system: str, plan: Plan) -> Figures:
    small, large = aged.databases(system, plan)
    with small.serving() as few, large.serving() as many:
        askers = [
            Asker("small", few, aged.SAME, aged.sign_in(small, aged.SAME)),
            Asker("large", many, aged.SAME, aged.sign_in(large, aged.SAME)),
            Asker("busy", many, aged.BUSY, aged.sign_in(large, aged.BUSY)),
        ]
        times = dict(_over_http(askers, plan.n_requests))
        n_hellos = max(5, int(HELLOS_PER_REQUEST * plan.n_requests))
        times["hello"] = asyncio.run(_hellos(askers, n_hellos))
    times["badge"] = _badges(askers, plan.n_requests)
    return dict(_figures(times))


Times = dict[str, list[float]]


def _over_http(askers: list[Asker], count: int) -> Iterator[tuple[str, Times]]:
    for name, path in PATHS.items():
        yield name, _in_turn(askers, methodcaller("request", path), count)


def _in_turn(askers: list[Asker], ask: Callable[[Asker], float], count: int) -> Times:
    times: Times = defaultdict(list)
    for number in range(-3, count):
        for asker in askers:
            took = ask(asker)
            # The first ones open connections and fill caches.
            if number >= 0:
                times[asker.name].append(took)
    return times


def _badges(askers: list[Asker], count: int) -> Times:
    times: Times = defaultdict(list)
    for _ in range(BADGE_TURNS):
        for asker in askers:
            system, turn = asker.serving.system, count // BADGE_TURNS
            times[asker.name] += aged.badges(system, asker.email, turn)
    return times


async def _hellos(askers: list[Asker], count: int) -> Times:
    """Hello of who has everything: from its frame to `synced`."""
    times: Times = defaultdict(list)
    for asker in askers:
        first = await _hello(asker, None)
        for _ in range(count):
            times[asker.name].append((await _hello(asker, first)).took_ms)
    return times


class Hello(RelaisTalker):
    took_ms = 0.0


async def _hello(asker: Asker, before: Hello | None) -> Hello:
    talker = Hello(asker.who["session"], "")
    if before is not None:
        talker.known = dict(before.known)
        # A frame of 64 KiB holds 1,000; who has more names the last ones.
        talker.have = dict(list(before.have.items())[-800:])
    await opened(talker, asker.serving.port)
    began = time.perf_counter()
    await talker.greet()
    talker.took_ms = 1000 * (time.perf_counter() - began)
    talker.leave()
    return talker


def _figures(times: dict[str, Times]) -> Iterator[tuple[str, float]]:
    for screen, by_asker in times.items():
        for name, taken in by_asker.items():
            yield f"{screen}_{name}_p50_ms", percentile(taken, 50)
            yield f"{screen}_{name}_p95_ms", percentile(taken, 95)
        small, large = by_asker["small"], by_asker["large"]
        yield f"{screen}_ratio", percentile(large, 95) / percentile(small, 95)
