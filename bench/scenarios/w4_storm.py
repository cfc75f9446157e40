"""W4: 300 clients lose the line, miss 20 messages each, and come back all at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from bench import shapes
from bench.client import Broken, opened
from bench.load import Load, percentile
from bench.plan import Figures, Plan
from bench.scenarios.crowd import crowd
from bench.servers import Serving, System
from bench.speech import PlainTalker, RelaisTalker, Talker

TITLE = "storm: 300 sockets drop and return, 20 messages behind"
MISSED = 20
NOTICE_SECONDS = 1.0
PATIENCE_SECONDS = 60.0


class Reader:
    """Counts what one client hears until it has all that it missed."""

    def __init__(self) -> None:
        self.n_heard = 0
        self.has_all = asyncio.Event()

    def delivered(self, marks: Sequence[bytes]) -> None:
        self.n_heard += len(marks)
        if self.n_heard >= MISSED:
            self.has_all.set()

    def answered(self, talker: Talker, mark: int, *, is_accepted: bool) -> None: ...

    def freed(self, talker: Talker) -> None: ...


def measure(system: str, plan: Plan) -> Figures:
    one = plan.systems[system]
    # Where plain's clients were before they lost the line.
    after = one.seed("last_message") if system == "plain" else 0
    with one.serving() as serving:
        return asyncio.run(_storm(serving, after))


async def _storm(serving: Serving, after: int) -> Figures:
    wards = list(zip(shapes.wards(), serving.system.world["wards"], strict=True))
    places = [(place, name) for ward, name in wards for place in ward]
    async with crowd(serving, places) as talkers:
        stay = talkers[shapes.WARD_MEMBERS - 1 :: shapes.WARD_MEMBERS]
        gone = [talker for talker in talkers if talker not in set(stay)]
        for talker in gone:
            talker.cut()
        await asyncio.sleep(NOTICE_SECONDS)
        await _write(serving, stay)
        back = _come_back(serving.system, talkers, gone, after)
        figures = await _return(serving, back)
        for talker in back:
            talker.leave()
    return figures


async def _write(serving: Serving, stay: Sequence[Talker]) -> None:
    load = Load(serving, stay)
    for _ in range(MISSED):
        for talker in stay:
            load.send(talker)
    await load.drained()
    if load.refused:
        raise Broken(f"{load.refused} messages were refused")


def _come_back(
    system: System, talkers: Sequence[Talker], gone: Sequence[Talker], after: int
) -> list[Talker]:
    """Return the clients anew, with the positions that they had."""
    places = [place for ward in shapes.wards() for place in ward]
    sessions = dict(zip(talkers, places, strict=True))
    back: list[Talker] = []
    for before in gone:
        session = system.world["sessions"][sessions[before]]
        if isinstance(before, RelaisTalker):
            again = RelaisTalker(session, before.conversation)
            again.have, again.known = dict(before.have), dict(before.known)
            back.append(again)
        else:
            back.append(PlainTalker(session, before.conversation, after))
    return back


async def _return(serving: Serving, back: Sequence[Talker]) -> Figures:
    began, cpu = time.perf_counter(), serving.cpu_seconds()

    async def one(talker: Talker) -> float:
        talker.listener = reader = Reader()
        await opened(talker, serving.port)
        await talker.greet()
        await reader.has_all.wait()
        return time.perf_counter() - began

    async with asyncio.timeout(PATIENCE_SECONDS):
        took = await asyncio.gather(*(one(talker) for talker in back))
    return {
        "all_synced_s": max(took),
        "half_synced_s": percentile(took, 50),
        "cpu_ms_per_return": 1000 * (serving.cpu_seconds() - cpu) / len(back),
    }
