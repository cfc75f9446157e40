"""A reader that is too slow gets nothing more, then the door, and catches up later."""

import asyncio
import json

from realtime.allowance import Allowance
from realtime.limits import Limits
from realtime.rates import Bucket
from tests.realtime.clients import a_while, connect, plug, until
from tests.realtime.world import Room


def pong(line, got):
    line.dispatcher.receive(json.dumps({"type": "pong", "got": got}))


def set_allowance(line, **values):
    line.session.outgoing._allowance._limits = Limits(**values)


async def test_at_half_of_the_allowance_streams_are_only_marked(hub, world, limited):
    line = await connect(hub, 1)
    set_allowance(line, allowance_frames=20)
    for number in range(30):
        hub.ring((world.write(1, str(number), spare=True),))
        await a_while() if number == 0 else None
    await until(lambda: line.session.outgoing.is_stalled or len(line.texts()) == 30)
    for number in range(30, 45):
        hub.ring((world.write(1, str(number), spare=True),))
        await until(lambda: hub.lines["room:1"].position == world.rooms[1].head)
    assert line.session.outgoing.is_stalled
    stopped = len(line.texts())
    assert stopped < 45
    pong(line, len(line.door.frames))
    await until(lambda: len(line.texts()) == 45)
    assert line.texts() == [str(number) for number in range(45)]


async def test_a_reader_that_never_counts_is_closed_4508(hub, world, limited):
    line = await connect(hub, 1)
    limited(stalled_seconds=0.05)
    set_allowance(line, allowance_frames=4, stalled_seconds=0.05)
    hub.ring((world.write(1, "one"),))
    await until(lambda: line.door.code, 5)
    assert line.door.code == 4508
    assert line.door.frames[-1]["code"] == 4508


async def test_a_reader_that_counts_in_time_stays(hub, world, limited):
    line = await connect(hub, 1)
    limited(stalled_seconds=0.1)
    set_allowance(line, allowance_frames=8, stalled_seconds=0.1)
    hub.ring((world.write(1, "one"),))
    await until(lambda: line.session.outgoing.is_stalled)
    pong(line, len(line.door.frames))
    await a_while()
    await a_while()
    assert line.door.code is None


async def test_a_stalled_reader_gets_no_passing_frames(hub, world):
    line, other = await connect(hub, 1), await connect(hub, 2)
    line.session.outgoing._allowance.stalled_at = 0.0
    other.dispatcher.receive('{"type":"typing","room":1}')
    await a_while()
    assert line.door.of("typing") == []


async def test_a_hello_larger_than_the_allowance_waits_for_its_reader(
    hub, world, limited
):
    limited(allowance_bytes=2_000)
    for _number in range(40):
        world.write(1, "x" * 40)
    world.rooms[2] = Room(first={1: 1})
    world.write(2, "last")
    line = plug(hub, 1)
    line.say("hello", protocol=1, have={"room:1": 0, "room:2": 0})
    await until(line.texts)
    await a_while()
    assert line.door.of("synced") == []
    pong(line, len(line.door.frames))
    await until(lambda: line.door.of("synced"))
    assert line.texts()[-1] == "last"


def test_the_allowance_counts_frames_and_bytes():
    allowance = Allowance(Limits(allowance_frames=4, allowance_bytes=1_000))
    allowance.hand(10, 0.0)
    assert not allowance.is_stalled
    allowance.hand(10, 1.0)
    assert allowance.is_stalled
    allowance.hand(10, 2.0)
    allowance.count(1, 3.0)
    assert allowance.stalled_at == 3.0
    assert not allowance.is_too_slow(13.0)
    assert allowance.is_too_slow(13.1)
    allowance.count(99, 4.0)
    assert not allowance.is_stalled
    assert not allowance.is_too_slow(99.0)
    allowance.hand(500, 5.0)
    assert allowance.is_stalled


def test_a_bucket_lets_the_burst_pass_then_the_rate():
    bucket = Bucket(rate=1, burst=2, now=0)
    assert [bucket.take(0) for _ in range(3)] == [True, True, False]
    assert bucket.take(1)
    assert not bucket.take(1)


async def test_a_reader_that_counts_a_little_is_watched_on(hub, limited, monkeypatch):
    monkeypatch.setattr("realtime.outgoing.FLOW_CHECK_SECONDS", 0.02)
    limited(stalled_seconds=0.05)
    line = await connect(hub, 1)
    set_allowance(line, allowance_frames=4, stalled_seconds=0.05)
    for _ in range(10):
        line.say("ping")
    await asyncio.sleep(0.03)
    pong(line, 1)
    await until(lambda: line.door.code)
    assert line.door.code == 4508


async def test_what_moved_too_far_meanwhile_is_stale(hub, world):
    line = await connect(hub, 1)
    line.session.outgoing._allowance.stalled_at = 0.0
    line.session.outgoing._flowing.clear()
    for number in range(300):
        hub.hear_bell(world.write(1, str(number)))
    await until(lambda: hub.lines["room:1"].position == 300)
    pong(line, len(line.door.frames))
    await until(lambda: line.door.of("stale"))
    assert line.texts() == []


async def test_an_end_of_a_stalled_socket_says_only_goodbye(hub, world):
    line = await connect(hub, 1)
    line.door.open.clear()
    for _ in range(3):
        line.say("ping")
    await a_while()
    line.session.outgoing._allowance.stalled_at = 0.0
    ended = line.session.tasks.start(line.session.end(4508, "too_slow"))
    await a_while()
    line.door.open.set()
    await ended
    assert line.door.frames[-1]["type"] == "bye"
    assert len(line.door.of("reply")) == 2
