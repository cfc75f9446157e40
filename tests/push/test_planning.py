"""Who gets what, by which channel, when: the table of the requirements."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from push.contract import About, Recipient
from push.planning import VISIBLE_SECONDS, Planned, Reach, Wanting, no_address, plan

NOW = datetime(2026, 11, 28, 23, 0, tzinfo=UTC)
NIGHT = {str(day): ["22:00", "07:00"] for day in range(1, 8)}
MORNING = datetime(2026, 11, 29, 6, 0, tzinfo=UTC)
PHONE = Reach("push", "ios", 1)
BROWSER = Reach("browser", "browser", 2)
MAIL = Reach("email", "j•••@•••.fr")
TEXT = Reach("text", "•••• ••12")
ALL = ("push", "browser", "email", "text")


def about(*, is_urgent: bool = False) -> About:
    return About("message", UUID(int=7), 7, first=4, upto=6, is_urgent=is_urgent)


def practitioner(*, is_unread: bool = True, **more: bool) -> Recipient:
    return Recipient(
        1,
        is_patient=False,
        is_unread=is_unread,
        is_muted=more.get("is_muted", False),
        is_visible=more.get("is_visible", False),
    )


def patient(*, is_unread: bool = True, is_muted: bool = False) -> Recipient:
    return Recipient(
        2,
        is_patient=True,
        is_unread=is_unread,
        is_muted=is_muted,
        topic="reply",
        replies=(4, 6),
    )


def wanting(*reaches: Reach, **wishes: object) -> Wanting:
    given = reaches or (PHONE, BROWSER, MAIL)
    return Wanting(given, zone=ZoneInfo("Europe/Paris"), **wishes)  # type: ignore[arg-type]


def planned(
    recipient: Recipient,
    wishes: Wanting | None = None,
    *,
    on: tuple[str, ...] = ALL,
    is_urgent: bool = False,
) -> list[Planned]:
    what = about(is_urgent=is_urgent)
    return plan(what, recipient, wishes or wanting(), on=on, now=NOW)


def ways(found: list[Planned]) -> list[tuple[str, int]]:
    return [(one.reach.channel, one.seq) for one in found]


EMAILS = {"private": {"email": True}, "urgent": {"email": True}}
NO_PUSH = {"private": {"push": False}}
MUTED = {"is_muted": True}


@pytest.mark.parametrize(
    ("recipient", "wishes", "expected"),
    [
        (practitioner(), {}, [("push", 6), ("browser", 6)]),
        (practitioner(is_unread=False), {}, []),
        (practitioner(**MUTED), {}, []),
        (
            practitioner(),
            {"matrix": EMAILS},
            [("push", 6), ("browser", 6), ("email", 6)],
        ),
        (practitioner(), {"matrix": NO_PUSH}, [("browser", 6)]),
        (
            patient(),
            {},
            [("push", 6), ("browser", 6), ("email", 4), ("email", 6)],
        ),
        # Each reply is worth an e-mail, read or not (S2-25).
        (patient(is_unread=False), {}, [("email", 4), ("email", 6)]),
        (patient(is_muted=True), {}, []),
        (
            patient(),
            {"matrix": {"reply": {"email": False}}},
            [("push", 6), ("browser", 6)],
        ),
    ],
)
def test_each_gets_what_the_table_says(
    recipient: Recipient, wishes: dict[str, object], expected: list[tuple[str, int]]
) -> None:
    assert ways(planned(recipient, wanting(**wishes))) == expected


def test_at_night_it_waits_for_the_morning_unless_it_is_urgent() -> None:
    night = wanting(PHONE, quiet=NIGHT)
    assert [one.not_before for one in planned(practitioner(), night)] == [MORNING]
    urgent = planned(practitioner(), night, is_urgent=True)
    assert [one.not_before for one in urgent] == [NOW]


def test_who_wants_to_be_left_alone_for_a_while_is_told_afterwards() -> None:
    until = NOW + timedelta(minutes=30)
    found = planned(practitioner(), wanting(PHONE, snoozed_until=until))
    assert [one.not_before for one in found] == [until]


def test_a_patients_e_mail_does_not_wait() -> None:
    found = planned(patient(), wanting(MAIL, quiet=NIGHT))
    assert [one.not_before for one in found] == [NOW, NOW]


def test_who_has_it_in_front_of_him_may_read_it_there_first() -> None:
    found = planned(practitioner(is_visible=True), wanting(PHONE))
    later = NOW + timedelta(seconds=VISIBLE_SECONDS)
    assert [one.not_before for one in found] == [later]


def test_what_is_not_set_up_is_not_planned() -> None:
    assert ways(planned(practitioner(), on=("email",))) == []
    assert ways(planned(patient(), on=("email",))) == [("email", 4), ("email", 6)]


def test_a_text_message_stands_in_for_an_e_mail() -> None:
    assert ways(planned(patient(), wanting(TEXT))) == [("text", 4), ("text", 6)]


def test_who_cannot_be_written_to_is_shown_as_such() -> None:
    """S3-22."""
    found = planned(patient(), wanting(no_address("email")))
    assert {one.why for one in found} == {"no_address"}
