"""Texts prepared for later: who may use them, who may change them."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from accounts.errors import AdministratorsOnly
from accounts.models import AuditEvent, Membership, Organisation
from accounts.people import Person
from chat.actions import preparing
from chat.actions.preparing import (
    add_quick_reply,
    change_quick_reply,
    discard_quick_reply,
)
from chat.errors import ShortcutTaken, TooManyQuickReplies
from chat.quick_models import QuickReply
from chat.quick_queries import quick_replies
from chat.quick_schemas import AddQuickReply, ChangeQuickReply
from lib.errors import InvalidRequest, NotFound
from tests import factories
from tests.api.calls import as_app, call


def prepare(
    person: Person, shortcut: str = "bonjour", text: str = "Bonjour,", **more: Any
) -> UUID:
    asked = AddQuickReply(shortcut=shortcut, title="Salut", text_fr=text, **more)
    return add_quick_reply(person=person, asked=asked).reply.uuid


def change(person: Person, reply: UUID, **given: str) -> QuickReply:
    asked = ChangeQuickReply(**given)
    return change_quick_reply(person=person, reply_id=reply, asked=asked)


def shortcuts(person: Person) -> list[str]:
    return [one.shortcut for one in quick_replies(person).items]


def test_my_own_are_mine_alone(alice: Person, bob: Person, erin: Person) -> None:
    mine = prepare(alice, "merci")
    assert shortcuts(alice) == ["merci"]
    assert shortcuts(bob) == shortcuts(erin) == []
    for stranger in (bob, erin):
        with pytest.raises(NotFound):
            change(stranger, mine, title="Autre")
        with pytest.raises(NotFound):
            discard_quick_reply(person=stranger, reply_id=mine)
    assert shortcuts(alice) == ["merci"]


def test_an_organisations_are_used_by_its_members_and_changed_by_administrators(
    alice: Person, dave: Person, erin: Person, clinic: Organisation
) -> None:
    shared = prepare(erin, organisation=clinic.uuid)
    assert shortcuts(alice) == shortcuts(erin) == ["bonjour"]
    assert shortcuts(dave) == []
    found = {
        person.name: quick_replies(person).items[0].can_change
        for person in (alice, erin)
    }
    assert found == {alice.name: False, erin.name: True}
    with pytest.raises(AdministratorsOnly):
        change(alice, shared, title="Autre")
    with pytest.raises(AdministratorsOnly):
        discard_quick_reply(person=alice, reply_id=shared)
    with pytest.raises(AdministratorsOnly):
        prepare(alice, "merci", organisation=clinic.uuid)
    with pytest.raises(NotFound):
        change(dave, shared, title="Autre")
    with pytest.raises(NotFound):
        prepare(dave, "merci", organisation=clinic.uuid)
    assert change(erin, shared, title="Autre").title == "Autre"


def test_patients_have_none(jeanne: Person, erin: Person, clinic: Organisation) -> None:
    shared = prepare(erin, organisation=clinic.uuid)
    with pytest.raises(NotFound):
        quick_replies(jeanne)
    with pytest.raises(NotFound):
        prepare(jeanne)
    with pytest.raises(NotFound):
        change(jeanne, shared, title="Autre")


def test_who_left_the_organisation_loses_its_texts_at_once(
    alice: Person, dave: Person, erin: Person, clinic: Organisation
) -> None:
    shared = prepare(erin, organisation=clinic.uuid)
    both = factories.practitioner(clinic, factories.organisation())
    mine = prepare(both, "merci")
    assert shortcuts(both) == ["bonjour", "merci"]
    Membership.objects.filter(user=both.id, organisation=clinic).update(
        ended_at="2026-03-02T10:00Z"
    )
    assert shortcuts(both) == ["merci"]
    with pytest.raises(NotFound):
        change(both, shared, title="Autre")
    assert change(both, mine, title="Autre").title == "Autre"


def test_a_shortcut_is_used_once_in_a_place(
    alice: Person, bob: Person, erin: Person, clinic: Organisation
) -> None:
    prepare(erin, organisation=clinic.uuid)
    mine, other = prepare(alice, text="À moi"), prepare(alice, "merci")
    prepare(bob, text="À lui")
    with pytest.raises(ShortcutTaken):
        prepare(alice, text="Encore")
    with pytest.raises(ShortcutTaken):
        change(alice, other, shortcut="BONJOUR")
    assert change(alice, mine, shortcut="bonjour", title="Autre").title == "Autre"
    # My own before the organisation's.
    assert shortcuts(alice) == ["bonjour", "bonjour", "merci"]
    assert quick_replies(alice).items[0].organisation is None


def test_a_retry_adds_nothing(alice: Person) -> None:
    body = {"shortcut": "merci", "title": "Merci", "text_fr": "Merci à vous."}
    answers = [call(as_app(alice), "POST", "quick-replies", body) for _ in range(2)]
    assert [one.status for one in answers] == [201, 200]
    assert answers[0].body == answers[1].body


def test_there_is_a_most(
    alice: Person, clinic: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "MINE_MAX", 2)
    for name in ("un", "deux"):
        prepare(alice, name)
    with pytest.raises(TooManyQuickReplies):
        prepare(alice, "trois")
    assert len(shortcuts(alice)) == 2


def test_one_language_is_enough_and_none_is_too_few(alice: Person) -> None:
    mine = prepare(alice)
    changed = change(alice, mine, text_fr="", text_en="Hello,")
    assert (changed.text_fr, changed.text_en) == ("", "Hello,")
    with pytest.raises(InvalidRequest):
        change(alice, mine, text_en="")
    assert quick_replies(alice).items[0].text_en == "Hello,"


@pytest.mark.parametrize(
    "wrong",
    [
        {"shortcut": "deux mots"},
        {"shortcut": "/bonjour"},
        {"shortcut": ""},
        {"shortcut": "a" * 31},
        {"title": " "},
        {"title": "a" * 81},
        {"text_fr": "a" * 4001},
        {"text_fr": "  "},
        {"text_fr": "a\x00"},
    ],
)
def test_what_is_no_quick_reply_is_refused(wrong: dict[str, str]) -> None:
    right = {"shortcut": "bonjour", "title": "Salut", "text_fr": "Bonjour,"}
    AddQuickReply.model_validate(right)
    with pytest.raises(ValidationError):
        AddQuickReply.model_validate(right | wrong)


def test_each_change_is_audited_without_its_words(
    alice: Person, erin: Person, clinic: Organisation
) -> None:
    shared = prepare(erin, organisation=clinic.uuid)
    change(erin, shared, title="Autre")
    change(erin, shared, title="Autre")
    discard_quick_reply(person=erin, reply_id=shared)
    told = AuditEvent.objects.filter(object_id=str(shared)).order_by("pk")
    assert [(one.verb, one.data) for one in told] == [
        ("chat.quick_reply.added", {"organisation": str(clinic.uuid)}),
        ("chat.quick_reply.changed", {"columns": ["title"]}),
        ("chat.quick_reply.discarded", {}),
    ]
    with pytest.raises(NotFound):
        discard_quick_reply(person=erin, reply_id=uuid4())
