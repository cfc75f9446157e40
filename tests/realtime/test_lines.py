"""One pull, one encoding, every reader exactly his interval."""

import asyncio

from realtime import lines
from realtime.bells import Bell
from realtime.lines import LogLine
from tests.realtime.clients import a_while, connect, until
from tests.realtime.world import Room


async def test_a_message_reaches_all_by_one_pull_and_one_encoding(hub, world):
    lines = [await connect(hub, person, room_1=0) for person in (1, 1, 2)]
    world.encodings = 0
    hub.ring((world.write(1, "hello"),))
    await until(lambda: all(line.texts() == ["hello"] for line in lines))
    assert world.pulls == [(1, 0, 1)]
    assert world.encodings == 1
    assert lines[0].door.of("entries")[0]["start"] is True


async def test_entries_written_here_are_not_pulled(hub, world):
    line = await connect(hub, 1)
    hub.ring((world.write(1, "one", spare=True),))
    hub.ring((world.write(1, "two", spare=True),))
    await until(lambda: line.texts() == ["one", "two"])
    assert world.pulls == []


async def test_a_bell_that_was_lost_is_made_up_for_by_the_next(hub, world):
    line = await connect(hub, 1)
    hub.ring((world.write(1, "one", spare=True),))
    await until(lambda: line.texts() == ["one"])
    world.write(1, "lost")
    hub.ring((world.write(1, "three", spare=True),))
    await until(lambda: line.texts() == ["one", "lost", "three"])
    assert world.pulls == [(1, 1, 3)]


async def test_bells_during_a_pull_are_one_more_pull(hub, world):
    line = await connect(hub, 1)
    for number in range(20):
        hub.hear_bell(world.write(1, str(number)))
    await until(lambda: len(line.texts()) == 20)
    assert line.texts() == [str(number) for number in range(20)]
    assert len(world.pulls) <= 2


async def test_logs_that_wait_for_a_pull_are_pulled_together(hub, world):
    for room in range(10, 30):
        world.rooms[room] = Room(first={1: 1})
    mine = await connect(hub, 1)
    reads = world.reads
    for room in range(10, 30):
        hub.hear([world.write(room, f"in {room}")])
    await until(lambda: len(mine.texts()) == 20)
    assert len(world.pulls) == 20
    # The first goes alone, at once; the others while it is under way.
    assert world.reads - reads <= 3


async def test_a_log_that_cannot_be_read_holds_up_no_other(hub, world, monkeypatch):
    pull = world.pull

    def ill(parts):
        if any(part.key == 11 for part in parts):
            raise ZeroDivisionError
        return pull(parts)

    for room in range(10, 14):
        world.rooms[room] = Room(first={1: 1})
    await connect(hub, 1)
    monkeypatch.setattr(world, "pull", ill)
    monkeypatch.setattr(lines, "RETRY_SECONDS", 60.0)
    for room in range(10, 14):
        hub.hear([world.write(room, f"in {room}")])
    await until(lambda: {key for key, _, _ in world.pulls} == {10, 12, 13})


async def test_a_late_bell_says_nothing_new(hub, world):
    line = await connect(hub, 1)
    first, second = world.write(1, "one"), world.write(1, "two")
    assert hub.hear_bell(second) is True
    await until(lambda: len(line.texts()) == 1)
    assert hub.hear_bell(first) is False
    await a_while()
    assert line.texts() == ["two"]


async def test_the_removed_gets_gone_and_nothing_after(hub, world):
    one, two = await connect(hub, 1), await connect(hub, 2)
    before = world.write(1, "before")
    hub.ring((world.remove(1, 1), world.write(1, "after")))
    await until(lambda: len(two.texts()) >= 2)
    hub.hear_bell(before)
    hub.hear_bell(world.write(1, "more"))
    await until(lambda: "more" in two.texts())
    assert one.door.of("gone") == [{"type": "gone", "stream": "room:1"}]
    assert one.texts() == []


async def test_a_pull_under_way_does_not_reach_the_removed(hub, world):
    one = await connect(hub, 1)
    hub.hear_bell(world.write(1, "secret"))
    hub.hear_bell(world.remove(1, 1))
    await a_while()
    assert [frame["type"] for frame in one.door.frames][-1] == "gone"
    assert one.texts() == []


async def test_a_removal_told_twice_is_one_gone(hub, world):
    one = await connect(hub, 1)
    bell = world.remove(1, 1)
    hub.hear_bell(bell)
    hub.hear_bell(bell)
    await a_while()
    assert len(one.door.of("gone")) == 1


async def test_a_returner_sees_from_his_return_on(hub, world):
    one = await connect(hub, 1)
    removal = world.remove(1, 1)
    hub.hear_bell(removal)
    hub.hear_bell(world.write(1, "without him"))
    world.rooms[1].first[1] = 3
    hub.hear_bell(world.write(1, "with him"))
    await until(one.texts)
    hub.hear_bell(removal)
    await a_while()
    assert one.texts() == ["with him"]
    frame = one.door.of("entries")[0]
    assert (frame["after"], frame["upto"], frame["start"]) == (2, 3, True)
    assert len(one.door.of("gone")) == 1


async def test_a_newcomer_gets_nothing_from_before(hub, world):
    one, three = await connect(hub, 1), await connect(hub, 3)
    first = world.write(1, "private")
    world.rooms[1].first[3] = 2
    second = world.write(1, "welcome")
    hub.hear_bell(first)
    hub.hear_bell(second)
    await until(lambda: len(one.texts()) == 2 and three.texts())
    assert three.texts() == ["welcome"]
    assert three.door.of("entries")[0]["start"] is True


async def test_an_older_bell_does_not_change_the_interval(hub, world):
    three = await connect(hub, 3)
    world.rooms[1].first = {3: 5}
    for number in range(5):
        world.write(1, str(number))
    hub.hear_bell(Bell("room:1", 1, 4, 5, ((3, 5),)))
    hub.hear_bell(Bell("room:1", 1, 3, 4, ((3, 1),)))
    await until(three.texts)
    assert three.texts() == ["4"]


async def test_readers_of_different_kinds_get_frames_of_their_own(hub, world):
    one, two = await connect(hub, 1, room_1=0), await connect(hub, 2, room_1=0)
    hub.people[2].reader_kind = "patient"
    hub.ring((world.write(1, "hello"),))
    await until(lambda: one.texts() and two.texts())
    assert one.door.of("entries")[0]["items"][0]["for"] == "practitioner"
    assert two.door.of("entries")[0]["items"][0]["for"] == "patient"


async def test_a_pull_that_failed_is_tried_again(hub, world, monkeypatch):
    monkeypatch.setattr("realtime.lines.RETRY_SECONDS", 0.02)
    line = await connect(hub, 1)
    world.broken = True
    hub.ring((world.write(1, "hello"),))
    await a_while()
    assert line.texts() == []
    world.broken = False
    await until(lambda: line.texts() == ["hello"])


async def test_a_line_ends_with_its_last_reader(hub, world):
    one, two = await connect(hub, 1), await connect(hub, 2)
    hub.ring((world.write(1, "hello"),))
    await until(lambda: one.texts() and two.texts())
    one.session.close()
    assert isinstance(hub.lines["room:1"], LogLine)
    two.session.close()
    two.session.close()
    assert hub.lines == {}
    assert hub.people == {}


async def test_a_line_whose_readers_leave_during_a_pull_ends_quietly(hub, world):
    line = await connect(hub, 1)
    hub.hear_bell(world.write(1, "hello"))
    line.session.close()
    await a_while()
    assert hub.lines == {}


async def test_a_state_tells_changes_at_most_five_times_a_second(hub, world):
    line = await connect(hub, 1)
    for number in range(30):
        hub.ring((world.post(1, "row", str(number), [1]),))
        await asyncio.sleep(0.01)
    await until(lambda: line.door.of("state")[-1]["version"] == 30)
    assert len(line.door.of("state")) < 8
    assert line.door.of("state")[-1]["put"] == [{"row": "row", "text": "29"}]


async def test_a_state_whose_base_the_client_lacks_is_read_for_him(hub, world):
    line = await connect(hub, 1)
    world.post(1, "a", "x", [])
    hub.hear_bell(world.post(1, "b", "y", [1]))
    await until(lambda: line.door.of("state")[-1]["version"] == 2)
    assert line.door.of("state")[-1]["from"] == 0


async def test_a_state_that_is_not_mine_any_more_is_gone(hub, world):
    line, other = await connect(hub, 1), await connect(hub, 2)
    bell = world.post(1, "a", "x", [2])
    hub.hear_bell(Bell(bell.stream, 1, 0, 1, bell.to, gone=((1, 0),)))
    await until(lambda: line.door.of("gone"))
    await until(lambda: len(other.door.of("state")) == 2)
    assert len(line.door.of("state")) == 1


async def test_who_is_removed_elsewhere_is_not_looked_for_here(hub, world):
    line = await connect(hub, 1)
    bell = world.remove(1, 2)
    hub.hear_bell(bell)
    await until(lambda: line.texts() == ["left"])
