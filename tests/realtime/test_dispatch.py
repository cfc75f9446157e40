"""Whatever a client says is answered or ends its own socket; nothing else suffers."""

import json

import pytest

from tests.realtime.clients import a_while, connect, until


async def test_a_command_gets_exactly_one_reply(hub):
    line = await connect(hub, 1)
    reply = await line.ask("echo", room=1, text="hello")
    assert reply == {
        "type": "reply",
        "ref": reply["ref"],
        "ok": True,
        "data": {"text": "hello"},
    }
    await a_while()
    assert len([f for f in line.door.of("reply") if f["ref"] == reply["ref"]]) == 1


async def test_commands_of_a_socket_are_done_in_order(hub):
    line = await connect(hub, 1)
    refs = [line.say("echo", room=1, text=str(number)) for number in range(20)]
    await until(lambda: len(line.door.of("reply")) == 21)
    assert [frame["ref"] for frame in line.door.of("reply")][1:] == refs


async def test_a_send_is_answered_after_it_was_written(hub, world):
    line = await connect(hub, 1)
    assert (await line.ask("say", room=1, text="hello"))["data"] == {"seq": 1}
    assert (await line.ask("say", room=9))["error"] == {
        "code": "not_found",
        "retry": False,
    }


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("nothing", {}, "unknown_command"),
        ("say", {"room": "x"}, "invalid_request"),
        ("echo", {"room": 9}, "not_found"),
        ("echo", {"room": 1, "text": "burst"}, "error"),
        ("websocket.close", {}, "unknown_command"),
    ],
)
async def test_a_wrong_command_gets_its_code(hub, kind, data, code):
    line = await connect(hub, 1)
    assert (await line.ask(kind, **data))["error"]["code"] == code
    assert (await line.ask("ping"))["ok"] is True
    assert line.door.code is None


async def test_a_refusal_names_the_fields_and_no_value(hub):
    line = await connect(hub, 1)
    reply = await line.ask("say", room="secret")
    assert reply["error"]["detail"] == {"fields": ["room"]}
    assert "secret" not in json.dumps(reply)


BAD = [
    "",
    "null",
    "[]",
    "{",
    '"text"',
    "{}",
    '{"type":1}',
    '{"type":"say"}',
    '{"type":"say","ref":1,"data":{}}',
    '{"type":"say","ref":"","data":{}}',
    '{"type":"say","ref":"1","data":[]}',
    '{"type":"say","ref":"1","data":{},"more":1}',
    '{"type":"pong"}',
    '{"type":"pong","got":-1}',
    '{"type":"typing","room":"x"}',
    '{"type":"say","ref":"1","data":{"room":NaN}}',
    "[" * 10_000,
    '{"type":"' + "x" * 65 + '","ref":"1"}',
    "x" * 70_000,
    "\ud800",
    None,
]


@pytest.mark.parametrize("frame", BAD)
async def test_a_bad_frame_is_refused_and_the_socket_lives(hub, frame):
    line = await connect(hub, 1)
    line.dispatcher.receive(frame)
    await until(lambda: len(line.door.of("reply")) == 2)
    assert line.door.of("reply")[1]["error"]["code"] == "bad_frame"
    assert (await line.ask("ping"))["ok"] is True


async def test_a_bad_frame_keeps_its_ref(hub):
    line = await connect(hub, 1)
    line.dispatcher.receive('{"type":1,"ref":"7"}')
    line.dispatcher.receive('{"type":"say","ref":"8","data":1}')
    await until(lambda: len(line.door.of("reply")) == 3)
    assert [frame["ref"] for frame in line.door.of("reply")][1:] == ["7", "8"]


async def test_repeated_nonsense_ends_the_socket_4400(hub):
    line, other = await connect(hub, 1), await connect(hub, 2)
    for _ in range(30):
        line.dispatcher.receive("nonsense")
    await until(lambda: line.door.code)
    assert line.door.code == 4400
    assert (await other.ask("ping"))["ok"] is True


async def test_a_ping_is_answered_with_the_time_of_the_database(hub):
    line = await connect(hub, 1)
    assert (await line.ask("ping"))["data"]["at"].startswith("2026-03-02T09:00")


async def test_too_many_frames_are_refused_then_stopped(hub, limited):
    limited(frames_burst=5)
    line = await connect(hub, 1)
    for _ in range(20):
        line.say("echo", room=1)
    await until(lambda: len(line.door.of("reply")) == 21)
    refused = [frame for frame in line.door.of("reply") if not frame["ok"]]
    assert refused[0]["error"] == {"code": "rate_limited", "retry": True}
    for _ in range(300):
        line.say("echo", room=1)
    await until(lambda: line.door.code)
    assert line.door.code == 4529


async def test_durable_sends_are_limited_for_the_person_not_the_socket(hub, limited):
    limited(sends_per_minute=3)
    one, two = await connect(hub, 1), await connect(hub, 1)
    replies = [await line.ask("say", room=1) for line in (one, two, one, two)]
    assert [reply["ok"] for reply in replies] == [True, True, True, False]
    assert replies[3]["error"]["code"] == "rate_limited"


async def test_commands_that_pile_up_are_refused(hub, limited):
    limited(commands_waiting=2)
    line = await connect(hub, 1)
    for _ in range(10):
        line.say("echo", room=1)
    await until(lambda: len(line.door.of("reply")) == 11)
    assert {"code": "rate_limited", "retry": True} in [
        frame.get("error") for frame in line.door.of("reply")
    ]


async def test_typing_reaches_the_others_and_nobody_else(hub):
    one, two, three = [await connect(hub, person) for person in (1, 2, 3)]
    one.dispatcher.receive('{"type":"typing","room":1}')
    one.dispatcher.receive('{"type":"typing","room":9}')
    await until(lambda: two.door.of("typing"))
    await a_while()
    assert len(two.door.of("typing")) == 1
    assert one.door.of("typing") == three.door.of("typing") == []


async def test_typing_is_not_passed_on_more_than_sometimes(hub):
    one, two = await connect(hub, 1), await connect(hub, 2)
    for _ in range(20):
        one.dispatcher.receive('{"type":"typing","room":1}')
    await until(lambda: two.door.of("typing"))
    await a_while()
    assert len(two.door.of("typing")) == 3


async def test_after_the_end_nothing_is_answered(hub):
    line = await connect(hub, 1)
    line.say("say", room=1)
    await line.session.end(4500, "error")
    await line.session.end(4500, "error")
    await a_while()
    assert len(line.door.of("bye")) == 1
    assert line.door.frames[-1]["type"] == "bye"


async def test_too_much_typing_is_dropped_and_is_no_bad_frame(hub, limited):
    limited(frames_burst=3)
    one, two = await connect(hub, 1), await connect(hub, 2)
    for _ in range(50):
        one.dispatcher.receive('{"type":"typing","room":1}')
    await a_while()
    assert one.door.code is None
    assert len(one.door.of("reply")) == 1
    assert len(two.door.of("typing")) <= 3
