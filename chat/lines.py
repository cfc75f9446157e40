"""An entry as it is read: plain, immutable, cheap; and its form on the wire."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

# Reasons of a closing that are nobody's judgement.
TOLD_TO_ALL: Final = frozenset({"group_inactive"})


class Line(NamedTuple):
    """One entry, with what a reader must know of its author.

    `data` is empty once the message is retracted.
    """

    seq: int
    kind: str
    at: datetime
    author_uuid: UUID | None
    author_name: str
    is_for_record: bool
    client_id: UUID | None
    data: Mapping[str, Any]


def encode(line: Line, reader_kind: str) -> dict[str, Any]:
    """The wire form for one kind of reader. Pure."""
    return {
        "seq": line.seq,
        "kind": line.kind,
        "at": wire_time(line.at),
        "author": _author(line),
        "client_id": line.client_id and str(line.client_id),
        "data": line.data if reader_kind == "practitioner" else _for_patients(line),
    }


def _for_patients(line: Line) -> Mapping[str, Any]:
    """Why an expert has ended an exchange is for those who answer."""
    if line.kind != "closed" or line.data.get("reason") in TOLD_TO_ALL:
        return line.data
    return {}


def _author(line: Line) -> dict[str, str] | None:
    if line.author_uuid is None:
        return None
    return {
        "id": str(line.author_uuid),
        "name": line.author_name,
        "role": role(is_for_record=line.is_for_record),
    }


def role(*, is_for_record: bool) -> str:
    """Who writes for a record is a patient here, whatever he is elsewhere."""
    return "patient" if is_for_record else "practitioner"


def wire_time(at: datetime) -> str:
    """As pydantic writes it, so that both doors say the same characters."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
