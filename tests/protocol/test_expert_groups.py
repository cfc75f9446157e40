"""What administrators do to a group is seen by its members at once (S2-32, S2-34)."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.people import Person
from groups.models import Group
from tests.api.calls import Answer, as_app, call
from tests.inside import connected, in_db
from tests.protocol.asking import AT_ONCE_SECONDS, asked


async def over_http(person: Person, method: str, path: str, **body: Any) -> Answer:
    return await in_db(
        lambda: call(as_app(person), method, f"groups/{path}", body or None)
    )


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Peau"},
        {"description": "Boutons, rougeurs"},
        {"asked_by": ["practitioners"]},
        {"active": False, "pending": "leave"},
    ],
    ids=str,
)
async def test_a_change_of_the_group_is_told_as_the_whole_queue(
    change: dict[str, Any],
    alice: Person,
    erin: Person,
    jeanne: Person,
    nina: Person,
    derm: Group,
) -> None:
    question = await asked(jeanne, derm)
    async with connected(alice) as a, connected(nina) as n:
        await a.has_queue(derm, question)
        done = await over_http(erin, "PATCH", str(derm.uuid), **change)
        assert done.status == 200, done.body
        stream = f"queue:{derm.uuid}"
        frame = await a.hear("state", within=AT_ONCE_SECONDS, stream=stream)
        while "from" in frame or not frame["put"]:
            frame = await a.hear("state", within=AT_ONCE_SECONDS, stream=stream)
        shown = await over_http(alice, "GET", str(derm.uuid))
        told = {name: shown.body[name] for name in change if name != "pending"}
        assert told == {name: change[name] for name in told}
        await a.has_queue(derm, question)
        await n.hears_nothing("state")


async def test_members_come_and_go_while_they_look(
    alice: Person, erin: Person, jeanne: Person, nina: Person, derm: Group
) -> None:
    question = await asked(jeanne, derm)
    member = f"{derm.uuid}/members/{nina.uuid}"
    async with connected(alice) as a, connected(nina) as n:
        assert (await over_http(erin, "PUT", member)).status == 201
        await n.has_queue(derm, question)
        removed = await over_http(erin, "DELETE", member)
        assert (removed.status, removed.body) == (200, {"n_open": 0})
        await n.hear("gone", within=AT_ONCE_SECONDS, stream=f"queue:{derm.uuid}")
        later = await asked(jeanne, derm)
        await a.has_queue(derm, question, later)
        await n.hears_nothing("state")
