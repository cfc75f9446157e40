"""Each change of an expert group writes one row of the audit, in whose name it was."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from accounts.models import AuditEvent, Organisation
from accounts.people import Person
from groups.models import Group
from tests.api.calls import as_app, call
from tests.groups.acts import end
from tests.groups.question_acts import close, experts, pending, taken

CHANGES: list[tuple[dict[str, Any], str, dict[str, Any]]] = [
    ({"name": "Peau"}, "groups.group.renamed", {}),
    (
        {"public_name": "La peau"},
        "groups.group.described",
        {"columns": ["public_name"]},
    ),
    ({"description": "Peau"}, "groups.group.described", {"columns": ["description"]}),
    ({"specialty": "Peau"}, "groups.group.described", {"columns": ["specialty"]}),
    (
        {"asked_by": ["patients"]},
        "groups.askers.changed",
        {"is_open_to_practitioners": False},
    ),
    (
        {"active": False, "pending": "leave"},
        "groups.group.deactivated",
        {"n_pending": 1, "pending": "left"},
    ),
    (
        {"active": False, "pending": {"close_with": "Fermé."}},
        "groups.group.deactivated",
        {"n_pending": 1, "pending": "closed"},
    ),
]


class Trail:
    """What was written since it was last asked."""

    def __init__(self) -> None:
        self._last = self._events().count()

    def news(self) -> list[tuple[str, int | None, str, dict[str, Any]]]:
        events = list(self._events()[self._last :])
        self._last += len(events)
        return [(one.verb, one.actor_id, one.object_id, one.data) for one in events]

    @staticmethod
    def _events() -> Any:
        return AuditEvent.objects.order_by("pk")


def done(by: Person, method: str, path: str, body: Any = None) -> Any:
    answer = call(as_app(by), method, path, body)
    assert answer.status < 300, answer.body
    return answer.body


@pytest.mark.parametrize(("wanted", "verb", "data"), CHANGES, ids=str)
def test_a_change_is_one_row(
    wanted: dict[str, Any],
    verb: str,
    data: dict[str, Any],
    erin: Person,
    jeanne: Person,
    derm: Group,
) -> None:
    pending(jeanne, derm)
    trail = Trail()
    done(erin, "PATCH", f"groups/{derm.uuid}", wanted)
    assert trail.news() == [(verb, erin.id, str(derm.uuid), data)]
    again = {name: one for name, one in wanted.items() if name != "pending"}
    done(erin, "PATCH", f"groups/{derm.uuid}", again)
    assert trail.news() == []


def test_moving_and_going_on_are_one_row_each(
    erin: Person, carol: Person, jeanne: Person, derm: Group
) -> None:
    other = experts(erin, carol, name="Plaies")
    pending(jeanne, derm)
    trail, path, mine = Trail(), f"groups/{derm.uuid}", (erin.id, str(derm.uuid))
    where = {"move_to": str(other.uuid)}
    done(erin, "PATCH", path, {"active": False, "pending": where})
    moved = {"n_pending": 1, "pending": "moved", "to": str(other.uuid)}
    assert trail.news() == [("groups.group.deactivated", *mine, moved)]
    for _ in range(2):
        done(erin, "PATCH", path, {"active": True})
    assert trail.news() == [("groups.group.activated", *mine, {})]


def test_members_come_and_go_with_one_row_each(
    erin: Person, nina: Person, jeanne: Person, derm: Group
) -> None:
    """The removal says how many questions stay with him: those that are open."""
    trail, mine = Trail(), (erin.id, str(derm.uuid))
    path, who = f"groups/{derm.uuid}/members/{nina.uuid}", str(nina.uuid)
    for _ in range(2):
        done(erin, "PUT", path)
    assert trail.news() == [("groups.member.added", *mine, {"person": who})]
    kept = [taken(jeanne, derm, nina) for _ in range(3)]
    close(nina, kept[0])
    taken(jeanne, experts(erin, nina, name="Plaies"), nina)
    trail.news()
    assert [done(erin, "DELETE", path) for _ in range(2)] == [{"n_open": 2}] * 2
    told = {"person": who, "n_open": 2}
    assert trail.news() == [("groups.member.removed", *mine, told)]


def test_a_group_is_made_in_one_row_and_one_for_each_member(
    erin: Person, alice: Person, bob: Person, clinic: Organisation
) -> None:
    trail = Trail()
    body = {
        "kind": "expert",
        "organisation": str(clinic.uuid),
        "name": "Plaies",
        "asked_by": ["patients"],
        "members": [str(alice.uuid), str(bob.uuid)],
        "client_id": str(uuid4()),
    }
    [made] = {done(erin, "POST", "groups", body)["id"] for _ in range(2)}
    verbs = [(verb, actor, where) for verb, actor, where, _ in trail.news()]
    assert verbs == [
        ("groups.group.created", erin.id, made),
        *[("groups.member.added", erin.id, made)] * 2,
    ]


def test_who_departs_is_one_row_and_the_group_that_he_leaves_alone_another(
    erin: Person, alice: Person, jeanne: Person, clinic: Organisation
) -> None:
    group = experts(erin, alice)
    taken(jeanne, group, alice)
    end(alice, clinic)
    rows = AuditEvent.objects.filter(object_id=str(group.uuid)).order_by("pk")
    assert list(rows.values_list("verb", "data"))[2:] == [
        ("groups.questions.returned", {"n": 1}),
        ("groups.member.departed", {"person": str(alice.uuid), "n_open": 0}),
        ("groups.group.deactivated", {}),
    ]
