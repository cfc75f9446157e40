"""Whether a frame is what the models say, and what the published schema says."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, get_args

from jsonschema_rs import Draft202012Validator
from pydantic import BaseModel

from chat.frames import DATA, CursorsDown, InboxRow, TypingDown
from chat.models import EntryKind
from chat.schemas import Item
from groups.question_schemas import QueueRow
from realtime import frames
from tests.docs.story import PAGE

SCHEMA = PAGE.with_name("protocol.schema.json")


def check_up(frame: dict[str, Any]) -> None:
    """Look at a command that the server took."""
    _check({"$ref": f"#/$defs/up.{frame['type']}"}, frame)


def check_down(frame: dict[str, Any], asked: str | None) -> None:
    down_models()[frame["type"]].model_validate_json(json.dumps(frame))
    _check({"$ref": "#/$defs/Down"}, frame)
    for item in frame.get("items", ()) if frame["type"] == "entries" else ():
        check_item(item)
    for row in frame.get("put", ()):
        _row_model(frame).model_validate_json(json.dumps(row))
    if frame["type"] == "reply" and frame["ok"] and asked not in (None, "ping"):
        _check({"$ref": f"#/$defs/reply.{asked}"}, frame)


def _row_model(frame: dict[str, Any]) -> type[BaseModel]:
    return QueueRow if frame["stream"].startswith("queue:") else InboxRow


def check_item(item: dict[str, Any]) -> None:
    Item.model_validate_json(json.dumps(item))
    full, *emptied = DATA[EntryKind(item["kind"])]
    model = full if item["data"] or not emptied else emptied[0]
    model.model_validate_json(json.dumps(item["data"]))


@cache
def down_models() -> dict[str, type[BaseModel]]:
    down: list[type[BaseModel]] = [*frames.DOWN, TypingDown, CursorsDown]
    return {get_args(one.model_fields["type"].annotation)[0]: one for one in down}


@cache
def _definitions() -> dict[str, Any]:
    definitions: dict[str, Any] = json.loads(SCHEMA.read_text())["$defs"]
    return definitions


def _check(schema: dict[str, Any], frame: Any) -> None:
    whole = {**schema, "$defs": _definitions()}
    Draft202012Validator(whole, validate_formats=True).validate(frame)
