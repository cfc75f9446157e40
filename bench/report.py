"""Tables of results; as Markdown: `python -m bench.report [file]`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench.results import Results, Spread, read
from bench.scenarios import SCENARIOS
from bench.targets import judge
from local.children import ROOT

LABELS = {
    "accepted_per_s": "accepted messages/s",
    "deliveries_per_s": "deliveries/s",
    "p50_ms": "send → delivery p50, ms",
    "p99_ms": "send → delivery p99, ms",
    "calm_per_s": "a tenth of the peak, messages/s",
    "calm_p50_ms": "at a tenth: p50, ms",
    "calm_p99_ms": "at a tenth: p99, ms",
    "cpu_ms_per_1000": "CPU ms per 1,000 deliveries",
    "cpu_ms_per_message": "CPU ms per message",
    "server_cores": "cores used by the servers",
    "generator": "share of its core used by the generator",
    "lost": "deliveries lost",
    "refused": "messages refused",
    "mib": "memory of the web process, MiB",
    "kib_per_socket": "memory per socket, KiB",
    "connects_per_s": "connections/s",
    "cpu_ms_per_connect": "CPU ms per connection",
    "idle_cores": "cores used while idle",
    "all_synced_s": "all synced, s",
    "half_synced_s": "half synced, s",
    "cpu_ms_per_return": "CPU ms per return",
    "verdict_p50_ms": "verdict p50, ms",
    "verdict_p95_ms": "verdict p95, ms",
    "gone_p95_ms": "gone from every queue p95, ms",
    "claims_per_s": "claims/s",
    "cpu_ms_per_claim": "CPU ms per claim",
    "not_gone": "queues that were not told",
    "wrong": "questions without one winner",
    "photos": "photos taken in",
    "photos_per_s": "photos/s",
    "quiet_p50_ms": "send → delivery without uploads: p50, ms",
    "busy_p50_ms": "while photos come in: p50, ms",
    "quiet_p95_ms": "without: p95, ms",
    "busy_p95_ms": "while: p95, ms",
    "quiet_p99_ms": "without: p99, ms",
    "busy_p99_ms": "while: p99, ms",
}


def markdown(results: Results) -> Iterator[str]:
    """The targets, then each scenario: a line for a figure, a column for a system."""
    yield from _facts(results)
    yield from ("", "## Targets", "")
    yield from _as_markdown(_targets(results))
    for name, scenario in SCENARIOS.items():
        if name in results.figures:
            yield from ("", f"## {name.upper()} {scenario.title}", "")
            yield from _as_markdown(_scenario(results, name))


def plain_text(results: Results) -> Iterator[str]:
    """The same for a terminal."""
    for name, scenario in SCENARIOS.items():
        if name in results.figures:
            yield from ("", f"{name.upper()} {scenario.title}")
            yield from _as_text(_scenario(results, name))
    yield from ("", "Targets")
    yield from _as_text(_targets(results))
    yield from results.failures


def _facts(results: Results) -> Iterator[str]:
    for name, value in results.facts.items():
        yield f"- {name}: {value}"


def _targets(results: Results) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [("figure", "found", "must", "aim", "")]
    for target, found, verdict in judge(results):
        sign = "≥" if target.is_at_least else "≤"
        bounds = (f"{sign} {number(bound)}" for bound in (target.must, target.aim))
        unit = f" {target.unit}" if target.unit else ""
        rows.append((target.title, f"{_spread(found)}{unit}", *bounds, verdict))
    return rows


def _scenario(results: Results, scenario: str) -> list[Sequence[str]]:
    systems = list(results.figures[scenario])
    names = dict.fromkeys(
        figure for system in systems for figure in results.figures[scenario][system]
    )
    rows: list[Sequence[str]] = [("", *systems)]
    found = {
        (system, figure): _spread(spread)
        for of, system, figure, spread in results.rows()
        if of == scenario
    }
    for figure in names:
        cells = (found.get((system, figure), "") for system in systems)
        rows.append((LABELS.get(figure, figure.replace("_", " ")), *cells))
    return rows


def _spread(found: Spread) -> str:
    if found.least == found.most:
        return number(found.median)
    return f"{number(found.median)} ({number(found.least)} – {number(found.most)})"


def number(value: float) -> str:
    """Three digits that count."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3g}"


def _as_markdown(rows: list[Sequence[str]]) -> Iterator[str]:
    head, *body = rows
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in body:
        yield f"| {' | '.join(row)} |"


def _as_text(rows: list[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  " + "  ".join(cells).rstrip()


def _newest() -> Path:
    return max((ROOT / "var" / "bench").glob("*.json"))


def say(lines: Iterable[str]) -> None:
    print(*lines, sep="\n", flush=True)


if __name__ == "__main__":
    say(markdown(read(Path(sys.argv[1]) if sys.argv[1:] else _newest())))
