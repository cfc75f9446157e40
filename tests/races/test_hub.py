"""The machine at random, and the races that it found, each once by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from realtime import carrier
from realtime.limits import limits
from tests.races.machine import PEOPLE, READERS, HubMachine

SETTINGS = settings(
    max_examples=300,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    report_multiple_bugs=False,
)


@pytest.fixture(autouse=True)
def small_world(
    monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> Iterator[None]:
    """Bells between processes are played by the machine; readers stall early."""
    monkeypatch.setattr(carrier, "get_channel_layer", lambda: None)
    for module in READERS:
        # Put back in the end, whatever becomes of the machines.
        monkeypatch.setattr(module, "in_db", module.in_db)
    settings.LIMITS = {"allowance_frames": 6}
    limits.cache_clear()
    yield
    limits.cache_clear()


@pytest.fixture
def machine(small_world: None) -> Iterator[HubMachine]:
    machine = HubMachine()
    machine.begin({PEOPLE[0], PEOPLE[1]})
    yield machine
    machine.nothing_failed()
    machine.teardown()


def test_what_was_read_before_a_removal_is_not_told_after_it(machine: HubMachine):
    """A slow reader catches up: the log is read, he is removed, the read answers."""
    me = PEOPLE[0]
    machine.connects(me)
    machine.all_flows()
    (device,) = machine.clients
    device.counts = False
    for _ in range(4):
        machine.hear(machine.world.write(1, "message"))
    machine.all_flows()
    machine.run(device.count_again)
    (catching_up,) = machine.calls
    catching_up.read()
    machine.hear(machine.world.remove(1, me.id))
    machine.run(catching_up.finish)


def test_a_removal_that_is_heard_late_does_not_dismiss_who_came_back(
    machine: HubMachine,
):
    me = PEOPLE[0]
    machine.connects(me)
    machine.all_flows()
    removal = machine.world.remove(1, me.id)
    machine.hear(machine.world.add(1, me.id, is_history_shared=False))
    machine.all_flows()
    machine.hear(removal)


def test_everybody_has_exactly_his_interval() -> None:
    run_state_machine_as_test(HubMachine, settings=SETTINGS)
