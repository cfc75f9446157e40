"""What a person began to write: his alone, wherever it was meant for (N19)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts.people import Person
from chat import queries
from chat.actions.drafting import discard_draft, save_draft
from chat.models import Conversation, Draft
from lib.errors import NotFound
from tests.chat import verbs
from tests.chat.conftest import Listening


def save(person: Person, conversation: Conversation, text: str) -> None:
    save_draft(person=person, conversation_id=conversation.uuid, text=text)


def texts(person: Person) -> list[str]:
    return [one.text for one in queries.drafts(person).items]


def test_drafts_are_listed_for_me_alone_the_last_saved_first(
    alice: Person, bob: Person, pair: Conversation, room: Conversation
) -> None:
    save(alice, pair, "Cher confrère")
    save(alice, room, "À tous")
    save(bob, room, "Moi aussi")
    mine = queries.drafts(alice).items
    assert [(one.conversation, one.text) for one in mine] == [
        (room.uuid, "À tous"),
        (pair.uuid, "Cher confrère"),
    ]
    save(alice, room, "")
    assert texts(alice) == ["Cher confrère"]
    assert texts(bob) == ["Moi aussi"]


def test_a_draft_outlives_the_conversation_that_its_author_left(
    alice: Person, bob: Person, room: Conversation
) -> None:
    save(bob, room, "Je voulais dire")
    verbs.remove(room, bob, by=alice)
    [kept] = queries.drafts(bob).items
    assert (kept.conversation, kept.text) == (None, "Je voulais dire")
    discard_draft(person=bob, draft_id=kept.id)
    assert texts(bob) == []


def test_my_other_devices_learn_that_a_draft_was_thrown_away(
    alice: Person, pair: Conversation, listening: Listening
) -> None:
    save(alice, pair, "Cher confrère")
    [kept] = queries.drafts(alice).items
    with listening() as news:
        discard_draft(person=alice, draft_id=kept.id)
    assert [one.stream for one in news] == ["inbox:me"]
    assert queries.detail(alice, pair.uuid).draft_at is None


def test_throwing_away_twice_is_once(alice: Person, pair: Conversation) -> None:
    save(alice, pair, "Cher confrère")
    [kept] = queries.drafts(alice).items
    for _ in range(2):
        discard_draft(person=alice, draft_id=kept.id)
    assert texts(alice) == []


def test_nobody_throws_away_what_another_wrote(
    alice: Person, bob: Person, pair: Conversation
) -> None:
    save(alice, pair, "Cher confrère")
    [kept] = queries.drafts(alice).items
    for person, draft in ((bob, kept.id), (alice, uuid4())):
        with pytest.raises(NotFound):
            discard_draft(person=person, draft_id=draft)
    assert texts(alice) == ["Cher confrère"]


def test_the_list_is_one_query(
    alice: Person,
    pair: Conversation,
    room: Conversation,
    django_assert_num_queries: Any,
) -> None:
    save(alice, pair, "Cher confrère")
    save(alice, room, "À tous")
    with django_assert_num_queries(1):
        assert len(queries.drafts(alice).items) == 2


@pytest.mark.django_db(transaction=True)
def test_drafts_of_before_get_names_of_their_own(
    alice: Person, bob: Person, pair: Conversation
) -> None:
    def migrate(name: str) -> None:
        MigrationExecutor(connection).migrate([("chat", name)])

    save(alice, pair, "un")
    save(bob, pair, "deux")
    try:
        migrate("0002_questions")
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    names = Draft.objects.values_list("uuid", flat=True)
    assert len(set(names) - {None}) == 2
