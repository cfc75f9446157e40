"""News crosses to the other processes, holds ids only, and never holds anybody up."""

import asyncio
from collections import defaultdict
from contextlib import suppress
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from realtime import bells, carrier
from realtime.bells import Bell, Passing, Recheck
from realtime.hub import Hub, hub_of_this_loop, stop_hub_of_this_loop
from tests.realtime.clients import a_while, connect, until
from tests.realtime.world import Room, World


class Layer:
    """A channel layer in memory that can be down."""

    def __init__(self):
        self.queues = defaultdict(asyncio.Queue)
        self.groups = defaultdict(set)
        self.sent = []
        self.is_down = False
        self.is_broken = False

    async def receive(self, channel):
        message = await self.queues[channel].get()
        if self.is_broken:
            raise ConnectionError
        return message

    async def group_add(self, group, channel):
        if self.is_down:
            raise ConnectionError
        self.groups[group].add(channel)

    async def group_discard(self, group, channel):
        self.groups[group].discard(channel)

    async def group_send(self, group, message):
        if self.is_down:
            await asyncio.sleep(60)
        self.sent.append((group, message))
        for channel in self.groups[group]:
            self.queues[channel].put_nowait(message)

    async def flush(self):
        self.groups.clear()


@pytest.fixture
def layer(monkeypatch):
    layer = Layer()
    monkeypatch.setattr(carrier, "get_channel_layer", lambda: layer)
    return layer


@pytest.fixture
async def hubs(layer, limited):
    """Two processes and one world."""
    limited(publish_seconds=0.05, publish_pause_seconds=0.1)
    world = World(rooms={1: Room(first={1: 1, 2: 1})})
    pair = [Hub(world.wiring()), Hub(world.wiring())]
    for hub in pair:
        await hub.start()
    yield world, *pair
    for hub in pair:
        await hub.stop()


async def test_a_bell_reaches_the_other_process_once(hubs):
    world, here, there = hubs
    mine, yours = await connect(here, 1), await connect(there, 2)
    here.ring((world.write(1, "hello", spare=True),))
    # On a busy machine the sweep may tell it before the bell does.
    await until(lambda: mine.texts() == yours.texts() == ["hello"] and world.pulls)
    assert world.pulls == [(1, 0, 1)]


async def test_a_bell_holds_no_text(hubs, layer):
    world, here, _ = hubs
    here.ring((world.write(1, "canary", spare=True),))
    await until(lambda: layer.sent)
    assert "canary" not in repr(layer.sent)
    assert [group for group, _ in layer.sent] == ["org.1"]


async def test_many_bells_of_one_moment_are_one_publish(hubs, layer):
    world, here, _ = hubs
    for number in range(10):
        here.ring((world.write(1, str(number)),))
    await until(lambda: layer.sent)
    await a_while()
    assert len(layer.sent) <= 2


async def test_news_about_a_person_goes_to_every_process(hubs):
    world, here, there = hubs
    yours = await connect(there, 2)
    here.ring((Passing({"type": "typing", "room": 1}, (2,)),))
    here.ring((world.post(2, "a", "x", [2]),))
    await until(lambda: yours.door.of("typing") and len(yours.door.of("state")) == 2)


async def test_a_recheck_crosses_too(hubs):
    from realtime.contract import Refused

    world, here, there = hubs
    yours = await connect(there, 2)
    world.refused["2"] = Refused(4403, "not_allowed")
    here.ring((Recheck((2,)),))
    await until(lambda: yours.door.code == 4403)


async def test_the_removed_is_told_in_the_other_process(hubs):
    world, here, there = hubs
    yours = await connect(there, 2)
    world.rooms[1].first[3] = 4
    here.ring((world.remove(1, 2),))
    await until(lambda: yours.door.of("gone"))


async def test_without_redis_a_send_waits_for_nobody(hubs, layer):
    world, here, there = hubs
    mine, yours = await connect(here, 1), await connect(there, 2)
    layer.is_down = True
    here.ring((world.write(1, "one"),))
    await until(lambda: mine.texts() == ["one"])
    await asyncio.sleep(0.3)
    assert yours.texts() == []
    layer.is_down = False
    here.ring((world.write(1, "two"),))
    await until(lambda: yours.texts() == ["two"])


async def test_a_person_can_connect_without_redis_and_is_joined_later(hubs, layer):
    world, here, there = hubs
    layer.is_down = True
    layer.groups.clear()
    yours = await connect(there, 2)
    layer.is_down = False
    await there.carrier.rejoin()
    here.ring((world.write(1, "hello"),))
    await until(lambda: yours.texts() == ["hello"])


async def test_who_loses_a_cancellation_does_not_hold_anybody_up(
    hubs, layer, monkeypatch
):
    """As redis-py does: the timeout's cancellation is swallowed, the wait goes on."""
    world, here, _ = hubs

    async def deaf(group, channel):
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
        await asyncio.sleep(60)

    monkeypatch.setattr(layer, "group_add", deaf)
    async with asyncio.timeout(5):
        mine = await connect(here, 1)
    here.ring((world.write(1, "hello"),))
    await until(lambda: mine.texts() == ["hello"])


async def test_what_nobody_needs_is_left(hubs, layer):
    _, _, there = hubs
    yours = await connect(there, 2)
    assert layer.groups["org.1"]
    yours.session.close()
    await there.carrier.rejoin()
    assert not layer.groups["org.1"]


async def test_nonsense_on_the_layer_is_survived(hubs, layer, monkeypatch):
    world, here, there = hubs
    sleep = asyncio.sleep
    monkeypatch.setattr(asyncio, "sleep", lambda seconds: sleep(0.01))
    yours = await connect(there, 2)
    await layer.group_send("people", {"from": "x", "news": [["?", 1]]})
    here.ring((world.write(1, "hello"),))
    await until(lambda: yours.texts() == ["hello"])


async def test_every_kind_of_news_survives_its_packing():
    news: list[bells.News] = [
        Bell(f"room:{uuid4()}", 1, 2, 3, ((1, 1), (2, 9)), ((3, 2),)),
        Passing({"type": "typing"}, (1, 2), "key", "me"),
        Recheck((4,)),
    ]
    assert [carrier._unpacked(carrier._packed(item)) for item in news] == news


async def test_a_loop_has_one_hub(limited, layer):
    wiring = World().wiring()
    hub = await hub_of_this_loop(wiring)
    assert await hub_of_this_loop(wiring) is hub
    await stop_hub_of_this_loop()
    await stop_hub_of_this_loop()
    other = await hub_of_this_loop(wiring)
    assert other is not hub
    await stop_hub_of_this_loop()


async def test_a_hub_that_could_not_start_is_started_again(limited, monkeypatch):
    world = World()
    wiring = world.wiring()
    object.__setattr__(wiring.sweep, "now", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        await hub_of_this_loop(wiring)
    object.__setattr__(wiring.sweep, "now", lambda: datetime.now(UTC))
    await hub_of_this_loop(wiring)
    await stop_hub_of_this_loop()


async def test_news_after_the_end_of_the_loop_is_dropped(hub, monkeypatch):
    def closed(*args):
        raise RuntimeError

    monkeypatch.setattr(hub, "_loop", type("L", (), {"call_soon_threadsafe": closed}))
    hub.ring((Recheck((1,)),))


def test_news_without_a_hub_is_dropped():
    bells.ring((Recheck((1,)),))
    bells.uninstall(print)
