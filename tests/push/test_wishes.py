"""Who wants what by default, and when a person wants to be left alone: tables."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from push.wishes import KINDS, next_morning, quiet_until, wanted

PARIS = ZoneInfo("Europe/Paris")
MONTREAL = ZoneInfo("America/Montreal")
EVERY_DAY = [str(day) for day in range(1, 8)]
NIGHTS = dict.fromkeys(EVERY_DAY, ("22:00", "07:00"))


def paris(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS, fold=fold)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("channel", "is_wanted"),
    [("app", True), ("browser", True), ("push", True), ("email", False)],
)
def test_practitioners_are_told_of_all_but_by_email(kind, channel, is_wanted):
    assert wanted({}, is_patient=False, kind=kind, channel=channel) is is_wanted


@pytest.mark.parametrize("channel", ["app", "browser", "push", "email"])
@pytest.mark.parametrize("kind", ["reply", "question", "private", "urgent"])
def test_patients_are_told_of_every_reply_by_all(kind, channel):
    assert wanted({}, is_patient=True, kind=kind, channel=channel)


@pytest.mark.parametrize(
    ("matrix", "is_patient", "kind", "channel", "is_wanted"),
    [
        ({"private": {"email": True}}, False, "private", "email", True),
        ({"private": {"email": True}}, False, "group", "email", False),
        ({"question": {"push": False}}, False, "question", "push", False),
        ({"question": {"push": False}}, False, "question", "browser", True),
        ({"urgent": {"push": False}}, False, "urgent", "push", False),
        ({"reply": {"email": False}}, True, "reply", "email", False),
        ({"reply": {"email": False}}, True, "urgent", "email", False),
        # Who answers some and asks others has wishes for both.
        ({"reply": {"push": False}}, False, "private", "push", True),
        ({"private": {"push": False}}, True, "private", "push", True),
        # The page shows what is in it.
        ({"private": {"app": False}}, False, "private", "app", True),
        # A kind that is newer than these rules is not lost.
        ({}, False, "unheard_of", "push", True),
        ({}, False, "unheard_of", "email", False),
    ],
)
def test_what_was_chosen_counts_for_its_cell_alone(
    matrix, is_patient, kind, channel, is_wanted
):
    asked = wanted(matrix, is_patient=is_patient, kind=kind, channel=channel)
    assert asked is is_wanted


@pytest.mark.parametrize(
    ("quiet", "now", "end"),
    [
        ({}, "2026-06-01 23:00", None),
        # 2026-06-01 is a Monday.
        (NIGHTS, "2026-06-01 21:59", None),
        (NIGHTS, "2026-06-01 22:00", "2026-06-02 07:00"),
        (NIGHTS, "2026-06-02 03:00", "2026-06-02 07:00"),
        (NIGHTS, "2026-06-02 06:59", "2026-06-02 07:00"),
        (NIGHTS, "2026-06-02 07:00", None),
        # The day is that of the beginning.
        ({"1": ["22:00", "07:00"]}, "2026-06-02 06:00", "2026-06-02 07:00"),
        ({"2": ["22:00", "07:00"]}, "2026-06-02 06:00", None),
        ({"7": ["22:00", "07:00"]}, "2026-06-01 06:00", "2026-06-01 07:00"),
        ({"1": ["12:00", "14:00"]}, "2026-06-01 13:00", "2026-06-01 14:00"),
        ({"1": ["12:00", "14:00"]}, "2026-06-02 13:00", None),
        # From Saturday on until Monday, in three ranges that meet or overlap.
        (
            {
                "5": ["18:00", "12:00"],
                "6": ["11:00", "10:00"],
                "7": ["10:00", "07:30"],
            },
            "2026-06-05 19:00",
            "2026-06-08 07:30",
        ),
    ],
)
def test_quiet_hours_end_where_the_last_of_them_ends(quiet, now, end):
    found = quiet_until(quiet, None, PARIS, paris(now))
    assert found == (paris(end) if end else None)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        # Forward at 02:00 on 29 March: that night has an hour less.
        (paris("2026-03-28 21:59"), None),
        (paris("2026-03-28 22:00"), utc("2026-03-29 05:00")),
        (paris("2026-03-29 03:00"), utc("2026-03-29 05:00")),
        (paris("2026-03-29 06:59"), utc("2026-03-29 05:00")),
        (paris("2026-03-29 07:00"), None),
        # Back at 03:00 on 25 October: an hour more, and half past two comes twice.
        (paris("2026-10-24 22:00"), utc("2026-10-25 06:00")),
        (paris("2026-10-25 02:30"), utc("2026-10-25 06:00")),
        (paris("2026-10-25 02:30", fold=1), utc("2026-10-25 06:00")),
        (paris("2026-10-25 06:59"), utc("2026-10-25 06:00")),
        (paris("2026-10-25 07:00"), None),
    ],
)
def test_in_the_nights_of_the_clock_change_the_clock_on_the_wall_counts(now, end):
    assert quiet_until(NIGHTS, None, PARIS, now) == end


@pytest.mark.parametrize(
    ("hours", "now", "end"),
    [
        # Half past two is left out: what ends then ends at half past three.
        (["23:00", "02:30"], utc("2026-03-29 01:15"), utc("2026-03-29 01:30")),
        (["23:00", "02:30"], utc("2026-03-29 01:30"), None),
        (["02:15", "02:45"], utc("2026-03-29 01:30"), utc("2026-03-29 01:45")),
        # Between a time that is left out and three o’clock nothing is quiet.
        (["02:30", "03:00"], utc("2026-03-29 01:10"), None),
        # It comes twice: the first time counts.
        (["23:00", "02:30"], utc("2026-10-25 00:29"), utc("2026-10-25 00:30")),
        (["23:00", "02:30"], utc("2026-10-25 00:30"), None),
        (["02:15", "02:45"], utc("2026-10-25 00:30"), utc("2026-10-25 00:45")),
        (["02:15", "02:45"], utc("2026-10-25 01:30"), None),
    ],
)
def test_times_that_are_left_out_or_come_twice_harm_nobody(hours, now, end):
    assert quiet_until(dict.fromkeys(EVERY_DAY, hours), None, PARIS, now) == end


@pytest.mark.parametrize(
    ("quiet", "snoozed_until", "now", "end"),
    [
        ({}, "2026-06-01 12:30", "2026-06-01 12:00", "2026-06-01 12:30"),
        ({}, "2026-06-01 12:30", "2026-06-01 12:30", None),
        ({}, "2026-06-01 12:30", "2026-06-02 12:00", None),
        # A snooze into the night ends with it; one that is shorter changes nothing.
        (NIGHTS, "2026-06-01 22:10", "2026-06-01 21:40", "2026-06-02 07:00"),
        (NIGHTS, "2026-06-01 23:00", "2026-06-01 22:30", "2026-06-02 07:00"),
        # The night ends within the snooze.
        (NIGHTS, "2026-06-02 08:00", "2026-06-01 23:00", "2026-06-02 08:00"),
    ],
)
def test_a_snooze_and_quiet_hours_join(quiet, snoozed_until, now, end):
    found = quiet_until(quiet, paris(snoozed_until), PARIS, paris(now))
    assert found == (paris(end) if end else None)


def test_the_hours_are_those_of_where_he_lives():
    now = utc("2026-06-02 03:00")
    assert quiet_until(NIGHTS, None, PARIS, now) == utc("2026-06-02 05:00")
    assert quiet_until(NIGHTS, None, MONTREAL, now) == utc("2026-06-02 11:00")
    assert quiet_until(NIGHTS, None, MONTREAL, utc("2026-06-02 01:00")) is None


@pytest.mark.parametrize("month", [3, 6, 10])
def test_nobody_can_be_left_alone_for_ever(month):
    """Even with a minute less than a day, every day."""
    quiet = dict.fromkeys(EVERY_DAY, ("02:30", "02:29"))
    begin = datetime(2026, month, 1, tzinfo=UTC)
    for hours in range(24 * 35):
        now = begin + timedelta(hours=hours)
        end = quiet_until(quiet, None, PARIS, now)
        assert end is None or now < end < now + timedelta(days=3)


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-06-01 07:59", "2026-06-01 08:00"),
        ("2026-06-01 08:00", "2026-06-02 08:00"),
        ("2026-06-01 23:30", "2026-06-02 08:00"),
        ("2026-03-28 20:00", "2026-03-29 08:00"),
        ("2026-10-24 20:00", "2026-10-25 08:00"),
    ],
)
def test_tomorrow_begins_at_eight(now, morning):
    assert next_morning(PARIS, paris(now)) == paris(morning)
