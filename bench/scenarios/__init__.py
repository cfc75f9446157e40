"""What is measured: a title, the systems that take part, and how.

A scenario's `measure(system, plan)` does one repetition and returns its figures.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from bench.plan import Figures, Plan
from bench.scenarios import (
    w1_fan_out,
    w2_pairs,
    w3_idle,
    w4_storm,
    w5_questions,
    w6_age,
    w7_processes,
    w8_photos,
)


class Scenario(NamedTuple):
    title: str
    systems: tuple[str, ...]
    measure: Callable[[str, Plan], Figures]


ALL = ("plain", "relais", "embedded")
OURS = ("relais", "embedded")
SCENARIOS = {
    "w1": Scenario(w1_fan_out.TITLE, ALL, w1_fan_out.measure),
    "w2": Scenario(w2_pairs.TITLE, ALL, w2_pairs.measure),
    "w3": Scenario(w3_idle.TITLE, ALL, w3_idle.measure),
    "w4": Scenario(w4_storm.TITLE, ALL, w4_storm.measure),
    "w5": Scenario(w5_questions.TITLE, OURS, w5_questions.measure),
    "w6": Scenario(w6_age.TITLE, OURS, w6_age.measure),
    "w7": Scenario(w7_processes.TITLE, ("one", "two"), w7_processes.measure),
    "w8": Scenario(w8_photos.TITLE, OURS, w8_photos.measure),
}
# Which system's database the names of w7 are measured on.
RUNS_ON = {"one": "relais", "two": "relais"}
