"""Workers that are killed in the middle: each is told, at most once too often.

On SQLite the server is the worker; where services run, `manage.py deliver`, twice.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from local.children import Child
from tests.push.peers.fcm import FcmPeer, key_file
from tests.servers import House, running

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(240)]

PATIENCE_SECONDS = 90.0
SOON = {"NOTICE_HOLD_SECONDS": "1", "NOTICE_LEASE_SECONDS": "5"}
ALONE = not os.environ.get("REDIS_URL")
PEOPLE = 12


@pytest.fixture
def fcm() -> Iterator[FcmPeer]:
    peer = FcmPeer()
    yield peer
    peer.close()


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory, fcm: FcmPeer) -> Iterator[House]:
    directory = tmp_path_factory.mktemp("killed")
    key = key_file(directory / "fcm.json", fcm.token_url)
    env = SOON | {
        "FCM_KEY_FILE": str(key),
        "FCM_URL": fcm.url,
        "FCM_TOKEN_URL": fcm.token_url,
    }
    with running(directory, processes=1 if ALONE else 2, **env) as house:
        yield house


def workers(house: House) -> list[Child]:
    """What sends notices there, begun."""
    if ALONE:
        return list(house.web)
    made = [
        Child(
            f"worker-{number}",
            [sys.executable, "manage.py", "deliver"],
            house.directory / f"worker-{number}.log",
            is_ready=lambda: True,
            env=house.env,
        )
        for number in (1, 2)
    ]
    for child in made:
        child.start()
    return made


@pytest.mark.parametrize("moment", ["before the answer", "after the answer"])
def test_a_killed_worker_costs_nobody_his_notice(
    house: House, fcm: FcmPeer, moment: str
) -> None:
    crowd = json.loads(house.run("-m", "tests.push.crowd", "seed", str(PEOPLE)))
    # The provider has it, and its answer does not come.
    fcm.answer = "hang" if moment == "before the answer" else "ok"
    running_ones = workers(house)
    try:
        house.run("-m", "tests.push.crowd", "write")
        wait_until(lambda: len(fcm.received) > 0)
        for worker in running_ones:
            worker.kill()
        fcm.answer = "ok"
        for worker in running_ones:
            worker.start(wait=True)
        wait_until(lambda: states(house) == {"accepted": PEOPLE})
    finally:
        for worker in [] if ALONE else running_ones:
            worker.stop()
    told = Counter(one.message["token"] for one in fcm.received)
    assert set(told) == set(crowd["tokens"])
    assert max(told.values()) <= 2
    names = {
        (one.message["token"], one.message["android"]["collapse_key"])
        for one in fcm.received
    }
    # What comes twice replaces itself on the device.
    assert len(names) == PEOPLE


def states(house: House) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(house.run("-m", "tests.push.crowd", "states"))
    return found


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.3)


def test_a_worker_that_is_told_to_stop_ends_by_itself(
    house: House, tmp_path: Path
) -> None:
    if ALONE:
        pytest.skip("SQLite has no worker of its own.")
    for worker in workers(house):
        time.sleep(1)
        worker.stop()
        assert not worker.is_alive
