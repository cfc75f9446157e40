"""What was measured: every repetition's figures, kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from bench.load import GENERATOR_IS_FULL


class Spread(NamedTuple):
    """The median of the repetitions, the least and the greatest."""

    median: float
    least: float
    most: float


@dataclass
class Results:
    """`figures[scenario][system][figure]` has one value for each repetition."""

    facts: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, dict[str, dict[str, list[float]]]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def add(self, scenario: str, system: str, found: dict[str, float]) -> None:
        figures = self.figures.setdefault(scenario, {}).setdefault(system, {})
        for name, value in found.items():
            figures.setdefault(name, []).append(value)

    def values(self, scenario: str, system: str, figure: str) -> list[float]:
        """Return one value for each repetition; none where it was not measured."""
        return self.figures.get(scenario, {}).get(system, {}).get(figure, [])

    def generator_was_full(self, scenario: str, system: str) -> bool:
        """Whether the client may have been the limit, so that the figure is too low."""
        found = self.figures.get(scenario, {}).get(system, {})
        return any(
            max(values) > GENERATOR_IS_FULL
            for name, values in found.items()
            if name.endswith("generator")
        )

    def rows(self) -> Iterator[tuple[str, str, str, Spread]]:
        for scenario, systems in self.figures.items():
            for system, figures in systems.items():
                for name, values in figures.items():
                    yield scenario, system, name, spread(values)

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False))


def read(path: Path) -> Results:
    return Results(**json.loads(path.read_text()))


def spread(values: list[float]) -> Spread:
    return Spread(median(values), min(values), max(values))
