"""Figures are judged against the targets, and told so that a reader sees the spread."""

from pathlib import Path

import pytest

from bench import cpu, report, results, targets
from bench.results import Results
from bench.scenarios import SCENARIOS
from local import cores


def measured(relais: float, plain: float, generator: float = 0.2) -> Results:
    found = Results(facts={"cores": "2"})
    for step in (-1, 0, 1):
        figures = {"accepted_per_s": plain, "generator": 0.1}
        found.add("w1", "plain", figures)
        figures = {"accepted_per_s": relais + step, "generator": generator}
        found.add("w1", "relais", figures)
    return found


@pytest.mark.parametrize(
    ("relais", "verdict"), [(3000, "aim met"), (1500, "met"), (900, "missed")]
)
def test_a_ratio_is_judged(relais, verdict):
    [judged] = targets.judge(measured(relais, plain=100))
    assert judged.target.title == "W1 accepted/s ÷ plain"
    assert judged.verdict == verdict
    assert judged.found.median == pytest.approx(relais / 100)
    assert judged.found.least < judged.found.median < judged.found.most


def test_a_run_whose_generator_was_full_proves_nothing():
    [judged] = targets.judge(measured(3000, plain=100, generator=0.9))
    assert judged.verdict == "invalid"


def test_of_several_systems_the_worst_counts():
    found = Results()
    found.add("w4", "relais", {"all_synced_s": 0.9})
    found.add("w4", "embedded", {"all_synced_s": 3.5})
    [judged] = targets.judge(found)
    assert judged.found.median == 3.5
    assert judged.verdict == "missed"


def test_targets_name_what_is_measured():
    for target in targets.TARGETS:
        for source in (*target.tops, *target.bottoms):
            assert source.system in SCENARIOS[source.scenario].systems


def test_results_are_kept_and_read_again(tmp_path: Path):
    found = measured(3000, plain=100)
    found.write(tmp_path / "some.json")
    assert results.read(tmp_path / "some.json") == found


def test_the_report_shows_median_and_spread():
    lines = list(report.markdown(measured(3000, plain=100)))
    assert "- cores: 2" in lines
    assert "| accepted messages/s | 100 | 3,000 (2,999 – 3,001) |" in lines
    assert any(line.endswith("| ≥ 12 | ≥ 25 | aim met |") for line in lines)
    assert any("W1" in line for line in report.plain_text(measured(3000, 100)))


def test_the_cpu_of_a_process_grows_with_its_work():
    import os

    before = cpu.seconds([os.getpid()])
    until = before + 0.05
    while cpu.seconds([os.getpid()]) < until:
        sum(range(10_000))
    assert os.getpid() in cpu.family([os.getppid()])
    assert cpu.resident_bytes([os.getpid()]) > 1_000_000


def test_what_is_started_inside_inherits_the_cores():
    import os

    before = os.sched_getaffinity(0)
    with cores.inherited(cores.split().servers):
        assert os.sched_getaffinity(0) == cores.split().servers
    assert os.sched_getaffinity(0) == before
