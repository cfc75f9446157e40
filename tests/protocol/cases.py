"""What can be done, once each: the commands of the wiring and the changes over HTTP.

A case says who may do it; everybody else tries first and must change nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.protocol.scene import Scene

Act = Callable[[Scene, str], Awaitable[bool]]


@dataclass(frozen=True)
class Case:
    """`act` does it in the name of somebody and tells whether it was accepted."""

    act: Act
    by: str = "alice"
    refused: tuple[str, ...] = ("nina", "oscar", "dave", "erin", "jeanne")
    is_history_shared: bool = False


def command(kind: str, where: str = "discussion", **data: Any) -> Case:
    async def act(scene: Scene, who: str) -> bool:
        fresh = {"client_id": uuid4()} if kind == "message.send" else {}
        conversation = getattr(scene, where)
        reply = await scene.say(who, kind, conversation=conversation, **data, **fresh)
        return reply.ok

    return Case(act)


async def type_a_word(scene: Scene, who: str) -> bool:
    frame = {"type": "typing", "conversation": str(scene.discussion)}
    await scene.wires[who].shout(frame)
    await scene.say(who, "ping")
    if who != "alice":
        return False
    await scene.wires["carol"].hear("typing", conversation=str(scene.discussion))
    return True


def over_http(method: str, path: str, **data: Any) -> Act:
    """`path` and `data` may name people and the scene's things in braces."""

    async def act(scene: Scene, who: str) -> bool:
        names = {name: str(person.uuid) for name, person in scene.people.items()}
        names |= {"group": str(scene.group.uuid), "fresh": str(uuid4())}
        told = {key: filled(value, names) for key, value in data.items()}
        answer = await scene.http(who, method, path.format(**names), **told)
        return answer.status_code < 300

    return act


def filled(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [filled(one, names) for one in value]
    return value.format(**names) if isinstance(value, str) else value


SEND = {"text": "quatre"}
STRANGERS = ("nina", "oscar", "dave", "erin", "jeanne")
NOT_MANAGERS = ("bob", *STRANGERS)

COMMANDS = {
    "message.send": command("message.send", **SEND),
    "message.retract": command("message.retract", "private", seq=1),
    "conversation.read": command("conversation.read", seq=7),
    "conversation.received": command("conversation.received", seq=7, visible=True),
    "conversation.archive": command("conversation.archive"),
    "conversation.unarchive": command("conversation.unarchive"),
    "conversation.mute": command("conversation.mute"),
    "conversation.unmute": command("conversation.unmute"),
    "draft.save": command("draft.save", text="Je ré"),
    "history": command("history"),
    "typing": Case(type_a_word),
}

CHANGES = {
    "POST groups": Case(
        over_http(
            "POST",
            "groups",
            kind="discussion",
            name="Garde",
            members=["{bob}", "{oscar}"],
            client_id="{fresh}",
        ),
        refused=("dave", "erin", "jeanne"),
    ),
    "PATCH groups/{group}": Case(
        over_http("PATCH", "groups/{group}", name="Équipe du jeudi"),
        refused=NOT_MANAGERS,
    ),
    "PUT groups/{group}/members/{user}": Case(
        over_http("PUT", "groups/{group}/members/{oscar}"), refused=NOT_MANAGERS
    ),
    "PUT groups/{group}/members/{user}, who comes back": Case(
        over_http("PUT", "groups/{group}/members/{nina}"), refused=NOT_MANAGERS
    ),
    "PUT groups/{group}/members/{user}, history shared": Case(
        over_http("PUT", "groups/{group}/members/{oscar}"),
        refused=NOT_MANAGERS,
        is_history_shared=True,
    ),
    "DELETE groups/{group}/members/{user}": Case(
        over_http("DELETE", "groups/{group}/members/{carol}"), refused=NOT_MANAGERS
    ),
    "POST groups/{group}/leave": Case(
        over_http("POST", "groups/{group}/leave"), refused=STRANGERS
    ),
}
