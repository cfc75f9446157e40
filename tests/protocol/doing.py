"""How a case does what it does: by a command, over HTTP, about a question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.inside import in_db
from tests.photos.verbs import stored
from tests.protocol.scene import Scene

Act = Callable[[Scene, str], Awaitable[bool]]


@dataclass(frozen=True)
class Case:
    """`act` does it in the name of somebody and tells whether it was accepted."""

    act: Act
    by: str = "alice"
    refused: tuple[str, ...] = ("nina", "oscar", "dave", "erin", "jeanne")
    is_history_shared: bool = False
    is_asked: bool = False


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
        if scene.ward:
            names["ward"] = str(scene.ward.group.uuid)
            names["other"] = str(scene.ward.other.uuid)
            names["clinic"] = str(scene.ward.clinic)
        told = {key: filled(value, names) for key, value in data.items()}
        answer = await scene.http(who, method, path.format(**names), **told)
        return answer.status_code < 300

    return act


async def send_a_photo(scene: Scene, who: str) -> bool:
    photo = await in_db(stored, scene.people[who], "pixels")
    told = [{"id": photo.uuid, "alt": "Un bras", "site": "left_arm"}]
    said = {"client_id": uuid4(), "text": "", "photos": told}
    where = {"conversation": scene.discussion}
    return (await scene.say(who, "message.send", **where, **said)).ok


async def read_it_all(scene: Scene, who: str) -> bool:
    reply = await scene.say(who, "inbox.read", upto="2099-01-01T00:00:00Z")
    return bool(reply.ok and reply.data["conversations"])


async def pause_and_go_on(scene: Scene, who: str) -> bool:
    off = over_http("PATCH", "groups/{ward}", active=False, pending="leave")
    on = over_http("PATCH", "groups/{ward}", active=True)
    return await off(scene, who) and await on(scene, who)


def filled(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: filled(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [filled(one, names) for one in value]
    return value.format(**names) if isinstance(value, str) else value


SEND = {"text": "quatre"}


def on_question(
    kind: str,
    which: str,
    *,
    by: str = "alice",
    refused: tuple[str, ...] = (),
    **data: Any,
) -> Case:
    """A command about one of the ward's questions; `client_id` is made where asked."""
    name = "question" if kind.startswith("question.") else "conversation"

    async def act(scene: Scene, who: str) -> bool:
        told = data | ({"client_id": uuid4()} if "client_id" in data else {})
        question = getattr(scene.ward, which)
        return (await scene.say(who, kind, **{name: question}, **told)).ok

    others = ("nina", "oscar", "dave", "erin", "carol", *refused)
    return Case(act, by=by, refused=others, is_asked=True)


async def ask(scene: Scene, who: str) -> bool:
    assert scene.ward
    group = scene.ward.group.uuid
    asked = {"client_id": uuid4(), "group": group, "title": "Plaie", "text": "Bonjour"}
    return (await scene.say(who, "question.ask", **asked)).ok


def by_erin(act: Act, *refused: str) -> Case:
    """What the administrator alone may do with the ward."""
    others = ("alice", "bob", *refused)
    return Case(act, by="erin", refused=others, is_asked=True)
