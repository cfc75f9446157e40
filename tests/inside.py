"""The server inside the test's own process, spoken to by the verbs of `wire`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from accounts.people import Person
from realtime.db import in_db
from tests import factories
from tests.model import Model
from tests.transports import InProcess
from tests.wire import Wire, as_app, speaking

__all__ = ["connected", "in_db", "knocking"]


async def knocking(person: Person) -> InProcess:
    """An accepted connection of an app that has not yet said hello."""
    from config.asgi import application

    if not person.session_key:
        person = await in_db(factories.signed_in, person)
    return await InProcess.connect(application, headers=as_app(person.session_key))


@asynccontextmanager
async def connected(
    person: Person, *, model: Model | None = None, **hello: Any
) -> AsyncIterator[Wire]:
    """A client of this person, synced; with `model`, one that was here before."""
    async with speaking(await knocking(person), model) as wire:
        reply = await wire.hello(**hello)
        assert reply.ok, reply
        yield wire
