"""Operators see that conversations exist, not what they say."""

import pytest

from accounts.models import User
from chat.actions.drafting import save_draft
from tests import factories
from tests.chat.verbs import say


@pytest.fixture
def operator(erin):
    User.objects.filter(pk=erin.id).update(is_staff=True, is_superuser=True)
    return factories.browser(erin)


@pytest.mark.parametrize("page", ["conversation", "participant", "epoch"])
def test_lists_open_and_nothing_is_added(operator, alice, room, page):
    assert operator.get(f"/admin/chat/{page}/").status_code == 200
    assert operator.get(f"/admin/chat/{page}/add/").status_code == 403


def test_no_text_no_title_and_no_draft_is_shown(operator, alice, room):
    say(alice, room, "Secret médical")
    save_draft(person=alice, conversation_id=room.uuid, text="Secret à venir")
    mine = room.participants.get(user=alice.id)
    for page in (
        "conversation/",
        f"conversation/{room.pk}/change/",
        "participant/",
        f"participant/{mine.pk}/change/",
    ):
        answer = operator.get(f"/admin/chat/{page}")
        assert answer.status_code == 200
        shown = answer.content.decode()
        assert str(room.uuid) in shown
        for secret in ("Secret", "mardi"):
            assert secret not in shown
    assert (
        operator.post(f"/admin/chat/conversation/{room.pk}/delete/").status_code == 403
    )


@pytest.mark.parametrize("page", ["entry", "draft", "inbox"])
def test_what_people_wrote_has_no_page(operator, page):
    assert operator.get(f"/admin/chat/{page}/").status_code == 404
