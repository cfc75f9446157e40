"""The database's clock, and what follows a deadlock."""

from datetime import UTC, timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from lib import db


def deadlock() -> OperationalError:
    error = OperationalError("database is locked")
    error.__cause__ = SQLState("40P01")
    return error


class SQLState(Exception):
    def __init__(self, sqlstate: str) -> None:
        super().__init__()
        self.sqlstate = sqlstate


def failing(*errors: Exception):
    """A unit of work that fails once with each of these, then succeeds."""
    waiting = list(errors)

    def unit() -> str:
        if waiting:
            raise waiting.pop(0)
        return "done"

    return unit, waiting


@pytest.mark.django_db(transaction=True)
def test_a_deadlock_is_tried_three_times_more():
    unit, _ = failing(deadlock(), deadlock(), deadlock())
    assert db.retrying(unit)() == "done"
    unit, _ = failing(*[deadlock()] * 4)
    with pytest.raises(OperationalError):
        db.retrying(unit)()


@pytest.mark.django_db(transaction=True)
def test_other_accidents_are_not_repeated():
    unit, waiting = failing(OperationalError("disk full"), deadlock())
    with pytest.raises(OperationalError):
        db.retrying(unit)()
    assert len(waiting) == 1


@pytest.mark.django_db
def test_inside_another_transaction_nothing_is_repeated():
    unit, waiting = failing(deadlock(), deadlock())
    with transaction.atomic(), pytest.raises(OperationalError):
        db.retrying(unit)()
    assert len(waiting) == 1


@pytest.mark.django_db
def test_the_clock_is_the_databases_in_utc():
    now = db.now()
    assert now.tzinfo == UTC
    assert abs(now - timezone.now()) < timedelta(minutes=1)


@pytest.mark.parametrize("vendor", ["postgresql", "sqlite"])
def test_a_deadlock_is_told_from_other_accidents(vendor, monkeypatch):
    monkeypatch.setattr(db, "connection", SimpleNamespace(vendor=vendor))
    assert db.is_deadlock(deadlock())
    assert not db.is_deadlock(OperationalError("disk full"))


@pytest.mark.django_db
def test_times_are_read_as_they_are_kept():
    aware = db.now()
    assert connection.vendor in db._CLOCKS
    assert db.as_time(aware) == aware
    assert db.as_time("2026-01-02 03:04:05.678001").microsecond == 678001
