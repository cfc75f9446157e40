"""What the figures must be, and what we aim at; each is judged in one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bench.results import Results, Spread, spread

Verdict = Literal["aim met", "met", "missed", "invalid"]


class Source(NamedTuple):
    scenario: str
    system: str
    figure: str


@dataclass(frozen=True)
class Target:
    """The worst of `tops`, each divided by its place in `bottoms` where there are."""

    title: str
    tops: tuple[Source, ...]
    must: float
    aim: float
    bottoms: tuple[Source, ...] = ()
    unit: str = ""
    is_at_least: bool = False


class Judged(NamedTuple):
    target: Target
    found: Spread
    verdict: Verdict


W1 = Source("w1", "relais", "accepted_per_s")
W2 = Source("w2", "relais", "accepted_per_s")
W1_PLAIN, W2_PLAIN = W1._replace(system="plain"), W2._replace(system="plain")
W1_EMBEDDED, W2_EMBEDDED = (
    W1._replace(system="embedded"),
    W2._replace(system="embedded"),
)
CPU = Source("w1", "relais", "cpu_ms_per_1000")
SCREENS = ("inbox", "unread", "search", "people", "queue", "history", "badge", "hello")
OURS = ("relais", "embedded")


def both(scenario: str, figure: str) -> tuple[Source, ...]:
    return tuple(Source(scenario, system, figure) for system in OURS)


def at_least(
    title: str, top: Source, bottom: Source, must: float, aim: float
) -> Target:
    return Target(title, (top,), must, aim, (bottom,), "×", is_at_least=True)


TARGETS = (
    at_least("W1 accepted/s ÷ plain", W1, W1_PLAIN, 12, 25),
    at_least("W2 accepted/s ÷ plain", W2, W2_PLAIN, 5, 10),
    Target(
        "W1 CPU per 1,000 deliveries ÷ plain",
        (CPU,),
        1 / 10,
        1 / 30,
        (CPU._replace(system="plain"),),
        "×",
    ),
    Target(
        "p50 send → delivery at a tenth of the peak",
        (*both("w1", "calm_p50_ms"), *both("w2", "calm_p50_ms")),
        25,
        10,
        unit="ms",
    ),
    Target(
        "W3 memory of an idle socket", both("w3", "kib_per_socket"), 60, 35, unit="KiB"
    ),
    Target("W4 all synced", both("w4", "all_synced_s"), 3, 1, unit="s"),
    at_least("W1 embedded ÷ PostgreSQL", W1_EMBEDDED, W1, 0.8, 1.2),
    at_least("W2 embedded ÷ PostgreSQL", W2_EMBEDDED, W2, 0.8, 1.2),
    *(
        at_least(
            f"W7 a second process, {title}",
            Source("w7", "two", f"{name}_accepted_per_s"),
            Source("w7", "one", f"{name}_accepted_per_s"),
            1.6,
            1.9,
        )
        for name, title in (
            ("w1", "W1"),
            ("w2", "W2"),
            ("w2_own", "W2 with conversations of its own"),
        )
    ),
    Target("W5 verdict p95", both("w5", "verdict_p95_ms"), 250, 100, unit="ms"),
    Target("W5 questions without one winner", both("w5", "wrong"), 0, 0),
    *(
        Target(
            f"W8 p{percent} while photos come in ÷ quiet, {system}",
            (Source("w8", system, f"busy_p{percent}_ms"),),
            2,
            1.5,
            (Source("w8", system, f"quiet_p{percent}_ms"),),
            "×",
        )
        for system in OURS
        for percent in (50, 95)
    ),
    *(
        Target(
            f"W6 {screen} p95 at 1,000,000 entries ÷ 10,000",
            both("w6", f"{screen}_ratio"),
            1.5,
            1.2,
            unit="×",
        )
        for screen in SCREENS
    ),
    Target(
        "W6 inbox of 10,000 conversations p95",
        both("w6", "inbox_busy_p95_ms"),
        50,
        20,
        unit="ms",
    ),
    Target(
        "W6 hello with 500 conversations p95",
        both("w6", "hello_large_p95_ms"),
        150,
        50,
        unit="ms",
    ),
)


def judge(results: Results) -> Iterator[Judged]:
    """Judge each target of which everything was measured for one system at least."""
    for target in TARGETS:
        if values := _values(target, results):
            found = spread(values)
            yield Judged(target, found, _verdict(target, found, results))


def _values(target: Target, results: Results) -> list[float]:
    tops = [values for top in target.tops if (values := results.values(*top))]
    if target.bottoms:
        bottoms = [results.values(*bottom) for bottom in target.bottoms]
        tops = [
            [one / other for one, other in zip(top, bottom, strict=False) if other]
            for top, bottom in zip(tops, bottoms, strict=False)
        ]
    worst = min if target.is_at_least else max
    return [worst(values) for values in zip(*tops, strict=False)]


def _verdict(target: Target, found: Spread, results: Results) -> Verdict:
    if any(
        results.generator_was_full(source.scenario, source.system)
        for source in (*target.tops, *target.bottoms)
    ):
        return "invalid"
    value = found.median
    if target.is_at_least:
        reached = value >= target.must, value >= target.aim
    else:
        reached = value <= target.must, value <= target.aim
    return "aim met" if reached[1] else "met" if reached[0] else "missed"
