"""Moves invented conversations back in time, so that they look lived in.

The actions write with the database's clock, now. A diary notes after each of them when
it is said to have happened, and rewrites the times at the end: of invented logs alone.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Final, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from chat.models import Conversation, Entry, Participant
from groups.models import Question

ENTRIES: Final = Entry._meta.db_table
A_MINUTE: Final = timedelta(minutes=1)


class When(NamedTuple):
    """A time of day, some days ago, where the clinic is."""

    days_ago: int
    hour: int
    minute: int = 0


def moments(began: When, pauses: Sequence[int]) -> list[datetime]:
    """Return when each was said: so many minutes after the one before, never later
    than now, and in order.
    """
    now = timezone.localtime()
    start = now.replace(hour=began.hour, minute=began.minute, second=0, microsecond=0)
    # An hour of today that is still to come was yesterday's.
    start -= timedelta(days=began.days_ago + (start > now))
    wanted = [start + timedelta(minutes=sum_) for sum_ in accumulate(pauses)]
    return [
        min(at, now - A_MINUTE * (len(wanted) - place))
        for place, at in enumerate(wanted)
    ]


class Diary:
    """When the entries of one conversation happened."""

    def __init__(self, conversation: UUID) -> None:
        self._conversation = Conversation.objects.filter(uuid=conversation)
        self._pages: list[tuple[int, datetime]] = []

    def note(self, at: datetime) -> None:
        """All that was written since the note before happened at this time."""
        head = self._conversation.values_list("head", flat=True).get()
        self._pages.append((head, at))

    def keep(self) -> None:
        key = self._conversation.values_list("pk", flat=True).get()
        first, last = self._pages[0][1], self._pages[-1][1]
        written = 0
        for head, at in self._pages:
            _move(key, written, head, at)
            written = head
        self._conversation.update(created_at=first, moved_at=last)
        Participant.objects.filter(conversation=key).update(joined_at=first)


def date_question(conversation: UUID, **times: datetime | None) -> None:
    """Say when it was asked, taken and closed."""
    Question.objects.filter(conversation__uuid=conversation).update(**times)


def _move(key: int, after: int, upto: int, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {ENTRIES} SET at = %s"  # noqa: S608
            " WHERE conversation_id = %s AND seq > %s AND seq <= %s",
            [connection.ops.adapt_datetimefield_value(at), key, after, upto],
        )
