"""W2: many private conversations; everybody writes, one message outstanding each."""

from __future__ import annotations

import asyncio

from bench import shapes
from bench.plan import Figures, Plan
from bench.scenarios.crowd import crowd
from bench.scenarios.messages import under_load
from bench.servers import Serving

TITLE = "pairs: 200 private conversations, 400 sockets, 1 message outstanding each"
WINDOW = 1


def measure(system: str, plan: Plan) -> Figures:
    with plan.systems[system].serving() as serving:
        return asyncio.run(pairs(serving, plan))


async def pairs(serving: Serving, plan: Plan, *, beside: int = 1) -> Figures:
    """`beside`: 1 parts the two of a pair where processes are several, 2 does not."""
    conversations = serving.system.world["pairs"]
    places = [
        (place, conversation)
        for pair, conversation in zip(shapes.pairs(), conversations, strict=True)
        for place in pair
    ]
    async with crowd(serving, places, beside=beside) as talkers:
        return await under_load(
            serving, talkers, talkers, plan, window=WINDOW, receivers=2
        )
