"""One cell of a matrix: an operation in a role, done, looked at, and undone.

What stands in parentheses after an operation says where: `GET /c/entries (taken)`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import transaction
from pydantic_core import to_json

from accounts.people import Person
from config.wiring import WIRING
from lib.errors import DomainError
from realtime.contract import ALONE, Credentials, Gone, Refused, Skipped
from realtime.frames import HelloData
from tests.api.calls import as_app, call
from tests.api.world import stored

# How the tables' short names stand in the OpenAPI document.
SHORT = {
    "/c": "/conversations/{conversation}",
    "/d": "/drafts/{draft}",
    "/l": "/{upload}",
    "/p": "/photos/{photo}",
    "/g": "/groups/{group}",
    "/q": "/questions/{question}",
    "/r": "/quick-replies/{reply}",
    "/u": "/{user}",
    "/v": "/devices/{device}",
}
# What a request says beside its body.
HEADERS: Mapping[str, Mapping[str, str]] = {
    "PATCH /photos/uploads/{upload}": {"Upload-Offset": "0"}
}
# Status, and all that was shown.
Outcome = tuple[int, str]


class World(Protocol):
    @property
    def people(self) -> Mapping[str, Person]: ...
    def fill(self, template: Any, *, user: str = "", where: str = "") -> Any: ...
    def forbidden(self, role: str) -> Collection[str]:
        """Texts that this role may never be shown."""
        ...


@dataclass(frozen=True)
class Matrix:
    """A table; what its operations are asked with; whom `{user}` names."""

    table: str
    bodies: Mapping[str, Any]
    users: Mapping[str, str] = field(default_factory=dict)
    # Who comes too late with a text keeps it as a draft.
    keeps_text: Collection[str] = ()

    @property
    def roles(self) -> list[str]:
        return self.table.strip().splitlines()[0].split()[1:]

    @property
    def rows(self) -> dict[str, dict[str, int]]:
        return dict(map(self._row, self.table.strip().splitlines()[1:]))

    def _row(self, line: str) -> tuple[str, dict[str, int]]:
        words, n_roles = line.split(), len(self.roles)
        numbers = map(int, words[-n_roles:])
        return " ".join(words[:-n_roles]), dict(zip(self.roles, numbers, strict=True))


def bare(operation: str) -> str:
    return re.sub(r" \((?!batch).*\)$", "", operation)


def place(operation: str) -> str:
    found = re.search(r" \((?!batch)(.*)\)$", operation)
    return found[1] if found else ""


def in_full(operation: str) -> str:
    """As the API's document names it."""
    return re.sub(
        r"/[cdglpqruv](?=/|$)", lambda short: SHORT[short[0]], bare(operation)
    )


def cell(matrix: Matrix, operation: str, role: str, world: World) -> int:
    """Do it, look at what it left, and undo it."""
    before = stored()
    with transaction.atomic():
        status, shown = _done(matrix, operation, role, world)
        after = stored()
        transaction.set_rollback(True)
    if status == 409 and operation in matrix.keeps_text:
        before.pop("chat.Draft"), after.pop("chat.Draft")
    if status >= 400:
        assert after == before, f"{operation} was refused to {role} and done"
    for canary in world.forbidden(role):
        assert canary not in shown, f"{operation} showed {role} a text"
    return status


def _done(matrix: Matrix, operation: str, role: str, world: World) -> Outcome:
    name, where = bare(operation), place(operation)
    user = matrix.users.get(operation, "")
    body = world.fill(matrix.bodies.get(operation), user=user, where=where)
    if " /" in name:
        path = world.fill(in_full(operation), user=user, where=where)
        headers = HEADERS.get(in_full(operation), {})
        return _over_http(world.people.get(role), path, body, headers)
    try:
        person = _signed_in(role, world)
    except Refused as refused:
        return refused.code, ""
    if name == "hello":
        return _at_hello(person, body)
    if name in WIRING.passing:
        return _passed(person, name, body)
    return _commanded(person, name, body)


def _over_http(
    person: Person | None, operation: str, body: Any, headers: Mapping[str, str]
) -> Outcome:
    method, path = operation.split()
    answer = call(as_app(person), method, path.lstrip("/"), body, **headers)
    return answer.status, str(answer.body)


def _commanded(person: Person, operation: str, body: Any) -> Outcome:
    name = operation.removesuffix(" (batch)")
    command = WIRING.commands[name]
    data = command.schema.model_validate(body)
    outcome: Any = ALONE
    try:
        if name != operation:
            [outcome] = WIRING.batches[name].write([(person, data)])
        # What a batch leaves out is done alone.
        if isinstance(outcome, Skipped):
            outcome = command.handle(person, data)
    except DomainError as error:
        outcome = error
    if isinstance(outcome, DomainError):
        return outcome.http_status, str(outcome.detail)
    return 200, to_json(outcome).decode()


def _passed(person: Person, operation: str, body: Any) -> Outcome:
    schema, handle = WIRING.passing[operation]
    passing = handle(person, schema.model_validate(body))
    return (200, str(passing)) if passing else (204, "")


def _at_hello(person: Person, body: Any) -> Outcome:
    """Whether the stream that the client says it has is his to read."""
    hello = HelloData.model_validate(body)
    welcome = WIRING.welcome(person, hello)
    [about] = [frame for frame in welcome.frames if frame.stream in hello.have]
    return 404 if isinstance(about, Gone) else 200, str(welcome)


def _signed_in(role: str, world: World) -> Any:
    """As the socket's door does it; Refused where it would end the socket."""
    person = world.people.get(role)
    key = person.session_key if person else "nobody"
    return WIRING.sign_in(Credentials(session_key=key, is_app=True))
