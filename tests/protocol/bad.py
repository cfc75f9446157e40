"""Frames that no correct client sends. Found by hand, by accident and by hypothesis."""

from __future__ import annotations

import json
from typing import Any

NOWHERE = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"


def up(kind: Any, data: Any = None, ref: Any = "r") -> str:
    return json.dumps({"type": kind, "ref": ref, "data": {} if data is None else data})


def send(**changes: Any) -> str:
    fine = {"conversation": NOWHERE, "client_id": NOWHERE, "text": "Bonjour"}
    return up("message.send", fine | changes)


NOT_JSON: list[str | bytes] = [
    "",
    " ",
    "bonjour",
    "{",
    "}",
    '{"type":',
    "{'type': 'ping'}",
    '{"type":"ping","ref":"1",}',
    '{"type":"ping"}{"type":"ping"}',
    "\ufeff" + up("ping"),
    "undefined",
    "[" * 10_000,
    "[" * 30_000 + "]" * 30_000,
    '{"a":' * 5_000 + "1" + "}" * 5_000,
    '{"type":"pong","got":NaN}',
    '{"type":"pong","got":Infinity}',
    b"",
    b"\x00",
    b"\xff\xfe",
    up("ping").encode(),
    b"\xf0\x28\x8c\x28",
]

NOT_A_FRAME = [
    "null",
    "true",
    "0",
    "-0",
    "1e400",
    '"ping"',
    "[]",
    "{}",
    '{"ref":"1"}',
    '{"type":null}',
    '{"type":7,"ref":"1"}',
    '{"type":["ping"],"ref":"1"}',
    '{"type":{},"ref":"1"}',
    '{"__proto__":{"type":"ping"}}',
    '{"type":"ping"}',
    up("ping", ref=None),
    up("ping", ref=1),
    up("ping", ref=""),
    up("ping", ref="r" * 65),
    up("ping", ref=["r"]),
    up("ping", ref="\ud800"),
    up("\ud800"),
    '{"type":"ping","ref":"\\ud800","data":{"a":NaN}}',
    up("message.send", data=[]),
    up("message.send", data="text"),
    up("x" * 65),
    '{"type":"ping","ref":"1","data":{},"more":1}',
    '{"type":"pong"}',
    '{"type":"pong","got":-1}',
    '{"type":"pong","got":"many"}',
    '{"type":"pong","got":1e300}',
    '{"type":"typing"}',
    '{"type":"typing","conversation":7}',
    '{"type":"typing","conversation":"here"}',
    up("hello", {"protocol": 1}),
    "x" * 70_000,
    up("message.send", {"text": "é" * 40_000}),
]

UNKNOWN = [
    up(kind)
    for kind in (
        "",
        "unknown",
        "Message.Send",
        "message_send",
        "chat.message",
        "websocket.close",
        "websocket.disconnect",
        "websocket.receive",
        "bell.ring",
        "http.request",
        "reply",
        "entries",
        "state",
        "gone",
        "bye",
        "synced",
        "_receive",
        "__init__",
        "__class__",
        "dispatch",
        "question.claimed",
        "ping\x00",
        "../ping",
        "{0.__class__}",
        "%s%n",
        "' OR 1=1 --",
    )
]

INVALID = [
    send(conversation=None),
    send(conversation=7),
    send(conversation="here"),
    send(conversation=["x"]),
    send(conversation=NOWHERE + "0"),
    send(client_id=""),
    send(client_id=0),
    send(text=""),
    send(text="  \n "),
    send(text=7),
    send(text=None),
    send(text=["a"]),
    send(text="a" * 8001),
    send(text="\x00"),
    send(text="a\x00b"),
    send(text="\ud800"),
    send(text="\udfff\ud800"),
    send(reply_to=0),
    send(reply_to=-1),
    send(reply_to=2**53 + 1),
    send(reply_to=10**300),
    send(reply_to=1.5),
    send(extra=1),
    send(**{"\ud800": 1}),
    send(**{"x" * 20_000: 1}),
    up("message.send"),
    up("message.retract", {"conversation": NOWHERE}),
    up("message.retract", {"conversation": NOWHERE, "seq": "first"}),
    up("conversation.read", {"conversation": NOWHERE, "seq": -1}),
    up("conversation.read", {"conversation": NOWHERE, "seq": 2**64}),
    up("conversation.received", {"conversation": NOWHERE, "seq": 1, "visible": 7}),
    up("conversation.mute", {"conversation": NOWHERE, "until": "tomorrow"}),
    up("conversation.mute", {"conversation": NOWHERE, "until": "2030-01-01T00:00:00"}),
    up("conversation.mute", {"conversation": NOWHERE, "until": 10**30}),
    up("draft.save", {"conversation": NOWHERE, "text": "\x00"}),
    up("draft.save", {"conversation": NOWHERE, "text": "a" * 8001}),
    up("history", {"conversation": NOWHERE, "before": 0}),
    up("history", {"conversation": NOWHERE, "limit": 0}),
    up("history", {"conversation": NOWHERE, "limit": 201}),
]

NOT_MINE = [
    send(),
    send(text="\u202egnp.exe \u200b\u0301" * 50),
    send(text="<img src=x onerror=alert(1)>"),
    up("message.retract", {"conversation": NOWHERE, "seq": 1}),
    up("conversation.read", {"conversation": NOWHERE, "seq": 0}),
    up("conversation.received", {"conversation": NOWHERE, "seq": 2**53}),
    up("conversation.archive", {"conversation": NOWHERE}),
    up("conversation.unarchive", {"conversation": NOWHERE}),
    up("conversation.mute", {"conversation": NOWHERE}),
    up("conversation.unmute", {"conversation": NOWHERE}),
    up("draft.save", {"conversation": NOWHERE, "text": ""}),
    up("history", {"conversation": NOWHERE}),
    up("question.claim", {"question": NOWHERE, "client_id": NOWHERE}),
    up("question.release", {"question": NOWHERE}),
    up("question.withdraw", {"question": NOWHERE}),
    up("conversation.close", {"conversation": NOWHERE}),
    up("conversation.reopen", {"conversation": NOWHERE}),
]

CORPUS: dict[str, list[str | bytes]] = {
    "bad_frame": [*NOT_JSON, *NOT_A_FRAME],
    "unknown_command": [*UNKNOWN],
    "invalid_request": [*INVALID],
    "not_found": [*NOT_MINE],
}
