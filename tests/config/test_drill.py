"""The drill: backup, write, restore, and what clients and operators then learn."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.children import ROOT
from tests.servers import House, running
from tests.transports import OverWebSocket
from tests.wire import Wire, stream_of

pytestmark = pytest.mark.chaos
BOTH = [1, pytest.param(2, marks=pytest.mark.services)]


@pytest.fixture(params=BOTH, ids=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    with running(tmp_path, processes=request.param) as house:
        yield house


def act(house: House, name: str) -> dict[str, str]:
    return json.loads(house.run("tests/config/acts.py", name).splitlines()[-1])


def restart(house: House) -> None:
    stop(house)
    for web in house.web:
        web.start(wait=True)


def stop(house: House) -> None:
    for web in house.web:
        web.stop()


async def connected(house: House, token: str) -> Wire:
    headers = {"X-Session-Token": token}
    return Wire(await OverWebSocket.connect(house.web[0].socket, headers))


async def test_after_a_restore_everyone_signs_in_again_and_learns_that_all_is_stale(
    house: House, tmp_path: Path
):
    conversation = act(house, "begin")["conversation"]
    token = act(house, "sign_in")["token"]
    backup = tmp_path / "kept"
    house.manage("backup", str(backup))
    act(house, "write")
    client = await connected(house, token)
    stream = stream_of(conversation)
    began = await client.hello(have={stream: 0})
    # A device that knows no epoch loads the page: it has all five then.
    await client.until(lambda: client.model.logs[stream].position == 5)
    await client.leave()
    stop(house)

    house.manage("restore", str(backup), "--yes")
    for web in house.web:
        web.start(wait=True)

    old = await connected(house, token)
    assert (await old.is_closed()).code == 4401
    await old.leave()
    again = await connected(house, act(house, "sign_in")["token"])
    have = {"epoch": began.data["epoch"], "have": {stream: 5}}
    reply = await again.hello(synced=False, **have)
    assert reply.data["epoch"] != began.data["epoch"]
    stale = await again.hear("stale", stream=stream)
    assert stale["head"] == 3
    await again.settle()
    await again.leave()


def serve(house: House) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "serve", "--port", str(house.web[0].port)],
        cwd=ROOT,
        env=house.env,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_restore_that_forgot_the_new_epoch_is_noticed(tmp_path: Path):
    with running(tmp_path) as house:
        act(house, "begin")
        backup = tmp_path / "kept.sqlite3"
        house.manage("backup", str(backup))
        act(house, "write")
        restart(house)
        stop(house)
        data = tmp_path / "data"
        for leftover in data.glob("relais.sqlite3-*"):
            leftover.unlink()
        shutil.copy(backup, data / "relais.sqlite3")

        assert "new_epoch" in serve(house).stderr

        house.manage("new_epoch")
        restart(house)


def test_nobody_restores_under_a_running_server_nor_serves_beside_it(tmp_path: Path):
    with running(tmp_path) as house:
        backup = tmp_path / "kept.sqlite3"
        house.manage("backup", str(backup))
        with pytest.raises(AssertionError, match="Stop the server first"):
            house.manage("restore", str(backup), "--yes")
        assert "Another process serves the data" in serve(house).stderr
