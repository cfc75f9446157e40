"""What waits is written together; what fails, fails alone; lanes keep their order."""

import asyncio

from lib.errors import Unavailable
from realtime.batching import Batcher
from tests.realtime.clients import a_while
from tests.realtime.world import Room, Say, Someone, World


def batcher_of(world: World) -> Batcher:
    wiring = world.wiring()
    return Batcher(wiring.commands["say"], wiring.batches["say"])


async def say_all(batcher, *sayings):
    me = Someone(1)
    return await asyncio.gather(
        *(batcher.submit(me, Say(room=room, text=text)) for room, text in sayings)
    )


async def test_what_waits_is_written_together(world):
    outcomes = await say_all(batcher_of(world), *[(1, str(n)) for n in range(10)])
    assert outcomes == [{"seq": seq} for seq in range(1, 11)]
    assert len(world.batches) <= 2


async def test_a_refusal_is_for_its_request_alone(world):
    outcomes = await say_all(batcher_of(world), (1, "a"), (9, "b"), (1, "c"))
    assert outcomes[0] == {"seq": 1}
    assert outcomes[1].code == "not_found"
    assert outcomes[2] == {"seq": 2}


async def test_a_batch_that_fails_is_rerun_one_by_one(world):
    world.failing = True
    outcomes = await say_all(batcher_of(world), (1, "a"), (1, "burst"), (1, "c"))
    assert outcomes[0] == {"seq": 1}
    assert outcomes[1].code == "error"
    assert outcomes[2] == {"seq": 2}


async def test_without_a_database_all_are_told_to_retry(world, monkeypatch):
    def down(pairs):
        raise Unavailable

    monkeypatch.setattr(world, "say_many", down)
    outcomes = await say_all(batcher_of(world), (1, "a"), (1, "b"))
    assert [outcome.retry for outcome in outcomes] == [True, True]


async def test_a_locked_lane_waits_in_order_and_stops_nobody_else(world):
    world.rooms[2] = Room(first={1: 1})
    world.locked = {1}
    batcher = batcher_of(world)
    first = [batcher.submit(Someone(1), Say(room=1, text=str(n))) for n in range(3)]
    other = batcher.submit(Someone(1), Say(room=2, text="free"))
    await asyncio.sleep(0)
    later = [batcher.submit(Someone(1), Say(room=1, text=str(n))) for n in (3, 4)]
    await asyncio.gather(*first, other, *later)
    assert [item.text for item in world.rooms[1].items] == list("01234")
    assert len(world.waits) <= 2


async def test_what_is_free_again_goes_with_the_next_batch_in_order(world, monkeypatch):
    world.locked = {1}
    say_many = world.say_many

    def freed_then(pairs):
        outcomes = say_many(pairs)
        world.locked = set()
        return outcomes

    monkeypatch.setattr(world, "say_many", freed_then)
    batcher = batcher_of(world)
    told = [batcher.submit(Someone(1), Say(room=1, text=str(n))) for n in range(3)]
    await asyncio.sleep(0)
    told += [batcher.submit(Someone(1), Say(room=1, text=str(n))) for n in (3, 4)]
    await asyncio.gather(*told)
    assert [item.text for item in world.rooms[1].items] == list("01234")
    assert (world.waits, batcher._lanes) == ([], {})


async def test_a_lane_closes_when_it_is_empty(world):
    world.locked = {1}
    batcher = batcher_of(world)
    await say_all(batcher, (1, "a"))
    await a_while()
    world.locked = set()
    assert await say_all(batcher, (1, "b")) == [{"seq": 2}]
    assert batcher._lanes == {}


async def test_a_request_in_a_lane_may_be_refused_or_fail(world):
    world.locked = {9, 1}
    outcomes = await say_all(batcher_of(world), (9, "a"), (1, "burst"))
    assert [outcome.code for outcome in outcomes] == ["not_found", "error"]


async def test_a_lane_that_fails_is_rerun_one_by_one(world):
    world.locked = {1}
    batcher = batcher_of(world)
    told = [batcher.submit(Someone(1), Say(room=1, text=text)) for text in "ab"]
    told.append(batcher.submit(Someone(1), Say(room=1, text="burst")))
    outcomes = await asyncio.gather(*told)
    assert outcomes[:2] == [{"seq": 1}, {"seq": 2}]
    assert outcomes[2].code == "error"
    assert world.rooms[1].head == 2


async def test_what_a_lane_leaves_out_runs_by_itself_in_order(world):
    world.locked = {1}
    outcomes = await say_all(batcher_of(world), (1, "alone"), (1, "alone"))
    assert outcomes == [{"seq": 1}, {"seq": 2}]


async def test_a_lane_without_a_database_tells_to_retry(world, monkeypatch):
    def down(pairs):
        raise Unavailable

    world.locked = {1}
    monkeypatch.setattr(world, "say_waiting", down)
    outcomes = await say_all(batcher_of(world), (1, "a"), (1, "b"))
    assert [outcome.retry for outcome in outcomes] == [True, True]


async def test_a_client_that_left_is_not_answered(world):
    world.locked = {1}
    batcher = batcher_of(world)
    gone, stays = (batcher.submit(Someone(1), Say(room=1)) for _ in range(2))
    left = batcher.submit(Someone(1), Say(room=9))
    gone.cancel()
    left.cancel()
    assert await stays == {"seq": 2}
    assert world.rooms[1].head == 2
