"""Everything that is said on the wire: what a client may send, what it is sent.

The schemas are published by `make schema`. Down frames are built by the functions below
and by nothing else; their shapes are the models named `…Down`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from lib.errors import DomainError

PROTOCOL = 1
FEATURE_LEVEL = 4

Ref = Annotated[str, Field(min_length=1, max_length=64)]
_REF: TypeAdapter[str] = TypeAdapter(Ref)


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class CommandUp(Strict):
    """A command: exactly one reply per `ref` on this socket."""

    type: Annotated[str, Field(max_length=64)]
    ref: Ref
    data: dict[str, Any] = {}


class HelloData(BaseModel):
    """The first frame's data. `have` are the client's positions and versions."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    protocol: int
    client: Annotated[str, Field(max_length=100)] = ""
    features: Annotated[tuple[str, ...], Field(max_length=50)] = ()
    epoch: Annotated[str, Field(max_length=64)] | None = None
    since: datetime | None = None
    have: dict[str, Annotated[int, Field(ge=0, le=2**53)]] = {}


class HelloLimits(Strict):
    """What one socket and one person may use; beyond it the reply is a refusal."""

    frame_bytes: int
    sends_per_minute: int
    frames_per_second: float


class HelloReply(Strict):
    """The reply to hello. `at` is the server's time, `me` who the person is."""

    me: dict[str, Any]
    at: datetime
    epoch: str
    ping_every_s: float
    feature_level: int
    features: list[str]
    limits: HelloLimits


class PongUp(BaseModel):
    """The answer to a ping, also sent after each 200 frames or 512 KiB."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: Literal["pong"]
    got: Annotated[int, Field(ge=0)]


class ErrorDown(Strict):
    code: str
    retry: bool
    detail: dict[str, Any] | None = None


class ReplyDown(Strict):
    type: Literal["reply"]
    ref: str | None
    ok: bool
    data: dict[str, Any] | None = None
    error: ErrorDown | None = None


class EntriesDown(Strict):
    type: Literal["entries"]
    stream: str
    after: int
    upto: int
    start: Literal[True] | None = None
    items: list[dict[str, Any]]


class StateDown(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    type: Literal["state"]
    stream: str
    since: Annotated[int | None, Field(alias="from")] = None
    version: int
    put: list[dict[str, Any]]
    drop: list[str]


class GoneDown(Strict):
    type: Literal["gone"]
    stream: str


class StaleDown(Strict):
    type: Literal["stale"]
    stream: str
    head: int


class PingDown(Strict):
    type: Literal["ping"]
    at: datetime
    heads: dict[str, int]


class SyncedDown(Strict):
    type: Literal["synced"]
    at: datetime


class ByeDown(Strict):
    type: Literal["bye"]
    code: int
    reason: str
    retry_in_ms: int | None = None


DOWN: tuple[type[BaseModel], ...] = (
    ReplyDown,
    EntriesDown,
    StateDown,
    GoneDown,
    StaleDown,
    PingDown,
    SyncedDown,
    ByeDown,
)


class BadFrame(Exception):
    """Not a frame. `ref` is the client's, where it could be read."""

    def __init__(self, ref: str | None = None) -> None:
        super().__init__("bad_frame")
        self.ref = ref


class Up(NamedTuple):
    """A frame from the client: an object with a type; the rest is not yet looked at."""

    type: str
    body: Mapping[str, Any]


class Down(NamedTuple):
    """A frame for a client, encoded once. `size` in bytes."""

    text: str
    size: int


def parse(text: str) -> Up:
    """Read one text frame. Raises BadFrame unless it is an object with a type."""
    try:
        body = _read(text)
    except (ValueError, RecursionError) as error:
        raise BadFrame from error
    if not isinstance(body, dict):
        raise BadFrame
    if not isinstance(body.get("type"), str):
        raise BadFrame(_ref(body))
    return Up(body["type"], body)


def _read(text: str) -> Any:
    """Read JSON. An escaped lone surrogate passes: the schema refuses it, by `ref`."""
    try:
        return from_json(text, allow_inf_nan=False)
    except ValueError:
        if "\\ud" not in text.lower():
            raise
        return json.loads(text, parse_constant=_refuse)


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _ref(body: Mapping[str, Any]) -> str | None:
    """Return the client's ref, where it can be said back."""
    try:
        return _REF.validate_python(body.get("ref"))
    except ValidationError:
        return None


def command(up: Up) -> CommandUp:
    """Read the envelope of a command. Raises BadFrame."""
    try:
        return CommandUp.model_validate(up.body)
    except ValidationError as error:
        raise BadFrame(_ref(up.body)) from error


def encode(frame: Mapping[str, Any]) -> Down:
    """Encode a frame once for all who get it."""
    data = to_json(frame)
    return Down(data.decode(), len(data))


def reply(ref: str, data: BaseModel | Mapping[str, Any] | None) -> Down:
    body = data.model_dump(mode="json") if isinstance(data, BaseModel) else data
    return encode({"type": "reply", "ref": ref, "ok": True, "data": body or {}})


def refusal(ref: str | None, error: DomainError) -> Down:
    """Codes only: words are found by the client, in its reader's language."""
    body: dict[str, Any] = {"code": error.code, "retry": error.retry}
    if error.detail:
        body["detail"] = error.detail
    return encode({"type": "reply", "ref": ref, "ok": False, "error": body})


def entries(
    stream: str,
    after: int,
    upto: int,
    items: Sequence[Mapping[str, Any]],
    *,
    start: bool,
) -> Down:
    frame: dict[str, Any] = {
        "type": "entries",
        "stream": stream,
        "after": after,
        "upto": upto,
        "items": items,
    }
    if start:
        frame["start"] = True
    return encode(frame)


def state(
    stream: str,
    version: int,
    since: int | None,
    put: Sequence[Mapping[str, Any]],
    drop: Sequence[str],
) -> Down:
    frame: dict[str, Any] = {"type": "state", "stream": stream, "version": version}
    if since is not None:
        frame["from"] = since
    return encode({**frame, "put": put, "drop": drop})


def gone(stream: str) -> Down:
    return encode({"type": "gone", "stream": stream})


def stale(stream: str, head: int) -> Down:
    return encode({"type": "stale", "stream": stream, "head": head})


def ping(at: datetime, heads: Mapping[str, int]) -> Down:
    return encode({"type": "ping", "at": at, "heads": heads})


def synced(at: datetime) -> Down:
    return encode({"type": "synced", "at": at})


def bye(code: int, reason: str, retry_in_ms: int | None = None) -> Down:
    frame: dict[str, Any] = {"type": "bye", "code": code, "reason": reason}
    if retry_in_ms is not None:
        frame["retry_in_ms"] = retry_in_ms
    return encode(frame)
