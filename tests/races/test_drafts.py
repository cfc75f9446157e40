"""What who came too late wrote: kept once, and all of it, at any instant (N19)."""

from __future__ import annotations

from functools import partial

import pytest

from accounts.people import Person
from chat.models import Draft
from groups.actions.keeping import keep_draft
from groups.models import Group
from tests.groups import question_acts as acts
from tests.groups.question_acts import taken
from tests.races.questions import N_ROUNDS, at_once

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "Montrez-moi une photo."


def kept(person: Person) -> list[str]:
    return list(Draft.objects.filter(user=person.id).values_list("text", flat=True))


def test_one_text_by_all_doors_at_once_is_kept_once(
    many: list[Person], jeanne: Person, ward: Group
) -> None:
    for loser in many[1:N_ROUNDS]:
        question = taken(jeanne, ward, many[0])
        at_once(
            *[partial(acts.answer, loser, question, TEXT)] * 2,
            *[partial(acts.send, loser, question, TEXT)] * 2,
            *[partial(keep_draft, person=loser, conversation_id=question, text=TEXT)]
            * 2,
        )
        assert kept(loser) == [TEXT]


def test_two_texts_of_two_devices_at_once_are_both_kept(
    many: list[Person], jeanne: Person, ward: Group
) -> None:
    for loser in many[1:N_ROUNDS]:
        question = taken(jeanne, ward, many[0])
        at_once(
            partial(acts.answer, loser, question, "De la première"),
            partial(acts.answer, loser, question, "De la seconde"),
        )
        [draft] = kept(loser)
        assert sorted(draft.split("\n\n")) == ["De la première", "De la seconde"]
