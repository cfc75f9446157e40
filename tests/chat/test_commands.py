"""The socket's door: each command does what its action does."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from pydantic import BaseModel, ValidationError

from accounts.people import Person
from chat.models import Conversation
from config.wiring import WIRING
from lib.errors import NotFound
from tests.chat.verbs import message, say


def do(person: Person, name: str, **data: object) -> dict[str, Any]:
    """Say a command as a frame says it; return the reply's data."""
    command = WIRING.commands[name]
    answer = command.handle(person, command.schema.model_validate(data))
    assert isinstance(answer, BaseModel)
    return answer.model_dump(mode="json")


def test_a_conversation_is_had_over_the_socket(alice, bob, pair):
    about = {"conversation": str(pair.uuid)}
    sent = do(alice, "message.send", **about, client_id=str(uuid4()), text="Bonjour")
    assert sent["seq"] == 1
    assert do(bob, "conversation.received", **about, seq=1, visible=True) == {
        "received": 1
    }
    assert do(bob, "conversation.read", **about, seq=1) == {"read": 1, "received": 1}
    assert do(alice, "message.retract", **about, seq=1)["seq"] == 2
    page = do(bob, "history", **about, before=2, limit=5)
    assert (page["head"], page["first"]) == (2, 1)
    assert [item["data"] for item in page["items"]] == [{}]


def test_a_personal_view_is_changed_over_the_socket(alice, pair):
    about = {"conversation": str(pair.uuid)}
    say(alice, pair)
    assert do(alice, "conversation.archive", **about) == {"archived_head": 1}
    assert do(alice, "conversation.unarchive", **about) == {"archived_head": None}
    for_ever = {"muted_until": "9999-12-31T23:59:59Z"}
    assert do(alice, "conversation.mute", **about) == for_ever
    until = "2030-01-02T03:04:05Z"
    assert do(alice, "conversation.mute", **about, until=until) == {
        "muted_until": until
    }
    assert do(alice, "conversation.unmute", **about) == {"muted_until": None}
    saved = do(alice, "draft.save", **about, text="Cher")["saved_at"]
    assert datetime.fromisoformat(saved).tzinfo == UTC


COMPLETE = {
    "client_id": str(uuid4()),
    "text": "x",
    "seq": 1,
    "visible": False,
    "until": None,
    "before": None,
    "limit": 1,
    "title": "Rougeur",
    "message": "x",
    "upto": "2026-03-02T08:00:00Z",
}
ABOUT = ("conversation", "question", "group")


@pytest.mark.parametrize("name", WIRING.commands)
def test_every_command_refuses_a_stranger_and_what_it_does_not_know(carol, pair, name):
    command = WIRING.commands[name]
    complete = COMPLETE | dict.fromkeys(ABOUT, str(pair.uuid))
    data = {
        key: complete[key] for key in command.schema.model_fields if key in complete
    }
    about = data.keys() & set(ABOUT)
    if about:
        with pytest.raises(NotFound):
            command.handle(carol, command.schema.model_validate(data))
    with pytest.raises(ValidationError):
        command.schema.model_validate({**data, "more": 1})
    for one in data:
        with pytest.raises(ValidationError):
            command.schema.model_validate({**data, one: {"x": "x"}})


def test_messages_of_a_conversation_share_a_lane(pair, room):
    lane = WIRING.batches["message.send"].lane
    assert lane(message(pair)) == lane(message(pair)) != lane(message(room))


def typing(person: Person, conversation: Conversation):
    schema, handle = WIRING.passing["typing"]
    return handle(person, schema(conversation=conversation.uuid))


def test_practitioners_see_one_another_typing(alice, bob, pair):
    frame = typing(alice, pair)
    assert frame.to == (bob.id,)
    assert frame.frame == {
        "type": "typing",
        "conversation": str(pair.uuid),
        "person": str(alice.uuid),
    }


def test_typing_of_strangers_and_patients_is_silence(carol, jeanne, pair):
    assert typing(carol, pair) is None
    assert typing(jeanne, pair) is None
