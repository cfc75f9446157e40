"""One clinic with everybody on the line: who may notice a change, and who may not."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from accounts.models import Organisation
from accounts.people import Person
from groups.actions.removing import remove_member
from groups.models import Group
from tests import factories
from tests.groups import question_acts as acts
from tests.inside import connected, in_db
from tests.replay import Replay, Snapshot, difference, snapshot
from tests.wire import Reply, Wire

PATIENCE_SECONDS = 10.0


@dataclass
class Ward:
    """Experts whom patients ask: alice and bob. erin administers; oscar was removed.

    jeanne has asked them three times: one waits, alice has taken one, and closed one.
    carol answers in another group of the same clinic.
    """

    group: Group
    other: Group
    waiting: UUID
    taken: UUID
    closed: UUID


@dataclass
class Scene:
    """`private` is alice's and bob's; `group` is managed by alice, nina was removed."""

    people: dict[str, Person]
    private: UUID
    group: Group
    ward: Ward | None = None
    wires: dict[str, Wire] = field(default_factory=dict)

    @property
    def discussion(self) -> UUID:
        assert self.group.conversation
        return self.group.conversation.uuid

    async def say(self, who: str, kind: str, **data: Any) -> Reply:
        return await self.wires[who].say(kind, **data)

    async def http(self, who: str, method: str, path: str, **data: Any) -> HttpResponse:
        client = factories.app(self.people[who])
        request = getattr(client, method.lower())
        url, kind = f"/api/v1/{path}", "application/json"
        return await in_db(partial(request, url, data, content_type=kind))

    async def snapshots(self) -> dict[str, Snapshot]:
        return {
            name: await in_db(snapshot, self.people[name.partition(" ")[0]])
            for name in self.wires
        }

    async def require_replay(
        self, before: dict[str, Snapshot], marks: dict[str, int]
    ) -> None:
        """Everybody's frames since the marks lead to what HTTP says now."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while wrong := await self._differences(before, marks):
            assert time.monotonic() < deadline, wrong
            await asyncio.sleep(0.05)

    def marks(self) -> dict[str, int]:
        return {name: len(wire.journal) for name, wire in self.wires.items()}

    async def _differences(
        self, before: dict[str, Snapshot], marks: dict[str, int]
    ) -> str:
        fresh = await self.snapshots()
        found = []
        for name, wire in self.wires.items():
            me = str(self.people[name.partition(" ")[0]].uuid)
            heard = [h.frame for h in wire.journal[marks[name] :] if h.way == "down"]
            shown = Replay(me, before[name]).hear(heard).shown(fresh[name])
            if wrong := difference(shown, fresh[name]):
                found.append(f"{name}: {wrong}")
        return "\n".join(found)


def cast(clinic: Organisation, elsewhere: Organisation) -> dict[str, Person]:
    people = {
        "alice": factories.practitioner(clinic, first_name="Alice", last_name="Petit"),
        "bob": factories.practitioner(clinic, first_name="Bob", last_name="Benali"),
        "carol": factories.practitioner(clinic, first_name="Carol", last_name="Roy"),
        "nina": factories.practitioner(clinic, first_name="Nina", last_name="Adam"),
        "oscar": factories.practitioner(clinic, first_name="Oscar", last_name="Weil"),
        "dave": factories.practitioner(elsewhere, first_name="Dave", last_name="Lac"),
        "erin": factories.administrator(clinic),
        "jeanne": factories.patient(clinic),
    }
    return {name: factories.signed_in(person) for name, person in people.items()}


def build(*, is_history_shared: bool = False, is_asked: bool = False) -> Scene:
    people = cast(factories.organisation(), factories.organisation())
    alice, bob, carol, nina = (people[n] for n in ("alice", "bob", "carol", "nina"))
    private = factories.private(alice, bob)
    group = factories.discussion(
        alice, bob, carol, nina, is_history_shared=is_history_shared
    )
    assert group.conversation
    remove_member(by=alice, group_id=group.uuid, user_id=nina.uuid)
    for conversation in (private, group.conversation.uuid):
        factories.say(alice, conversation, "un")
        factories.say(bob, conversation, "deux")
        factories.say(alice, conversation, "trois")
    return Scene(people, private, group, ward(people) if is_asked else None)


def ward(people: dict[str, Person]) -> Ward:
    erin, alice, jeanne = (people[name] for name in ("erin", "alice", "jeanne"))
    three = [people[name] for name in ("alice", "bob", "oscar")]
    group = acts.experts(erin, *three, asked_by=["patients"])
    remove_member(by=erin, group_id=group.uuid, user_id=people["oscar"].uuid)
    waiting, taken, closed = (
        acts.ask(jeanne, group, f"Question {n}").question for n in (1, 2, 3)
    )
    for question in (taken, closed):
        acts.claim(alice, question)
    acts.close(alice, closed)
    other = acts.experts(erin, people["carol"], name="Plaies")
    return Ward(group, other, waiting, taken, closed)


@asynccontextmanager
async def on_the_line(**options: bool) -> AsyncIterator[Scene]:
    """The scene with a socket for each of its people, and a second one of alice's."""
    scene = await in_db(partial(build, **options))
    async with AsyncExitStack() as stack:
        for name in (*scene.people, "alice phone"):
            person = scene.people[name.partition(" ")[0]]
            scene.wires[name] = await stack.enter_async_context(connected(person))
        yield scene
