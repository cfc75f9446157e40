"""W7: a second web process, with all cores free for the servers.

The generator then shares its core with them: on two cores the gain is less than it
would be on a machine with more. `room` is what all cores together allow: by how much
the rate of one process could rise if nothing became dearer.

In W2 the two of a pair are on different processes, in `w2_own` on one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial

from bench.plan import Figures, Plan
from bench.scenarios.w1_fan_out import fan_out
from bench.scenarios.w2_pairs import pairs
from bench.servers import Serving
from local import cores

TITLE = "processes: W1 and W2 with one and with two web processes, all cores free"
PROCESSES = {"one": 1, "two": 2}
KEPT = ("accepted_per_s", "p50_ms", "cpu_ms_per_1000", "generator", "lost")
Way = Callable[[Serving, Plan], Coroutine[None, None, Figures]]
LOADS: dict[str, Way] = {
    "w1": fan_out,
    "w2": pairs,
    "w2_own": partial(pairs, beside=2),
}


def measure(system: str, plan: Plan) -> Figures:
    figures: Figures = {}
    on = cores.split().everything
    for name, load in LOADS.items():
        with plan.systems["relais"].serving(PROCESSES[system], on) as serving:
            found = asyncio.run(load(serving, plan))
        figures |= {f"{name}_{figure}": found[figure] for figure in KEPT}
        used = found["server_cores"] + found["generator"]
        figures[f"{name}_room"] = len(on) / used
    return figures
