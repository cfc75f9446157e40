"""How long and how often; and the systems that are measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bench.servers import System
from local.services import Services

Figures = dict[str, float]


@dataclass
class Plan:
    """What all scenarios of one run share."""

    home: Path
    repeat: int
    warm_up: float
    seconds: float
    calm_seconds: float
    n_requests: int
    n_questions: int
    is_quick: bool
    services: Services | None = None
    systems: dict[str, System] = field(default_factory=dict)
