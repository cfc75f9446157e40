"""201 for what is new, 200 for a recognised retry, the same answer in both."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from accounts.models import Organisation
from accounts.people import Person
from chat.models import Conversation
from groups.models import Group
from tests.api.calls import Answer, as_app, call
from tests.groups import question_acts as questions
from tests.groups.acts import create, log, remove


def _send(person: Person, group: Group, text: str, client_id: str) -> Answer:
    path = f"conversations/{group.discussion.uuid}/messages"
    body = {"client_id": client_id, "text": text}
    return call(as_app(person), "POST", path, body)


def test_a_message_is_sent_once(alice: Person, bob: Person) -> None:
    group, client_id = create(alice, bob), str(uuid4())
    first = _send(bob, group, "Bonjour", client_id)
    again = _send(bob, group, "Bonjour", client_id)
    assert (first.status, again.status) == (201, 200)
    assert first.body == again.body
    other = _send(bob, group, "Bonsoir", client_id)
    assert (other.status, other.code) == (409, "client_id_reused")
    assert log(group) == ["joined", "message"]


def test_who_was_removed_in_between_still_learns_that_it_was_sent(
    alice: Person, bob: Person
) -> None:
    group, client_id = create(alice, bob), str(uuid4())
    first = _send(bob, group, "Bonjour", client_id)
    remove(alice, group, bob)
    assert _send(bob, group, "Bonjour", client_id).body == first.body
    assert _send(bob, group, "Bonjour", str(uuid4())).status == 404


def test_a_pair_opens_one_conversation(alice: Person, bob: Person) -> None:
    def opened(person: Person, other: Person) -> Answer:
        client_id = str(uuid4())
        body = {"kind": "private", "with": str(other.uuid), "client_id": client_id}
        return call(as_app(person), "POST", "conversations", body)

    first, second = opened(alice, bob), opened(bob, alice)
    assert (first.status, second.status) == (201, 200)
    assert first.body["id"] == second.body["id"]
    assert first.body["title"] == "Dr Bob Benali"
    assert Conversation.objects.count() == 1


def test_a_group_is_created_once(alice: Person, bob: Person) -> None:
    body = {
        "kind": "discussion",
        "name": "Équipe",
        "members": [str(bob.uuid)],
        "client_id": str(uuid4()),
    }
    answers = [call(as_app(alice), "POST", "groups", body) for _ in range(2)]
    assert [answer.status for answer in answers] == [201, 200]
    assert answers[0].body == answers[1].body
    other = call(as_app(alice), "POST", "groups", body | {"name": "Autre"})
    assert (other.status, other.code) == (409, "client_id_reused")


def test_members_are_added_and_removed_once(
    alice: Person, bob: Person, carol: Person
) -> None:
    group = create(alice, bob)
    path = f"groups/{group.uuid}/members/{carol.uuid}"
    ways = ("PUT", "PUT", "DELETE", "DELETE")
    statuses = [call(as_app(alice), way, path).status for way in ways]
    assert statuses == [201, 200, 204, 204]
    assert log(group) == ["joined", "joined", "left"]


def test_an_expert_group_is_made_once_and_its_members_counted_out(
    erin: Person, alice: Person, bob: Person, jeanne: Person, clinic: Organisation
) -> None:
    body = {
        "kind": "expert",
        "organisation": str(clinic.uuid),
        "name": "Dermatologie",
        "asked_by": ["patients"],
        "members": [str(alice.uuid), str(bob.uuid)],
        "client_id": str(uuid4()),
    }
    answers = [call(as_app(erin), "POST", "groups", body) for _ in range(2)]
    assert [answer.status for answer in answers] == [201, 200]
    assert answers[0].body == answers[1].body
    group = Group.objects.get(uuid=answers[0].body["id"])
    questions.taken(jeanne, group, bob)
    path = f"groups/{group.uuid}/members/{bob.uuid}"
    removed = [call(as_app(erin), "DELETE", path) for _ in range(2)]
    assert [answer.status for answer in removed] == [200, 200]
    assert [answer.body for answer in removed] == [{"n_open": 1}] * 2


def test_a_question_is_asked_taken_and_ended_once(
    erin: Person, alice: Person, jeanne: Person
) -> None:
    group = questions.experts(erin, alice)
    asked = {
        "client_id": str(uuid4()),
        "group": str(group.uuid),
        "title": "Rougeur au bras",
        "text": "Bonjour",
    }
    first, again = (call(as_app(jeanne), "POST", "questions", asked) for _ in "12")
    assert (first.status, again.status) == (201, 200)
    assert first.body == again.body
    other = call(as_app(jeanne), "POST", "questions", asked | {"text": "Bonsoir"})
    assert (other.status, other.code) == (409, "client_id_reused")
    path = f"questions/{first.body['question']}"
    claim = {"client_id": str(uuid4()), "text": "Montrez-moi."}
    first, again = (call(as_app(alice), "POST", f"{path}/claim", claim) for _ in "12")
    assert (first.status, again.status) == (201, 200)
    assert first.body == again.body
    closing = path.replace("questions", "conversations") + "/close"
    first, again = (call(as_app(alice), "POST", closing) for _ in "12")
    assert (first.status, first.body) == (200, again.body)


def test_everything_personal_may_be_repeated(alice: Person, bob: Person) -> None:
    group = create(alice, bob)
    asked: dict[str, dict[str, Any] | None] = {
        "read": {"seq": 1},
        "received": {"seq": 1},
        "archive": None,
        "unarchive": None,
        "mute": None,
        "unmute": None,
    }
    for what, body in asked.items():
        path = f"conversations/{group.discussion.uuid}/{what}"
        answers = [call(as_app(bob), "POST", path, body) for _ in range(2)]
        assert answers[0].status == 200
        assert answers[0].body == answers[1].body


def test_filters_take_several_kinds(alice: Person, bob: Person) -> None:
    create(alice, bob)
    kinds = "kind=private&kind=group"
    for query, n_found in ((kinds, 1), ("kind=group", 1), ("kind=private", 0)):
        page = call(as_app(alice), "GET", f"conversations?{query}").body
        assert len(page["items"]) == n_found
