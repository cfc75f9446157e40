"""How a person wants his screens: kept with his account, on every page at once."""

import pytest
from django.test import Client

from accounts.actions.preferring import prefer
from accounts.models import User
from accounts.queries import preferences
from accounts.schemas import Preferences, PreferencesIn
from tests import factories
from tests.accounts.verbs import audited

OURS = "/api/v1/me/preferences"


def change(person, **asked):
    client = factories.app(person)
    return client.patch(OURS, asked, content_type="application/json")


def test_a_beginner_has_what_suits_most(alice):
    assert preferences(alice) == Preferences()
    assert not Preferences().enter_sends
    assert Preferences().shortcuts


def test_what_is_left_out_stays(alice):
    prefer(person=alice, asked=PreferencesIn(theme="contrast", text_size=150))
    prefer(person=alice, asked=PreferencesIn(density="compact"))
    kept = preferences(alice)
    assert (kept.theme, kept.text_size, kept.density) == ("contrast", 150, "compact")


def test_a_default_can_be_chosen_again(alice):
    prefer(person=alice, asked=PreferencesIn(shortcuts=False))
    prefer(person=alice, asked=PreferencesIn(shortcuts=True))
    assert preferences(alice).shortcuts


def test_each_has_his_own(alice, bob):
    prefer(person=alice, asked=PreferencesIn(theme="dark"))
    assert preferences(bob).theme == "system"


def test_the_trail_names_fields_and_a_repetition_leaves_none(alice):
    account = User.objects.get(pk=alice.id)
    for _ in range(2):
        prefer(person=alice, asked=PreferencesIn(theme="dark"))
    assert audited(account) == ["accounts.person.preferences_changed"]


def test_reading_takes_one_query(alice, django_assert_num_queries):
    with django_assert_num_queries(1):
        preferences(alice)


def test_a_page_opens_as_its_reader_wants_it(alice):
    prefer(person=alice, asked=PreferencesIn(theme="dark", text_size=120))
    for path in ("/messages/discussions", "/accounts/"):
        page = factories.browser(alice).get(path).text
        assert 'data-theme="dark" data-text-size="120"' in page


def test_a_stranger_sees_the_page_of_a_beginner(db):
    page = Client().get("/accounts/login/").text
    assert 'data-theme="system" data-text-size="100"' in page


class TestHttp:
    def test_change_and_read(self, alice):
        assert change(alice, enter_sends=True).json()["enter_sends"] is True
        answer = factories.app(alice).get(OURS)
        assert answer.json() == Preferences(enter_sends=True).model_dump()

    @pytest.mark.parametrize(
        "asked",
        [
            {"theme": "pink"},
            {"text_size": 90},
            {"text_size": 210},
            {"text_size": 115},
            {"density": ""},
            {"shortcuts": "perhaps"},
            {"colour": "red"},
        ],
    )
    def test_what_no_page_can_show_is_refused(self, alice, asked):
        answer = change(alice, **asked)
        assert answer.status_code == 422
        assert preferences(alice) == Preferences()
