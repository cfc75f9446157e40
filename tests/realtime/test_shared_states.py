"""A state that several people read: each only as long as it is his."""

from __future__ import annotations

import time

from realtime.bells import Bell
from realtime.contract import Gone
from tests.realtime.clients import a_while, connect, until

BOARD = 9


def shown(line):
    return [
        {row["row"]: row["text"] for row in frame["put"]}
        for frame in line.door.of("state")
        if frame["put"]
    ]


async def test_one_pull_and_one_frame_for_all_whom_it_names(hub, world):
    one, two = await connect(hub, 1), await connect(hub, 2)
    hub.ring((world.post(BOARD, "a", "x", to=[1, 2]),))
    await until(lambda: shown(one) and shown(two))
    assert shown(one) == shown(two) == [{"a": "x"}]


async def test_who_may_not_read_it_any_more_gets_nothing_though_a_bell_named_him(
    hub, world
):
    """His removal was committed before the pull; its bell is still on its way."""
    one, two = await connect(hub, 1), await connect(hub, 2)
    hub.ring((world.post(BOARD, "a", "x", to=[1, 2]),))
    await until(lambda: shown(one) and shown(two))
    bell = world.post(BOARD, "b", "after", to=[1, 2])
    world.readers = frozenset({1})
    hub.ring((bell,))
    await until(lambda: len(shown(one)) == 2)
    await a_while()
    assert len(shown(two)) == 1


async def test_a_change_during_a_pull_is_pulled_too(hub, world, monkeypatch):
    line = await connect(hub, 1)
    read, late = world.state, iter([("b", "y")])

    def read_then_changed(key, since):
        found = read(key, since)
        for name, text in late:
            hub.ring((world.post(BOARD, name, text, to=[1]),))
            time.sleep(0.05)
        return found

    monkeypatch.setattr(world, "state", read_then_changed)
    hub.ring((world.post(BOARD, "a", "x", to=[1]),))
    await until(lambda: len(shown(line)) == 2)
    assert shown(line) == [{"a": "x"}, {"a": "x", "b": "y"}]


async def test_a_newcomer_whose_bell_comes_after_the_pull_gets_the_whole(hub, world):
    one, two = await connect(hub, 1), await connect(hub, 2)
    first = world.post(BOARD, "a", "x", to=[1])
    second = world.post(BOARD, "b", "y", to=[1, 2])
    hub.ring((first,))
    await until(lambda: shown(one))
    assert shown(one) == [{"a": "x", "b": "y"}]
    hub.ring((second,))
    await until(lambda: shown(two))
    await a_while()
    assert len(shown(one)) == 1
    # From the version that his hello told, not from the bell's.
    assert two.door.of("state")[-1]["from"] == 0


async def test_who_comes_back_gets_the_whole(hub, world):
    line = await connect(hub, 1)
    hub.ring((world.post(BOARD, "a", "x", to=[1]),))
    await until(lambda: shown(line))
    hub.ring((Bell("board:me", BOARD, 2, 2, gone=((1, 1),)),))
    await until(lambda: line.door.of("gone"))
    world.boards[BOARD] = (2, {"a": "x"})
    hub.ring((world.post(BOARD, "b", "y", to=[1]),))
    await until(lambda: len(shown(line)) == 2)
    assert "from" not in line.door.of("state")[-1]


async def test_what_a_hello_called_gone_has_no_version_any_more(hub, world):
    line = await connect(hub, 1)
    hub.ring((world.post(BOARD, "a", "x", to=[1]),))
    await until(lambda: shown(line))
    line.session.put_found(Gone("board:me"))
    hub.ring((world.post(BOARD, "b", "y", to=[1]),))
    await until(lambda: len(shown(line)) == 2)
    assert "from" not in line.door.of("state")[-1]


async def test_who_catches_up_when_it_is_not_his_any_more_loses_it(hub, world):
    line = await connect(hub, 2)
    world.readers = frozenset({1})
    line.session.offer_newer_state("board:me", BOARD, 1)
    await until(lambda: line.door.of("gone"))
    assert shown(line) == []
