"""A hello is answered whole: what was missed, then `synced`, never partly."""

from realtime import frames
from realtime.bells import Bell, Recheck
from realtime.contract import Refused
from tests.realtime.clients import a_while, connect, plug, until


async def test_a_newcomer_gets_what_he_missed_and_then_synced(hub, world):
    world.write(1, "one")
    world.write(1, "two")
    line = await connect(hub, 1, room_1=1)
    kinds = [frame["type"] for frame in line.door.frames]
    assert kinds[0] == "reply"
    assert kinds[-1] == "synced"
    assert line.texts() == ["two"]
    assert line.door.frames[0]["data"]["epoch"] == "k1"


async def test_an_unknown_protocol_must_upgrade(hub):
    line = plug(hub, 1)
    line.say("hello", protocol=2)
    await until(lambda: line.door.code)
    assert line.door.code == 4426
    assert line.door.of("bye")[0]["code"] == 4426


async def test_what_happens_during_the_hello_follows_it(hub, world):
    world.write(1, "one")
    world.meanwhile = lambda: hub.ring((world.write(1, "two"),))
    line = await connect(hub, 1, room_1=0)
    assert line.texts() == ["one", "two"]
    assert line.door.frames[-1]["type"] == "synced"


async def test_who_is_removed_during_the_hello_is_told_after_it(hub, world):
    world.write(1, "one")
    world.meanwhile = lambda: hub.ring((world.remove(1, 1),))
    line = await connect(hub, 1, room_1=0)
    kinds = [frame["type"] for frame in line.door.frames]
    assert kinds.index("gone") > kinds.index("entries")
    assert "left" not in line.texts()


async def test_a_bell_that_the_hello_had_read_is_not_read_again(hub, world):
    bell = world.write(1, "one")
    line = plug(hub, 1)
    await hub.enter(line.session)
    hub.hear_bell(bell)
    await until(lambda: hub.lines["room:1"].position == 1)
    hub.leave(line.session)
    line.say("hello", protocol=1, have={"room:1": 0})
    await until(lambda: line.door.of("synced"))
    assert line.texts() == ["one"]


async def test_hello_comes_first_and_once(hub):
    line = plug(hub, 1)
    assert (await line.ask("echo", room=1))["error"]["code"] == "hello_first"
    line.say("hello", protocol=1)
    await until(lambda: line.door.of("synced"))
    assert (await line.ask("hello", protocol=1))["error"]["code"] == "bad_frame"


async def test_a_bad_hello_is_a_bad_frame(hub):
    line = plug(hub, 1)
    reply = await line.ask("hello", protocol=1, have={"room:1": -1})
    assert reply["error"]["code"] == "bad_frame"


async def test_who_says_no_hello_is_sent_away(hub):
    line = plug(hub, 1)
    line.dispatcher.check_greeting()
    await until(lambda: line.door.code)
    assert line.door.code == 4500
    greeted = await connect(hub, 1)
    greeted.dispatcher.check_greeting()
    await a_while()
    assert greeted.door.code is None


async def test_a_database_that_is_down_says_come_back(hub, world):
    world.broken = True
    line = plug(hub, 1)
    line.say("hello", protocol=1)
    await until(lambda: line.door.code)
    assert line.door.code == 4500
    assert line.door.of("reply")[0]["ok"] is False
    assert hub.people == {}


async def test_too_many_sockets_of_one_person_are_refused(hub, limited):
    limited(sockets_per_person=1)
    await connect(hub, 1)
    second = plug(hub, 1)
    second.say("hello", protocol=1)
    await until(lambda: second.door.code)
    assert second.door.code == 4529


async def test_a_state_that_is_up_to_date_is_not_sent(hub, world):
    world.post(1, "a", "x", [])
    line = await connect(hub, 1, board_me=1)
    assert line.door.of("state") == []
    hub.ring((world.post(1, "b", "y", [1]),))
    await until(lambda: line.door.of("state"))
    assert line.door.of("state")[0]["from"] == 1
    assert line.door.of("state")[0]["version"] == 2


async def test_a_state_bell_during_the_hello_is_not_lost(hub, world):
    world.meanwhile = lambda: hub.ring((world.post(1, "a", "x", [1]),))
    line = await connect(hub, 1)
    assert line.door.of("state")[-1]["version"] == 1


async def test_a_long_absence_is_stale(hub, world):
    for number in range(201):
        world.write(1, str(number))
    line = await connect(hub, 1, room_1=0)
    assert line.door.of("stale") == [{"type": "stale", "stream": "room:1", "head": 201}]


async def test_a_stream_that_is_not_mine_is_gone(hub, world):
    line = await connect(hub, 3, room_1=0)
    assert line.door.of("gone") == [{"type": "gone", "stream": "room:1"}]


async def test_a_person_who_is_refused_at_the_recheck_is_ended(hub, world):
    line = await connect(hub, 1)
    world.refused["1"] = Refused(4401, "signed_out")
    hub.ring((Recheck((1, 99)),))
    await until(lambda: line.door.code)
    assert line.door.code == 4401
    assert hub.people == {}


async def test_a_person_who_may_stay_is_signed_in_anew(hub, world):
    line = await connect(hub, 1)
    before = line.session.person
    hub.hear((Recheck((1,)),))
    await until(lambda: line.session.person is not before)
    assert line.door.code is None


async def test_bells_for_nobody_here_are_not_heard(hub, world):
    await connect(hub, 3)
    assert hub.hear_bell(Bell("room:1", 1, 0, 1, ((1, 1),))) is False
    assert hub.lines == {}


async def test_heads_of_logs_that_the_client_did_not_name_are_told(hub, world):
    world.heads = {"room:1": 3}
    line = await connect(hub, 1)
    assert line.door.of("ping")[0]["heads"] == {"room:1": 3}


async def test_a_state_that_the_client_already_has_is_not_told_again(hub, world):
    line = await connect(hub, 1)
    hub.hear_bell(world.post(1, "a", "x", [1]))
    await until(lambda: len(line.door.of("state")) == 2)
    frame = frames.gone("board:me")
    line.session.offer_state("board:me", 1, 0, 1, frame)
    await a_while()
    assert len(line.door.of("state")) == 2
