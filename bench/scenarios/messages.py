"""What W1, W2 and W7 have in common: messages at the peak, then calmly."""

from __future__ import annotations

from collections.abc import Sequence

from bench.load import Load, Moment, percentile
from bench.plan import Figures, Plan
from bench.servers import Serving
from bench.speech import Talker

CALM = 0.1


async def under_load(
    serving: Serving,
    talkers: Sequence[Talker],
    senders: Sequence[Talker],
    plan: Plan,
    *,
    window: int,
    receivers: int,
) -> Figures:
    """Measure the peak, then the answer at a tenth of it."""
    load = Load(serving, talkers)
    begin, end = await load.closed_loop(senders, window, plan.warm_up, plan.seconds)
    figures = _peak(load, begin, end)
    before = len(load.waits)
    rate = max(1.0, CALM * figures["accepted_per_s"])
    begin, end = await load.open_loop(senders, rate, plan.calm_seconds)
    calm = load.waits[before:]
    return figures | {
        "calm_per_s": rate,
        "calm_p50_ms": 1000 * percentile(calm, 50),
        "calm_p99_ms": 1000 * percentile(calm, 99),
        "refused": load.refused,
        "lost": load.accepted * receivers - len(load.waits),
    }


def _peak(load: Load, begin: Moment, end: Moment) -> Figures:
    elapsed = end.at - begin.at
    accepted = end.accepted - begin.accepted
    delivered = end.delivered - begin.delivered
    cpu = end.cpu - begin.cpu
    waits = load.waits[begin.delivered : end.delivered]
    return {
        "accepted_per_s": accepted / elapsed,
        "deliveries_per_s": delivered / elapsed,
        "p50_ms": 1000 * percentile(waits, 50),
        "p99_ms": 1000 * percentile(waits, 99),
        "cpu_ms_per_1000": 1e6 * cpu / max(1, delivered),
        "cpu_ms_per_message": 1000 * cpu / max(1, accepted),
        "server_cores": cpu / elapsed,
        "generator": (end.generator - begin.generator) / elapsed,
        "mib": serving_mib(load.serving),
    }


def serving_mib(serving: Serving) -> float:
    return serving.resident_bytes() / 2**20
