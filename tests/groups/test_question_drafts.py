"""What somebody began to answer when another was faster stays his (N19)."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from accounts.people import Person
from chat import queries
from groups.actions.keeping import keep_draft
from groups.models import Group
from lib.errors import NotFound
from tests.groups import question_acts as acts
from tests.groups.question_acts import claim, pending

BEGUN = "Je pense que"


@pytest.fixture
def question(jeanne: Person, derm: Group) -> UUID:
    return pending(jeanne, derm)


def kept(person: Person) -> list[tuple[UUID | None, str]]:
    return [(one.conversation, one.text) for one in queries.drafts(person).items]


def test_the_losers_text_is_kept_and_added_to(
    alice: Person, bob: Person, question: UUID
) -> None:
    claim(alice, question)
    keep_draft(person=bob, conversation_id=question, text=BEGUN)
    keep_draft(person=bob, conversation_id=question, text="Plutôt ceci")
    keep_draft(person=bob, conversation_id=question, text="")
    assert kept(bob) == [(None, f"{BEGUN}\n\nPlutôt ceci")]
    assert acts.takes_part(question) >= {alice.id}
    assert kept(alice) == []


def test_the_assignees_draft_is_a_draft_like_any_other(
    alice: Person, question: UUID
) -> None:
    claim(alice, question)
    for text in (BEGUN, "Plutôt ceci"):
        keep_draft(person=alice, conversation_id=question, text=text)
    assert kept(alice) == [(question, "Plutôt ceci")]


def test_a_pending_question_has_no_draft_and_a_strangers_nothing(
    alice: Person, question: UUID, thomas: Person
) -> None:
    with pytest.raises(NotFound):
        keep_draft(person=alice, conversation_id=question, text=BEGUN)
    claim(alice, question)
    for conversation_id in (question, uuid4()):
        with pytest.raises(NotFound):
            keep_draft(person=thomas, conversation_id=conversation_id, text=BEGUN)
    assert kept(thomas) == []
