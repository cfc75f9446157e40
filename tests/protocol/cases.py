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


STRANGERS = ("nina", "oscar", "dave", "erin", "jeanne")
STRANGERS_TO_WARD = ("nina", "oscar", "dave", "jeanne")
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
    "message.send, which takes a question": on_question(
        "message.send",
        "waiting",
        client_id=True,
        text="Montrez-moi",
    ),
    "message.send, to a question that waits": on_question(
        "message.send",
        "waiting",
        by="jeanne",
        client_id=True,
        text="De plus",
    ),
    "message.send, to a question that is taken": on_question(
        "message.send",
        "taken",
        refused=("bob",),
        client_id=True,
        text="Bonjour",
    ),
    "message.retract, of a question that waits": on_question(
        "message.retract",
        "waiting",
        by="jeanne",
        refused=("alice", "bob"),
        seq=2,
    ),
    "question.ask": Case(
        ask,
        by="jeanne",
        refused=("alice", "bob", "nina", "oscar", "dave", "erin"),
        is_asked=True,
    ),
    "question.claim": on_question(
        "question.claim", "waiting", refused=("jeanne",), client_id=True
    ),
    "question.claim, with a text": on_question(
        "question.claim",
        "waiting",
        refused=("jeanne",),
        client_id=True,
        text="Bonjour",
    ),
    "question.release": on_question(
        "question.release", "taken", refused=("bob", "jeanne")
    ),
    "question.withdraw": on_question(
        "question.withdraw", "waiting", by="jeanne", refused=("alice", "bob")
    ),
    "conversation.close": on_question(
        "conversation.close", "taken", refused=("bob", "jeanne")
    ),
    "conversation.close, with a message": on_question(
        "conversation.close",
        "taken",
        refused=("bob", "jeanne"),
        client_id=True,
        message="Bonne guérison",
    ),
    "conversation.reopen": on_question(
        "conversation.reopen", "closed", refused=("bob",)
    ),
    "conversation.reopen, by who asked": on_question(
        "conversation.reopen", "closed", by="jeanne", refused=("bob",)
    ),
    "draft.save": command("draft.save", text="Je ré"),
    "draft.save, to a question that another has taken": on_question(
        "draft.save", "taken", by="bob", text="Je ré"
    ),
    "draft.save, to a question of one's own": on_question(
        "draft.save", "taken", by="jeanne", text="De plus"
    ),
    "inbox.read": Case(read_it_all, refused=()),
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
    "PUT groups/{group}/members/{user}, among experts": by_erin(
        over_http("PUT", "groups/{ward}/members/{carol}"), *STRANGERS_TO_WARD
    ),
    "DELETE groups/{group}/members/{user}, among experts": by_erin(
        over_http("DELETE", "groups/{ward}/members/{alice}"), *STRANGERS_TO_WARD
    ),
    "DELETE groups/{group}/members/{user}, who leaves all to another": by_erin(
        over_http("DELETE", "groups/{ward}/members/{alice}?transfer_to={bob}"),
        *STRANGERS_TO_WARD,
    ),
    "POST groups, of experts": by_erin(
        over_http(
            "POST",
            "groups",
            kind="expert",
            organisation="{clinic}",
            name="Garde",
            asked_by=["patients"],
            members=["{bob}", "{nina}"],
            client_id="{fresh}",
        ),
        *STRANGERS_TO_WARD,
    ),
    "PATCH groups/{group}, what experts are called": by_erin(
        over_http(
            "PATCH", "groups/{ward}", name="Peau", public_name="P", description="D"
        ),
        *STRANGERS_TO_WARD,
    ),
    "PATCH groups/{group}, who may ask": by_erin(
        over_http("PATCH", "groups/{ward}", asked_by=["practitioners"]),
        *STRANGERS_TO_WARD,
    ),
    "PATCH groups/{group}, leaving what waits": by_erin(
        over_http("PATCH", "groups/{ward}", active=False, pending="leave"),
        *STRANGERS_TO_WARD,
    ),
    "PATCH groups/{group}, going on": by_erin(pause_and_go_on, *STRANGERS_TO_WARD),
    "PATCH groups/{group}, moving what waits": by_erin(
        over_http(
            "PATCH",
            "groups/{ward}",
            active=False,
            pending={"move_to": "{other}"},
        ),
        *STRANGERS_TO_WARD,
    ),
    "PATCH groups/{group}, closing what waits": by_erin(
        over_http(
            "PATCH",
            "groups/{ward}",
            active=False,
            pending={"close_with": "Nous sommes fermés."},
        ),
        *STRANGERS_TO_WARD,
    ),
    "DELETE groups/{group}/members/{user}": Case(
        over_http("DELETE", "groups/{group}/members/{carol}"), refused=NOT_MANAGERS
    ),
    "POST groups/{group}/mute": Case(
        over_http("POST", "groups/{group}/mute"), refused=STRANGERS
    ),
    "POST groups/{group}/mute, of experts": Case(
        over_http("POST", "groups/{ward}/mute"),
        refused=("nina", "oscar", "dave", "erin", "jeanne", "carol"),
        is_asked=True,
    ),
    "POST groups/{group}/unmute": Case(
        over_http("POST", "groups/{group}/unmute"), refused=STRANGERS
    ),
    "POST groups/{group}/leave": Case(
        over_http("POST", "groups/{group}/leave"), refused=STRANGERS
    ),
}
