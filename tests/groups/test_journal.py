"""What administrators read of what was done to an expert group."""

from __future__ import annotations

from typing import Any

from accounts.people import Person
from groups.actions.removing import remove_member
from groups.models import Group
from tests.api.calls import as_app, call
from tests.groups.acts import change
from tests.groups.question_acts import TEXT, TITLE, taken


def journal(person: Person, group: Group) -> Any:
    return call(as_app(person), "GET", f"groups/{group.uuid}/journal")


def test_the_newest_change_comes_first_and_names_whom_it_concerns(
    erin: Person, alice: Person, bob: Person, jeanne: Person, derm: Group
) -> None:
    taken(jeanne, derm, alice)
    remove_member(by=erin, group_id=derm.uuid, user_id=alice.uuid, transfer_to=bob.uuid)
    change(erin, derm, active=False, pending="leave")
    lines = journal(erin, derm).body["items"]
    assert [one["verb"] for one in lines[:3]] == [
        "group.deactivated",
        "member.removed",
        "questions.transferred",
    ]
    assert lines[-1]["verb"] in {"group.created", "member.added"}
    assert {one["actor"] for one in lines} == {erin.name}
    given = lines[2]
    assert (given["person"], given["to"], given["n"]) == (alice.name, bob.name, 1)
    told = str(lines)
    for word in (TITLE, TEXT, jeanne.name):
        assert word not in told


def test_of_another_group_it_tells_nothing(
    erin: Person, alice: Person, bob: Person, derm: Group
) -> None:
    from tests.groups.question_acts import experts

    other = experts(erin, alice, name="Autre")
    change(erin, derm, name="Peau")
    assert "group.renamed" not in str(journal(erin, other).body)
    assert journal(alice, derm).status == 403


def test_it_is_read_in_three_queries(
    erin: Person, derm: Group, django_assert_max_num_queries: Any
) -> None:
    from groups.journal import journal_of

    with django_assert_max_num_queries(3):
        journal_of(erin, derm.uuid)
