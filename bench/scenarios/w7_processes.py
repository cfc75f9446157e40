"""W7: a second web process, with all cores free for the servers.

The generator then shares its core with them: on two cores the gain is less than it
would be on a machine with more.
"""

from __future__ import annotations

import asyncio

from bench.plan import Figures, Plan
from bench.scenarios.w1_fan_out import fan_out
from bench.scenarios.w2_pairs import pairs
from local import cores

TITLE = "processes: W1 and W2 with one and with two web processes, all cores free"
PROCESSES = {"one": 1, "two": 2}
KEPT = ("accepted_per_s", "p50_ms", "cpu_ms_per_1000", "generator", "lost")


def measure(system: str, plan: Plan) -> Figures:
    figures: Figures = {}
    for name, scenario in (("w1", fan_out), ("w2", pairs)):
        on = cores.split().everything
        with plan.systems["relais"].serving(PROCESSES[system], on) as serving:
            found = asyncio.run(scenario(serving, plan))
        figures |= {f"{name}_{figure}": found[figure] for figure in KEPT}
    return figures
