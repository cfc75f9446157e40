"""Operators see groups; they change nothing and read no text."""

from __future__ import annotations

from django.test import Client

from accounts.models import User
from accounts.people import Person
from groups.models import Group
from tests import factories
from tests.groups.acts import write
from tests.groups.question_acts import ask, claim, row


def operator() -> Client:
    made = User.objects.create_superuser("exploitant@tests.example", None)
    return factories.browser(factories.person_of(made))


def test_an_operator_sees_a_group_and_no_text(alice: Person, team: Group) -> None:
    write(alice, team, "un secret")
    client = operator()
    for path in ("", f"{team.pk}/change/"):
        page = client.get(f"/admin/groups/group/{path}")
        assert page.status_code == 200
        assert "Équipe du mardi" in page.text
        assert "un secret" not in page.text


def test_an_operator_sees_where_a_question_stands_and_no_word_of_it(
    alice: Person, jeanne: Person, derm: Group
) -> None:
    question = ask(jeanne, derm, "un secret", title="un titre secret").question
    claim(alice, question, "un autre secret")
    client = operator()
    for path in ("", f"?q={question}", f"{row(question).pk}/change/"):
        page = client.get(f"/admin/groups/question/{path}")
        assert page.status_code == 200
        assert str(question) in page.text
        assert "Alice Petit" in page.text
        assert "secret" not in page.text
    assert client.get("/admin/groups/question/add/").status_code == 403


def test_an_operator_changes_nothing(team: Group) -> None:
    client = operator()
    assert client.get("/admin/groups/group/add/").status_code == 403
    change = client.post(f"/admin/groups/group/{team.pk}/change/", {"name": "Autre"})
    assert change.status_code == 403
    deletion = client.post(f"/admin/groups/group/{team.pk}/delete/", {"post": "yes"})
    assert deletion.status_code == 403
    assert Group.objects.get().name == "Équipe du mardi"
