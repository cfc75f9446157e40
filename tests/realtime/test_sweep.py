"""The sweep repairs what bells lost and ends what may not stay."""

import asyncio
import time

from realtime.contract import Credentials, Refused
from realtime.sweep import Sweeper
from tests.realtime.clients import connect, until
from tests.realtime.world import NOW


async def test_a_lost_bell_is_found(hub, world):
    line = await connect(hub, 1)
    world.missed = [world.write(1, "lost")]
    await Sweeper(hub).look()
    await until(lambda: line.texts() == ["lost"])


async def test_what_was_heard_is_not_told_again(hub, world):
    line = await connect(hub, 1)
    bell = world.write(1, "heard")
    hub.ring((bell,))
    await until(lambda: line.texts() == ["heard"])
    world.missed = [bell]
    await Sweeper(hub).look()
    assert len(world.pulls) == 1


async def test_an_ended_session_loses_its_sockets_and_no_other(hub, world):
    mine, other = await connect(hub, 1), await connect(hub, 2)
    world.refused["1"] = Refused(4401, "signed_out")
    await Sweeper(hub).look()
    await until(lambda: mine.door.code)
    assert mine.door.code == 4401
    assert other.door.code is None


async def test_a_hub_without_sockets_asks_nothing(hub, world):
    world.missed = [world.write(1, "lost")]
    await Sweeper(hub).look()
    assert hub.lines == {}


async def test_the_sweep_runs_by_itself_and_survives_a_failure(hub, world, limited):
    limited(sweep_every_seconds=0.01)
    line = await connect(hub, 1)
    sweeper = Sweeper(hub)
    moved = hub.wiring.sweep.moved
    object.__setattr__(hub.wiring.sweep, "moved", None)
    sweeper.start(NOW)
    await asyncio.sleep(0.05)
    object.__setattr__(hub.wiring.sweep, "moved", moved)
    world.missed = [world.write(1, "lost")]
    await until(lambda: line.texts() == ["lost"])
    await sweeper.stop()


async def test_a_sweeper_that_never_started_stops(hub):
    await Sweeper(hub).stop()


async def test_who_left_during_the_sweep_is_not_looked_for(hub, world):
    line = await connect(hub, 1)
    world.refused["1"] = Refused(4401, "signed_out")
    invalid = hub.wiring.sweep.invalid

    def slow(pairs):
        hub._loop.call_soon_threadsafe(line.session.close)
        time.sleep(0.03)
        return invalid(pairs)

    object.__setattr__(hub.wiring.sweep, "invalid", slow)
    await Sweeper(hub).look()
    assert line.door.code is None


async def test_of_two_sessions_only_the_ended_one_ends(hub, world):
    ended, stays = await connect(hub, 1), await connect(hub, 1)
    stays.session.credentials = Credentials("other", is_app=True)
    world.refused["1"] = Refused(4401, "signed_out")
    await Sweeper(hub).look()
    await until(lambda: ended.door.code)
    assert stays.door.code is None
