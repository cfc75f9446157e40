"""What a person wants to be told, and when he wants to be left alone. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Final

Matrix = Mapping[str, Mapping[str, bool]]
# {"1": ["22:00", "07:00"], …}, as `models.Wishes` keeps it.
Quiet = Mapping[str, Sequence[str]]

KINDS: Final = ("question", "private", "group", "urgent")
# All that is told to a patient is an answer to him.
REPLY: Final = "reply"
APP: Final = "app"
CHANNELS: Final = (APP, "browser", "push", "email")
# Practitioners get e-mail only where they asked for it (S2-26).
OFF_FOR_PRACTITIONERS: Final = frozenset({"email"})
# When people who snooze until tomorrow are reached again.
MORNING: Final = time(8)


def wanted(matrix: Matrix, *, is_patient: bool, kind: str, channel: str) -> bool:
    """Does a person with these wishes want to be told of `kind` by `channel`?

    For a patient every kind is a reply. What the page shows can not be turned off.
    """
    if channel == APP:
        return True
    row = REPLY if is_patient else kind
    default = is_patient or channel not in OFF_FOR_PRACTITIONERS
    return matrix.get(row, {}).get(channel, default)


def quiet_until(
    quiet: Quiet, snoozed_until: datetime | None, zone: tzinfo, now: datetime
) -> datetime | None:
    """The end (UTC) of the quiet hours or the snooze in which `now` lies; else None.

    Where one ends within another it is the end of the last. Every range is shorter than
    a day, so that an end is never more than a week away.
    """
    end = now
    while (later := _end_at(quiet, snoozed_until, zone, end)) is not None:
        end = later
    return end.astimezone(UTC) if end > now else None


def _end_at(
    quiet: Quiet, snoozed_until: datetime | None, zone: tzinfo, at: datetime
) -> datetime | None:
    if snoozed_until is not None and at < snoozed_until:
        return snoozed_until
    ends = (end for begin, end in _ranges(quiet, zone, at) if begin <= at < end)
    return max(ends, default=None)


def _ranges(
    quiet: Quiet, zone: tzinfo, at: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """The ranges that began on the day of `at` or on the day before, in UTC."""
    today = at.astimezone(zone).date()
    for day in (today - timedelta(days=1), today):
        if hours := quiet.get(str(day.isoweekday())):
            begin, end = (time.fromisoformat(one) for one in hours)
            last = day if end > begin else day + timedelta(days=1)
            yield (
                # Times that come twice are the first; those left out are an hour later.
                datetime.combine(day, begin, zone).astimezone(UTC),
                datetime.combine(last, end, zone).astimezone(UTC),
            )


def next_morning(zone: tzinfo, now: datetime) -> datetime:
    """The next time that it is MORNING there, in UTC."""
    today = now.astimezone(zone).date()
    mornings = (
        datetime.combine(today + timedelta(days=days), MORNING, zone).astimezone(UTC)
        for days in (0, 1)
    )
    return next(morning for morning in mornings if morning > now)
