"""Heartbeats, endings, and frames that pass."""

import asyncio
import os
import signal
import threading
from dataclasses import replace

from realtime import goodbye
from realtime.bells import Passing, Recheck
from realtime.hub import Hub
from tests.realtime.clients import a_while, connect, plug, until


async def test_the_server_pings_with_the_heads_that_moved(hub, world, limited):
    limited(ping_every_seconds=0.05)
    line = await connect(hub, 1)
    hub.ring((world.write(1, "hello"),))
    await until(lambda: any(ping["heads"] for ping in line.door.of("ping")))
    told = [ping["heads"] for ping in line.door.of("ping") if ping["heads"]]
    assert told == [{"room:1": 1}]


async def test_a_socket_that_is_silent_is_ended(hub, limited):
    limited(ping_every_seconds=0.03, silence_seconds=0.05)
    line = await connect(hub, 1)
    await until(lambda: line.door.code)
    assert line.door.code == 4500


async def test_a_socket_that_answers_lives(hub, limited):
    limited(ping_every_seconds=0.03, silence_seconds=0.2)
    line = await connect(hub, 1)
    for _ in range(15):
        await asyncio.sleep(0.03)
        line.dispatcher.receive('{"type":"pong","got":1}')
    assert line.door.code is None


async def test_nobody_is_pinged_before_his_hello(hub, limited):
    limited(ping_every_seconds=0.02)
    line = plug(hub, 1)
    await a_while()
    assert line.door.frames == []
    line.session.close()


async def test_a_restart_says_come_back(hub):
    lines = [await connect(hub, person) for person in (1, 2)]
    await hub.farewell()
    assert [line.door.code for line in lines] == [4503, 4503]
    bye = lines[1].door.of("bye")[0]
    assert bye["reason"] == "restarting"
    assert bye["retry_in_ms"] >= 500


async def test_a_door_that_does_not_close_is_left_alone(hub, monkeypatch):
    monkeypatch.setattr("realtime.session.CLOSING_SECONDS", 0.05)
    line = await connect(hub, 1)
    line.door.open.clear()
    await line.session.end(4500, "error")
    assert line.door.code is None
    assert hub.people == {}


async def test_an_error_in_a_session_ends_it_and_no_other(hub):
    line, other = await connect(hub, 1), await connect(hub, 2)

    async def fail():
        raise ZeroDivisionError

    line.session.tasks.start(fail())
    await until(lambda: line.door.code)
    assert line.door.code == 4500
    assert other.door.code is None


async def test_an_error_after_the_end_changes_nothing(hub):
    line = await connect(hub, 1)

    async def fail():
        await asyncio.sleep(0)
        raise ZeroDivisionError

    line.session.is_closed = True
    line.session.tasks.start(fail())
    await a_while()
    assert line.door.code is None


async def test_catching_up_goes_on_after_a_failure(hub, world, monkeypatch):
    monkeypatch.setattr("realtime.missing.RETRY_SECONDS", 0.02)
    line = await connect(hub, 1)
    world.write(1, "one")
    world.broken = True
    line.session._missing.mark("room:1", 1, 0, 1)
    await a_while()
    world.broken = False
    await until(lambda: line.texts() == ["one"])
    assert "room:1" not in line.session._missing


async def test_a_stream_that_moves_while_it_is_read_is_read_again(hub, world):
    line = await connect(hub, 1)
    world.write(1, "one")
    line.session._missing.mark("room:1", 1, 0, 1)
    hub.hear_bell(world.write(1, "two"))
    await until(lambda: line.texts() == ["one", "two"])


async def test_gone_has_the_last_word_while_a_stream_is_read(hub, world):
    line = await connect(hub, 1)
    world.write(1, "one")
    line.session._missing.mark("room:1", 1, 0, 1)
    await asyncio.sleep(0)
    hub.hear_bell(world.remove(1, 1))
    await a_while()
    assert line.texts() == []
    assert len(line.door.of("gone")) == 1


async def test_what_cannot_be_reached_is_not_asked_for_ever(hub, world):
    line = await connect(hub, 1)
    line.session._missing.mark("room:1", 1, 0, 9)
    await a_while()
    assert not line.session._missing
    assert line.door.of("entries") == []


async def test_cursors_of_one_conversation_pass_once_a_second(hub, limited):
    limited(passing_seconds=0.1)
    line = await connect(hub, 1)
    for read in range(10):
        frame = {"type": "cursors", "items": [{"person": "p", "read": read}]}
        hub.hear((Passing(frame, (1,), "room:1"),))
    await until(lambda: len(line.door.of("cursors")) == 2)
    await asyncio.sleep(0.3)
    told = [frame["items"][0]["read"] for frame in line.door.of("cursors")]
    assert told == [0, 9]
    assert hub._passing._waiting == {}


async def test_merged_cursors_keep_the_latest_of_each_and_nobody_gets_his_own(
    hub, limited
):
    limited(passing_seconds=0.1)
    one, two, three = [await connect(hub, person) for person in (1, 2, 3)]
    for reader, read in ((1, 1), (1, 2), (2, 5), (1, 3)):
        item = {"person": str(reader), "read": read}
        others = tuple({1, 2, 3} - {reader})
        frame = {"type": "cursors", "items": [item]}
        hub.hear((Passing(frame, others, "room:1", str(reader)),))
    await until(lambda: len(three.door.of("cursors")) == 2)
    await until(lambda: one.door.of("cursors") and len(two.door.of("cursors")) == 2)
    told = three.door.of("cursors")[1]["items"]
    assert {item["person"]: item["read"] for item in told} == {"1": 3, "2": 5}
    assert [item["person"] for item in one.door.of("cursors")[0]["items"]] == ["2"]
    assert [item["person"] for item in two.door.of("cursors")[1]["items"]] == ["1"]


async def test_sigterm_says_goodbye_before_the_server_stops():
    said = []
    before = signal.signal(signal.SIGTERM, lambda *_: said.append("server"))

    async def farewell():
        said.append("goodbye")

    try:
        goodbye.on_sigterm(asyncio.get_running_loop(), farewell)
        signal.raise_signal(signal.SIGTERM)
        await until(lambda: len(said) == 2)
        assert said == ["goodbye", "server"]
    finally:
        signal.signal(signal.SIGTERM, before)


async def test_a_server_that_listens_through_its_loop_waits_for_the_goodbye():
    loop, said, ended = asyncio.get_running_loop(), [], asyncio.Event()

    async def farewell() -> None:
        await asyncio.sleep(0.05)
        said.append("goodbye")

    def end(word: str) -> None:
        said.append(word)
        ended.set()

    loop.add_signal_handler(signal.SIGTERM, end, "server")
    try:
        goodbye.on_sigterm(loop, farewell)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(ended.wait(), 5)
        assert said == ["goodbye", "server"]
    finally:
        loop.remove_signal_handler(signal.SIGTERM)


async def test_a_goodbye_that_takes_too_long_does_not_keep_the_server(monkeypatch):
    monkeypatch.setattr(goodbye, "GRACE_SECONDS", 0.02)
    said = []
    before = signal.signal(signal.SIGTERM, lambda *_: said.append("server"))
    try:
        goodbye.on_sigterm(asyncio.get_running_loop(), lambda: asyncio.sleep(60))
        signal.raise_signal(signal.SIGTERM)
        await until(lambda: said == ["server"])
    finally:
        signal.signal(signal.SIGTERM, before)


async def test_the_signal_is_given_back():
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        mine = signal.getsignal(signal.SIGTERM)
        undo = goodbye.on_sigterm(asyncio.get_running_loop(), lambda: asyncio.sleep(0))
        assert signal.getsignal(signal.SIGTERM) is not mine
        undo()
        undo()
        assert signal.getsignal(signal.SIGTERM) is mine
    finally:
        signal.signal(signal.SIGTERM, before)


async def test_nobody_listens_outside_the_main_thread():
    loop = asyncio.get_running_loop()
    undo = await asyncio.to_thread(goodbye.on_sigterm, loop, lambda: asyncio.sleep(0))
    undo()
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        goodbye.on_sigterm(loop, lambda: asyncio.sleep(0))()
    finally:
        signal.signal(signal.SIGTERM, before)


async def test_what_is_read_in_parts_is_read_to_the_end(hub, world):
    line = await connect(hub, 1)
    for number in range(3):
        world.write(1, str(number))
    whole = world.catch_up

    def one_at_a_time(person, stream, after):
        found = whole(person, stream, after)
        return replace(found, upto=found.after + 1, items=found.items[:1])

    world.catch_up = one_at_a_time
    line.session._missing.mark("room:1", 1, 0, 3)
    await until(lambda: line.texts() == ["0", "1", "2"])


async def test_stopping_the_hub_ends_what_it_began(world, limited):
    hub = Hub(world.wiring())
    await hub.start()
    line = await connect(hub, 1)
    world.broken = True
    hub.hear_bell(world.write(1, "one"))
    release = threading.Event()
    object.__setattr__(hub.wiring, "sign_in", lambda shown: release.wait(5))
    hub.hear((Recheck((1,)),))
    await asyncio.sleep(0.01)
    line.session.is_closed = True
    await hub.stop()
    release.set()
    assert line.door.code is None
