"""Who administers an expert group and is no member counts what waits, reads nothing.

S2-06: counts and ages, no title, no text, by no door.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from accounts.people import Person
from chat.bells import stream_of
from groups.models import Group
from tests.api.calls import as_app, call
from tests.groups import question_acts as acts
from tests.groups.acts import add, remove
from tests.groups.question_acts import ask, claim, close, withdraw
from tests.groups.surfaces import reading

CANARY = f"canari-{uuid4().hex}"


@pytest.fixture
def questions(alice: Person, jeanne: Person, thomas: Person, derm: Group) -> list[UUID]:
    """Two that wait, then one taken, one closed and one withdrawn."""
    askers = (jeanne, thomas, jeanne, thomas, jeanne)
    asked = [ask(one, derm, f"Texte {CANARY}", title=f"T {CANARY}") for one in askers]
    ids = [one.question for one in asked]
    for question in ids[2:4]:
        claim(alice, question, f"Réponse {CANARY}")
    close(alice, ids[3])
    withdraw(jeanne, ids[4])
    return ids


def got(person: Person, path: str) -> Any:
    answer = call(as_app(person), "GET", path)
    assert answer.status == 200, (path, answer.body)
    return answer.body


def test_he_is_told_how_many_wait_and_since_when(
    erin: Person, alice: Person, derm: Group, questions: list[UUID]
) -> None:
    rows = [acts.row(one) for one in questions[:2]]
    ages = [row.asked_at.isoformat().replace("+00:00", "Z") for row in rows]
    queue = got(erin, f"groups/{derm.uuid}/queue")
    assert queue["items"] == [{"asked_at": age} for age in ages]
    assert queue["version"] == got(alice, f"groups/{derm.uuid}/queue")["version"]
    [listed] = got(erin, "groups?kind=expert")["items"]
    shown = got(erin, f"groups/{derm.uuid}")
    for group in (listed, shown):
        assert (group["n_pending"], group["oldest_asked_at"]) == (2, ages[0])
        assert (group["is_member"], group["is_administrator"]) == (False, True)


def test_he_reads_no_word_and_no_name_of_any_of_them(
    erin: Person, derm: Group, questions: list[UUID]
) -> None:
    paths = ["me", "groups", "conversations", "conversations?q=texte", "drafts"]
    paths += ["conversations?archived=true", "conversations?state=closed"]
    paths += [f"groups/{derm.uuid}", f"groups/{derm.uuid}/queue"]
    told = json.dumps([got(erin, path) for path in paths])
    for one in questions:
        for path in (f"questions/{one}", f"conversations/{one}"):
            for hidden in (path, f"{path}/entries"):
                answer = call(as_app(erin), "GET", hidden)
                assert answer.status == 404
                told += str(answer.body)
    have = {stream_of(one): 1 for one in questions} | {f"queue:{derm.uuid}": 1}
    told += repr(acts.hello(erin, have)) + repr(acts.hello(erin))
    told += "".join(reading(erin, [derm]).values())
    for hidden in (CANARY, "Jeanne", "Thomas"):
        assert hidden not in told
    page = got(erin, f"groups/{derm.uuid}/queue")
    assert not [str(one) for one in questions if str(one) in json.dumps(page)]


def test_what_he_changes_shows_him_no_more(
    erin: Person, nina: Person, derm: Group, questions: list[UUID]
) -> None:
    """Nor do the answers to his own commands."""
    path = f"groups/{derm.uuid}"
    changes: list[tuple[str, str, Any]] = [
        ("PATCH", path, {"description": "Boutons"}),
        ("PUT", f"{path}/members/{nina.uuid}", None),
        ("DELETE", f"{path}/members/{nina.uuid}", None),
        ("PATCH", path, {"active": False}),
        ("PATCH", path, {"active": False, "pending": "leave"}),
        ("PATCH", path, {"active": True}),
        ("PATCH", path, {"active": False, "pending": {"close_with": "Fermé."}}),
    ]
    answers = [call(as_app(erin), *change) for change in changes]
    assert [one.status for one in answers] == [200, 201, 200, 409, 200, 200, 200]
    assert CANARY not in str([one.body for one in answers])


def test_as_a_member_he_reads_and_as_a_member_no_more_he_does_not(
    erin: Person, derm: Group, questions: list[UUID], clinic: Any
) -> None:
    """The canary is where it is looked for."""
    from accounts.models import Membership
    from tests.factories import refreshed

    mine = Membership.objects.filter(user=erin.id, organisation=clinic)
    mine.update(is_practitioner=True)
    both = refreshed(erin)
    add(both, derm, both)
    assert CANARY in str(got(both, f"groups/{derm.uuid}/queue"))
    remove(both, derm, both)
    assert CANARY not in str(got(both, f"groups/{derm.uuid}/queue"))
