"""What a person wants to be told, how, and when he wants to be left alone."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.audit import record
from accounts.models import User
from accounts.people import Person
from lib import db
from lib.errors import InvalidRequest
from push import models, queries
from push.schemas import Snooze, Wishes, WishesIn
from push.wishes import APP, CHANNELS, REPLY, Matrix, next_morning, wanted

Cells = dict[str, dict[str, bool]]


@transaction.atomic
def wish(*, person: Person, asked: WishesIn) -> Wishes:
    """Change what is named; two devices that change at once both count."""
    given = asked.model_dump(mode="json")
    _require_his(person, given["matrix"])
    before = _locked(person)
    matrix = _changed(before.matrix, given["matrix"])
    days = before.quiet | given["quiet"]
    quiet = {day: hours for day, hours in sorted(days.items()) if hours}
    _keep(person, before, matrix=matrix, quiet=quiet)
    return queries.wishes(person)


@transaction.atomic
def snooze(*, person: Person, asked: Snooze) -> Wishes:
    """Leave him alone for a while, from now on."""
    now = db.now()
    end = next_morning(ZoneInfo(person.time_zone), now)
    if asked.minutes is not None:
        end = now + timedelta(minutes=asked.minutes)
    _keep(person, _locked(person), snoozed_until=end)
    return queries.wishes(person)


@transaction.atomic
def wake(*, person: Person) -> Wishes:
    """Tell him again, from now on."""
    _keep(person, _locked(person), snoozed_until=None)
    return queries.wishes(person)


def _require_his(person: Person, cells: Cells) -> None:
    """Rows of others are not his; what the page shows can not be turned off."""
    if not cells.keys() <= {*queries.topics_of(person)}:
        raise InvalidRequest
    if any(row.get(APP) is False for row in cells.values()):
        raise InvalidRequest


def _changed(kept: Matrix, asked: Cells) -> Cells:
    """Return what differs from what everybody has."""
    topics = {**dict.fromkeys(kept), **dict.fromkeys(asked)}
    rows = {
        topic: _row(topic, {**kept.get(topic, {}), **asked.get(topic, {})})
        for topic in topics
    }
    return {topic: row for topic, row in rows.items() if row}


def _row(topic: str, cells: Mapping[str, bool]) -> dict[str, bool]:
    is_patient = topic == REPLY
    return {
        column: cells[column]
        for column in CHANNELS
        if column != APP and column in cells
        if cells[column]
        != wanted({}, is_patient=is_patient, kind=topic, channel=column)
    }


def _locked(person: Person) -> models.Wishes:
    """His wishes; a beginner's, not kept yet, where he has none. Two queries."""
    user = User.objects.select_for_update(no_key=True).get(pk=person.id)
    return models.Wishes.objects.filter(user=user).first() or models.Wishes(user=user)


def _keep(person: Person, before: models.Wishes, **after: Any) -> None:
    changed = [name for name, value in after.items() if value != getattr(before, name)]
    if not changed:
        return
    models.Wishes.objects.update_or_create(user=before.user, defaults=after)
    fields = {"fields": changed}
    record(person, "push.wishes.changed", before.user, fields)
