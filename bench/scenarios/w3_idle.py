"""W3: many sockets that say nothing: what each costs, and what connecting costs."""

from __future__ import annotations

import asyncio
import time

from bench import shapes
from bench.plan import Figures, Plan
from bench.scenarios.crowd import connect, crowd
from bench.servers import Serving
from bench.speech import talker

TITLE = "idle: 1,000 sockets"
# Connected before the memory is read: what a first client costs is no socket's.
FIRST = 10
AT_ONCE = 50
SETTLE_SECONDS = 2.0
IDLE_SECONDS = 5.0


def measure(system: str, plan: Plan) -> Figures:
    with plan.systems[system].serving() as serving:
        return asyncio.run(_idle(serving))


async def _idle(serving: Serving) -> Figures:
    world = serving.system.world
    first = [(place, world["circle"]) for place in range(FIRST)]
    async with crowd(serving, first):
        await asyncio.sleep(SETTLE_SECONDS)
        others = [
            talker(serving.system.name, session, f"idle-{place}")
            for place, session in enumerate(world["sessions"][FIRST:])
        ]
        before, cpu = serving.resident_bytes(), serving.cpu_seconds()
        began = time.perf_counter()
        await connect(serving, others, AT_ONCE)
        took = time.perf_counter() - began
        used = serving.cpu_seconds() - cpu
        await asyncio.sleep(SETTLE_SECONDS)
        grown = serving.resident_bytes() - before
        idle = await _rest(serving)
        for one in others:
            one.leave()
    n_others = shapes.PEOPLE - FIRST
    return {
        "kib_per_socket": grown / 1024 / n_others,
        "connects_per_s": n_others / took,
        "cpu_ms_per_connect": 1000 * used / n_others,
        "idle_cores": idle,
    }


async def _rest(serving: Serving) -> float:
    before = serving.cpu_seconds()
    await asyncio.sleep(IDLE_SECONDS)
    return (serving.cpu_seconds() - before) / IDLE_SECONDS
