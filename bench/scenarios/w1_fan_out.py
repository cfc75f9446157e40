"""W1: one group, everybody connected; a few write as fast as they are answered."""

from __future__ import annotations

import asyncio

from bench import shapes
from bench.plan import Figures, Plan
from bench.scenarios.crowd import crowd
from bench.scenarios.messages import under_load
from bench.servers import Serving

TITLE = "fan-out: a group of 50, 5 senders, 8 messages outstanding each"
SENDERS = 5
WINDOW = 8


def measure(system: str, plan: Plan) -> Figures:
    with plan.systems[system].serving() as serving:
        return asyncio.run(fan_out(serving, plan))


async def fan_out(serving: Serving, plan: Plan) -> Figures:
    conversation = serving.system.world["circle"]
    members = [(place, conversation) for place in shapes.circle()]
    async with crowd(serving, members) as talkers:
        return await under_load(
            serving,
            talkers,
            talkers[:SENDERS],
            plan,
            window=WINDOW,
            receivers=len(talkers),
        )
