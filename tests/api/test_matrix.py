"""Every operation by every role answers as the table; a refusal changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from pydantic_core import to_json

from config.api import api
from config.wiring import WIRING
from lib.errors import DomainError
from realtime.contract import Credentials, Gone, Refused
from realtime.frames import HelloData
from tests.api.calls import as_app, call
from tests.api.matrix import BODIES, MATRIX, ROLES, SHORT, USERS
from tests.api.world import CANARY, World, made, stored

READERS = {"manager", "member"}
# Status, and all that was shown.
Outcome = tuple[int, str]


@pytest.fixture
def world(db: None) -> World:
    return made()


def test_every_operation_has_a_row() -> None:
    paths = api.get_openapi_schema(path_prefix="/")["paths"]
    operations = {
        f"{method.upper()} {path}" for path, ways in paths.items() for method in ways
    }
    commands = {*WIRING.commands, *WIRING.passing, "hello"}
    batches = {f"{name} (batch)" for name in WIRING.batches}
    assert {_in_full(name) for name in MATRIX} == operations | commands | batches


@pytest.mark.parametrize("operation", MATRIX)
def test_the_matrix(operation: str, world: World) -> None:
    found = {role: _cell(operation, role, world) for role in ROLES}
    assert found == MATRIX[operation]


def _cell(operation: str, role: str, world: World) -> int:
    """Do it, look at what it left, and undo it."""
    before = stored()
    with transaction.atomic():
        status, shown = _way(operation)(operation, role, world)
        after = stored()
        transaction.set_rollback(True)
    if status >= 400:
        assert after == before, f"{operation} was refused to {role} and done"
    if role not in READERS:
        assert CANARY not in shown, f"{operation} showed {role} a text"
    return status


def _way(operation: str) -> Callable[[str, str, World], Outcome]:
    if " /" in operation:
        return _over_http
    if operation == "hello":
        return _at_hello
    return _passed if operation in WIRING.passing else _commanded


def _over_http(operation: str, role: str, world: World) -> Outcome:
    method, path = _in_full(operation).split()
    answer = call(
        as_app(world.people.get(role)),
        method,
        world.fill(path, USERS.get(operation, "")).lstrip("/"),
        world.fill(BODIES.get(operation)),
    )
    return answer.status, str(answer.body)


def _commanded(operation: str, role: str, world: World) -> Outcome:
    name = operation.removesuffix(" (batch)")
    command = WIRING.commands[name]
    data = command.schema.model_validate(world.fill(BODIES[operation]))
    try:
        person = _signed_in(role, world)
        if name == operation:
            return 200, _json(command.handle(person, data))
        [outcome] = WIRING.batches[name].write([(person, data)])
    except Refused as refused:
        return refused.code, ""
    except DomainError as error:
        outcome = error
    if isinstance(outcome, DomainError):
        return outcome.http_status, str(outcome.detail)
    return 200, _json(outcome)


def _passed(operation: str, role: str, world: World) -> Outcome:
    schema, handle = WIRING.passing[operation]
    try:
        person = _signed_in(role, world)
    except Refused as refused:
        return refused.code, ""
    passing = handle(person, schema.model_validate(world.fill(BODIES[operation])))
    return (200, str(passing)) if passing else (204, "")


def _at_hello(operation: str, role: str, world: World) -> Outcome:
    """Whether the group's log, which the client says it has, is his to read."""
    hello = HelloData.model_validate(world.fill(BODIES[operation]))
    try:
        welcome = WIRING.welcome(_signed_in(role, world), hello)
    except Refused as refused:
        return refused.code, ""
    [about] = [frame for frame in welcome.frames if frame.stream in hello.have]
    return 404 if isinstance(about, Gone) else 200, str(welcome)


def _signed_in(role: str, world: World) -> Any:
    """As the socket's door does it; Refused where it would end the socket."""
    person = world.people.get(role)
    key = person.session_key if person else "nobody"
    return WIRING.sign_in(Credentials(session_key=key, is_app=True))


def _in_full(operation: str) -> str:
    return re.sub(r"/[cgu](?=/|$)", lambda short: SHORT[short[0]], operation)


def _json(answer: Any) -> str:
    return to_json(answer).decode()
