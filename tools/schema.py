"""`docs/protocol.schema.json`: all that is said on the socket, from the models.

    python tools/schema.py          write it, and say what the changelog must name
    python tools/schema.py check    exit where it, or its changelog line, is out of date

A line of CHANGELOG.md that tells of a change of the protocol begins with the digest of
the schema that it made. The first such line must bear the digest of the schema now.
"""

import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, get_type_hints

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "docs" / "protocol.schema.json"
CHANGELOG = ROOT / "CHANGELOG.md"
CHANGE = re.compile(r"^- `([0-9a-f]{12})` \S", re.MULTILINE)

sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")

import django  # noqa: E402  the path comes first

django.setup()

from pydantic import BaseModel  # noqa: E402
from pydantic.json_schema import models_json_schema  # noqa: E402

from accounts.schemas import Me  # noqa: E402
from chat import frames as chat_frames  # noqa: E402
from chat import schemas  # noqa: E402
from config.wiring import WIRING  # noqa: E402
from groups.question_schemas import QueueRow  # noqa: E402
from realtime import frames  # noqa: E402

Model = type[BaseModel]
Models = Iterable[Model]
Definition = dict[str, Any]


def schema() -> Definition:
    """Return the whole document. Frames up are closed, frames down are open."""
    asked: dict[str, Model | None] = {"hello": frames.HelloData, "ping": None}
    answered: dict[str, Model] = {"hello": frames.HelloReply}
    for name, command in WIRING.commands.items():
        asked[name] = command.schema
        answered[name] = _answer(command.handle)
    up: list[Model] = [frames.PongUp, chat_frames.TypingUp]
    passing: list[Model] = [chat_frames.TypingDown, chat_frames.CursorsDown]
    down: list[Model] = [*frames.DOWN, *passing]
    told: list[Model] = [one for models in chat_frames.DATA.values() for one in models]
    parts: list[Model] = [schemas.Item, chat_frames.InboxRow, QueueRow, Me]
    definitions = _definitions([*up, *(one for one in asked.values() if one)])
    for name, one in _definitions([*down, *told, *parts, *answered.values()]).items():
        definitions[name] = _opened(one)
    _link(definitions)
    definitions |= {f"up.{name}": _command(name, one) for name, one in asked.items()}
    definitions |= {f"reply.{name}": _reply(one) for name, one in answered.items()}
    ups = [*(f"up.{name}" for name in asked), *_names(up)]
    definitions["Up"] = {"anyOf": [_ref(name) for name in ups]}
    definitions["Down"] = {"anyOf": [_ref(name) for name in _names(down)]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The protocol of Relais on the socket",
        "description": "Made by `make schema`; docs/protocol.md explains it.",
        "x-protocol": frames.PROTOCOL,
        "x-feature-level": frames.FEATURE_LEVEL,
        "anyOf": [_ref("Up"), _ref("Down")],
        "$defs": dict(sorted(definitions.items())),
    }


def _answer(handle: Callable[..., Any]) -> Model:
    answer: Model = get_type_hints(handle)["return"]
    return answer


def _definitions(models: Models) -> dict[str, Definition]:
    _, found = models_json_schema([(model, "validation") for model in models])
    definitions: dict[str, Definition] = _bare(found["$defs"])
    return definitions


def _bare(part: Any) -> Any:
    """Leave out words for readers of the code: the digest is of what is said."""
    if isinstance(part, list):
        return [_bare(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        name: _bare(one)
        for name, one in part.items()
        if not (name in {"title", "description"} and isinstance(one, str))
    }


def _opened(definition: Definition) -> Definition:
    """Clients ignore the fields that they do not know."""
    return {
        name: part
        for name, part in definition.items()
        if (name, part) != ("additionalProperties", False)
    }


def _link(definitions: dict[str, Definition]) -> None:
    """Say what the pipe, which knows no conversation, calls any object."""
    definitions["EntriesDown"]["properties"]["items"]["items"] = _ref("Item")
    definitions["StateDown"]["properties"]["put"]["items"] = {
        "anyOf": [_ref("InboxRow"), _ref("QueueRow")]
    }
    definitions["HelloReply"]["properties"]["me"] = _ref("Me")
    definitions["NoData"]["maxProperties"] = 0
    definitions["Item"]["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": kind.value}}},
            "then": {
                "properties": {"data": {"anyOf": list(map(_ref, _names(models)))}}
            },
        }
        for kind, models in chat_frames.DATA.items()
    ]


def _command(name: str, data: Model | None) -> Definition:
    envelope = _bare(frames.CommandUp.model_json_schema()["properties"])
    return {
        "type": "object",
        "properties": {
            "type": {"const": name},
            "ref": envelope["ref"],
            "data": _ref(data.__name__) if data else {"type": "object"},
        },
        "required": ["type", "ref", *(["data"] if data else [])],
        "additionalProperties": False,
    }


def _reply(data: Model) -> Definition:
    return {
        "allOf": [_ref("ReplyDown")],
        "properties": {"ok": {"const": True}, "data": _ref(data.__name__)},
        "required": ["data"],
    }


def _names(models: Models) -> list[str]:
    return [model.__name__ for model in models]


def _ref(name: str) -> Definition:
    return {"$ref": f"#/$defs/{name}"}


def text() -> str:
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def digest(of: str) -> str:
    return hashlib.sha256(of.encode()).hexdigest()[:12]


def problems() -> Iterator[str]:
    """What is out of date, in words."""
    now = text()
    if not SCHEMA.exists() or SCHEMA.read_text() != now:
        yield f"{SCHEMA.relative_to(ROOT)} is out of date: run `make schema`."
    told = CHANGE.findall(CHANGELOG.read_text())
    if told[:1] != [digest(now)]:
        yield (
            f"The protocol changed: tell it in CHANGELOG.md, first line under Protocol:"
            f"\n- `{digest(now)}` What changed, for who writes a client."
        )
    if len(set(told)) != len(told):
        yield "Two lines of CHANGELOG.md bear the same digest."


def main() -> None:
    if sys.argv[1:] != ["check"]:
        SCHEMA.write_text(text())
    if found := list(problems()):
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
