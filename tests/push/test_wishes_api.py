"""What a person wants to be told: read, changed, snoozed, over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from accounts.models import AuditEvent, PatientRecord, User
from accounts.people import Person
from lib import db
from push import channels, models, vapid
from push.actions.wishing import snooze, wish
from push.queries import wishes
from push.schemas import Snooze, WishesIn
from tests import factories
from tests.accounts.verbs import audited

OURS = "/api/v1/me/notices"
SNOOZE = f"{OURS}/snooze"
PROFESSIONAL = {"app": True, "browser": True, "push": True, "email": False}
ALL = dict.fromkeys(PROFESSIONAL, True)


@pytest.fixture(autouse=True)
def set_up(monkeypatch) -> Callable[..., None]:
    """Which channels this server has: at first browsers and e-mail."""

    def give(*names: str) -> None:
        known = ("push", "browser", "email", "text")
        there = [
            SimpleNamespace(name=name, is_on=lambda name=name: name in names)
            for name in known
        ]
        monkeypatch.setattr(channels, "all_of_them", lambda: there)

    monkeypatch.setattr(vapid, "public_key", lambda: "BKey")
    give("browser", "email")
    return give


def read(person: Person):
    return factories.app(person).get(OURS).json()


def change(person: Person, **asked):
    client = factories.app(person)
    return client.patch(OURS, asked, content_type="application/json")


def begin_snooze(person: Person, **asked):
    client = factories.app(person)
    return client.post(SNOOZE, asked, content_type="application/json")


def test_a_practitioner_begins_with_all_but_email(alice):
    shown = read(alice)
    rows = ("question", "private", "group", "urgent")
    assert shown["matrix"] == dict.fromkeys(rows, PROFESSIONAL)
    assert shown["fixed"] == {row: ["app"] for row in rows}
    assert (shown["quiet"], shown["snoozed_until"]) == ({}, None)


def test_a_patient_has_one_row_and_gets_email(jeanne):
    assert read(jeanne)["matrix"] == {"reply": ALL}


def test_who_answers_and_asks_has_both(clinic, alice):
    user = User.objects.get(pk=alice.id)
    PatientRecord.objects.create(
        user=user,
        organisation=clinic,
        first_name="Alice",
        last_name="Petit",
        birth_date=date(1980, 1, 2),
    )
    matrix = read(factories.refreshed(alice))["matrix"]
    assert matrix["reply"] == ALL
    assert matrix["private"] == PROFESSIONAL


def test_an_administrator_has_the_rows_of_professionals(erin):
    assert read(erin)["matrix"].keys() == {"question", "private", "group", "urgent"}


def test_it_says_what_the_server_can_do(alice, set_up):
    shown = read(alice)
    assert shown["channels"] == ["app", "browser", "email"]
    assert shown["vapid_key"] == "BKey"
    set_up("push")
    shown = read(alice)
    assert (shown["channels"], shown["vapid_key"]) == (["app", "push"], None)
    set_up("text")
    assert read(alice)["channels"] == ["app", "email"]


def test_what_is_left_out_stays(alice):
    assert change(alice, matrix={"private": {"push": False}}).status_code == 200
    change(alice, matrix={"private": {"email": True}, "group": {"push": False}})
    change(alice, quiet={"1": ["22:00", "07:00"], "6": ["12:00", "14:00"]})
    shown = change(alice, quiet={"6": None, "7": ["00:00", "23:59"]}).json()
    assert shown == read(alice)
    assert shown["matrix"]["private"] == PROFESSIONAL | {"push": False, "email": True}
    assert shown["matrix"]["group"] == PROFESSIONAL | {"push": False}
    assert shown["matrix"]["question"] == PROFESSIONAL
    assert shown["quiet"] == {"1": ["22:00", "07:00"], "7": ["00:00", "23:59"]}


def test_only_what_differs_is_kept(alice):
    change(alice, matrix={"private": {"email": True, "push": True, "app": True}})
    kept = models.Wishes.objects.get(user=alice.id)
    assert kept.matrix == {"private": {"email": True}}
    change(alice, matrix={"private": {"email": False}})
    kept.refresh_from_db()
    assert kept.matrix == {}


def test_a_patient_may_turn_his_email_off_and_on(jeanne):
    shown = change(jeanne, matrix={"reply": {"email": False}}).json()
    assert shown["matrix"]["reply"] == ALL | {"email": False}
    assert change(jeanne, matrix={"reply": {"email": True}}).json()["matrix"] == {
        "reply": ALL
    }


def test_each_has_his_own(alice, bob):
    change(alice, matrix={"private": {"push": False}}, quiet={"1": ["22:00", "07:00"]})
    begin_snooze(alice, minutes=30)
    shown = read(bob)
    assert (shown["quiet"], shown["snoozed_until"]) == ({}, None)
    assert shown["matrix"]["private"] == PROFESSIONAL


@pytest.mark.parametrize(
    "asked",
    [
        {"matrix": {"private": {"app": False}}},
        {"matrix": {"reply": {"email": False}}},
        {"matrix": {"private": {"pigeon": True}}},
        {"matrix": {"private": {"push": "perhaps"}}},
        {"quiet": {"8": ["22:00", "07:00"]}},
        {"quiet": {"1": ["22:00"]}},
        {"quiet": {"1": ["24:00", "07:00"]}},
        {"quiet": {"1": ["7:00", "08:00"]}},
        {"quiet": {"1": ["22:00:00", "07:00"]}},
        {"quiet": {"1": ["٢٢:٠٠", "07:00"]}},
        {"quiet": {"1": ["22:00\n", "07:00"]}},
        # Neither nothing nor a whole day: whoever meant one must not get the other.
        {"quiet": {"1": ["08:00", "08:00"]}},
        {"snoozed_until": "2030-01-01T00:00:00Z"},
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(alice, asked):
    answer = change(alice, **asked)
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "invalid_request"
    assert not models.Wishes.objects.exists()


def test_a_practitioners_rows_are_not_a_patients(jeanne):
    assert change(jeanne, matrix={"private": {"email": True}}).status_code == 422


@pytest.mark.parametrize("minutes", [30, 60])
def test_a_snooze_lasts_as_long_as_was_asked(alice, minutes):
    before = db.now()
    end = datetime.fromisoformat(
        begin_snooze(alice, minutes=minutes).json()["snoozed_until"]
    )
    length = timedelta(minutes=minutes)
    assert before + length <= end <= db.now() + length
    assert datetime.fromisoformat(read(alice)["snoozed_until"]) == end


def test_until_tomorrow_is_eight_where_he_lives(alice):
    User.objects.filter(pk=alice.id).update(time_zone="America/Montreal")
    person = factories.refreshed(alice)
    end = snooze(person=person, asked=Snooze(until="tomorrow")).snoozed_until
    assert end is not None
    here = end.astimezone(ZoneInfo(person.time_zone))
    assert (here.hour, here.minute, here.second) == (8, 0, 0)
    assert db.now() < end <= db.now() + timedelta(hours=25)


def test_another_snooze_takes_its_place_and_it_can_be_ended(alice):
    begin_snooze(alice, until="tomorrow")
    begin_snooze(alice, minutes=30)
    end = wishes(alice).snoozed_until
    assert end is not None
    assert end < db.now() + timedelta(minutes=31)
    client = factories.app(alice)
    for _ in range(2):
        answer = client.delete(SNOOZE)
        assert (answer.status_code, answer.json()["snoozed_until"]) == (200, None)


def test_a_snooze_that_is_over_is_not_shown(alice):
    begin_snooze(alice, minutes=30)
    models.Wishes.objects.update(snoozed_until=db.now() - timedelta(seconds=1))
    assert read(alice)["snoozed_until"] is None


@pytest.mark.parametrize(
    "asked",
    [{}, {"minutes": 45}, {"until": "monday"}, {"minutes": 30, "until": "tomorrow"}],
)
def test_a_snooze_is_one_of_three(alice, asked):
    assert begin_snooze(alice, **asked).status_code == 422


def test_nobody_reads_or_changes_anything_without_signing_in(client, db):
    assert client.get(OURS).status_code == 401
    assert client.post(SNOOZE).status_code == 401


def test_the_trail_names_fields_and_a_repetition_leaves_none(alice):
    account = User.objects.get(pk=alice.id)
    asked = WishesIn(matrix={"private": {"push": False}}, quiet={"1": None})
    for _ in range(2):
        wish(person=alice, asked=asked)
    assert audited(account) == ["push.wishes.changed"]
    assert AuditEvent.objects.get().data == {"fields": ["matrix"]}


def test_reading_takes_one_query(alice, django_assert_num_queries):
    wish(person=alice, asked=WishesIn(quiet={"1": ("22:00", "07:00")}))
    with django_assert_num_queries(1):
        wishes(alice)
