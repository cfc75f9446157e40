"""The tables of docs/protocol.md name all that there is, and nothing else."""

from __future__ import annotations

import re
from typing import Any, get_type_hints

import pytest
from django.conf import settings
from pydantic import BaseModel

from chat import schemas, welcoming
from chat.frames import DATA, InboxRow
from config.api import api
from config.wiring import WIRING
from groups.question_schemas import TITLE_MAX, TITLE_MIN, QuestionOut, QueueRow
from lib.errors import DomainError
from photos import limits as photo_limits
from photos.limits import MIB
from realtime import dispatch, frames, gate, hub, session
from realtime.limits import Limits
from tests.docs.shapes import down_models
from tests.docs.story import PAGE

Row = tuple[str, ...]
TEXT = PAGE.read_text()
CODE = re.compile(r"`([^`]+)`(\??)")
# Refusals of operators' forms; no client meets them.
NOT_ON_THE_WIRE = {"already_a_member", "email_taken"}


def rows(chapter: str, header: str) -> list[Row]:
    """The rows of a chapter's table, found by the first cell of its header."""
    part = TEXT.partition(f"\n## {chapter}\n")[2].partition("\n## ")[0]
    table = part.partition(f"\n| {header} |")[2].partition("\n\n")[0]
    lines = table.splitlines()[2:]
    assert lines, f"no table {header} in {chapter}"
    return [tuple(cell.strip() for cell in line[1:-1].split("|")) for line in lines]


def codes(cell: str) -> list[str]:
    return [name for name, _ in CODE.findall(cell)]


def fields(cell: str) -> dict[str, bool]:
    """Names of fields, and whether each is required."""
    return {name: not optional for name, optional in CODE.findall(cell)}


def required(model: type[BaseModel]) -> dict[str, bool]:
    return {name: one.is_required() for name, one in model.model_fields.items()}


def subclasses(family: type[DomainError]) -> set[type[DomainError]]:
    direct = set(family.__subclasses__())
    return direct.union(*map(subclasses, direct))


def test_commands() -> None:
    table = {}
    for name, asked, answered in rows("Commands", "command"):
        table[codes(name)[0]] = (fields(asked), codes(answered))
    known = {}
    for name, command in WIRING.commands.items():
        taken = required(command.schema)
        taken.pop("conversation", None)
        answer = get_type_hints(command.handle)["return"]
        known[name] = (taken, [*answer.model_fields])
    assert table == known


def test_frames_down() -> None:
    named = [codes(row[0]) for row in rows("The socket", "`type`")]
    assert {name for row in named for name in row} == {*down_models()}


def test_fields_of_hello() -> None:
    table = [codes(row[0])[0] for row in rows("Hello", "field of `data`")]
    assert table == [*frames.HelloData.model_fields]


def test_fields_of_the_inbox() -> None:
    table = [codes(row[0]) for row in rows("States: what a client does", "field")]
    assert [name for row in table for name in row] == [*InboxRow.model_fields]


def test_fields_of_a_queue() -> None:
    table = [codes(row[0])[0] for row in rows("Questions and queues", "field")]
    assert table == [*QueueRow.model_fields]


def test_what_a_question_says() -> None:
    table = [codes(row[0]) for row in rows("Questions and queues", "field of it")]
    assert [name for row in table for name in row] == [*QuestionOut.model_fields]


def test_fields_of_an_entry() -> None:
    table = [codes(row[0])[0] for row in rows("Entries", "field")]
    assert table == [*schemas.Item.model_fields]


def test_kinds_of_entries() -> None:
    table = {codes(row[0])[0]: codes(row[1])[:1] for row in rows("Entries", "kind")}
    assert table == {
        str(kind): [*models[0].model_fields][:1] for kind, models in DATA.items()
    }


def test_close_codes() -> None:
    table = {int(row[0]) for row in rows("When the server closes", "code")}
    modules = (dispatch, gate, hub, session)
    constants = [value for module in modules for value in vars(module).values()]
    assert table == {one for one in constants if isinstance(one, int) and one >= 4400}


def test_errors() -> None:
    table = {}
    for row in rows("Errors", "code"):
        table[codes(row[0])[0]] = (int(row[1] or 0), row[2] == "yes")
    on_sockets = {
        error for error in subclasses(DomainError) if "realtime" in str(error)
    }
    known = {"error": (0, False)}
    for error in subclasses(DomainError):
        status = 0 if error in on_sockets else error.http_status
        known[error.code] = (status, error.retry)
    assert table == {code: known[code] for code in known.keys() - NOT_ON_THE_WIRE}


def test_http_operations() -> None:
    table = {codes(row[0])[0].partition("?")[0] for row in rows("HTTP", "operation")}
    paths = api.get_openapi_schema(path_prefix="/")["paths"]
    assert table == {
        f"{way.upper()} {path}" for path, ways in paths.items() for way in ways
    }


def expected_limits() -> dict[str, str]:
    now = Limits()
    half_mib = now.allowance_bytes / 2 / 1024 / 1024
    return {
        "size of a frame": f"{now.frame_bytes // 1024} KiB",
        "frames from": f"{now.frames_per_second} a second, {now.frames_burst} at once",
        "`message.send`": f"{now.sends_per_minute} a minute and person",
        "over HTTP": f"{now.sends_per_minute} a minute and person",
        "commands that wait": f"{now.commands_waiting}",
        "sockets of one person": f"{now.sockets_per_person}",
        "`typing`": f"{1 / dispatch.TYPING_EVERY_SECONDS:.0f} a second, 3 at once",
        "frames that are no": f"{now.bad_frames - 1} on one socket",
        "time for `hello`": f"{now.hello_seconds} s",
        "time without": f"{now.silence_seconds} s",
        "frames and bytes": f"{now.allowance_frames // 2:,} frames, {half_mib:.0f} MiB",
        "text of a message": f"{schemas.TEXT_MAX:,} characters",
        "text of a patient": f"{schemas.PATIENT_TEXT_MAX:,} characters",
        "size of a photo": f"{photo_limits.PHOTO_MAX_BYTES // MIB} MiB",
        "a part of it": f"{photo_limits.PART_MAX_BYTES // MIB} MiB",
        "photos of a message": f"{photo_limits.PER_MESSAGE_MAX}",
        "what a photo shows": f"{photo_limits.ALT_MAX} characters",
        "photos a day": f"{settings.PHOTOS_DAILY_MIB} MiB",
        "uploads begun": f"{photo_limits.PHOTOS_PER_MINUTE} a minute and person",
        "parts of uploads": f"{photo_limits.PARTS_PER_MINUTE} a minute and person",
        "an unsent photo": f"{photo_limits.UNSENT_HOURS} hours",
        "title of a question": f"{TITLE_MIN} to {TITLE_MAX} characters",
        "reopening by who asked": f"{settings.REOPEN_DAYS} days",
        "entries of one page": f"{schemas.ENTRIES_MAX}",
        "entries of one log": f"{schemas.ENTRIES_MAX}",
        "entries of all logs": f"{welcoming.HANDED_MAX:,}",
    }


def test_limits() -> None:
    table = {row[0]: row[1] for row in rows("Limits", "limit")}
    known = expected_limits()
    assert len(table) == len(known)
    for start, value in known.items():
        [found] = [told for name, told in table.items() if name.startswith(start)]
        assert found == value, start


def test_the_feature_level_has_its_line() -> None:
    page = PAGE.with_name("api-changes.md").read_text()
    levels = [int(level) for level in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)]
    assert levels == [*range(1, frames.FEATURE_LEVEL + 1)]


@pytest.mark.parametrize("name", sorted(down_models()))
def test_every_frame_down_has_an_example(name: str) -> None:
    assert re.search(rf'^```json down.*\n\{{\s*"type": "{name}"', TEXT, re.MULTILINE)


@pytest.mark.parametrize("name", [*WIRING.commands, *WIRING.passing, "hello", "ping"])
def test_every_frame_up_has_an_example(name: Any) -> None:
    assert re.search(rf'^```json up\n\{{\s*"type": "{name}"', TEXT, re.MULTILINE)
