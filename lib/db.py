"""Small helpers around the database: its clock, and what to do after a deadlock."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar
from uuid import UUID

from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, IntegerField
from django.db.models.functions import Now
from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")
T = TypeVar("T")

RETRIES: Final = 3
# Enough for the other transaction of a deadlock to end; a person does not notice it.
PAUSE_SECONDS: Final = 0.02

# Deadlock, serialization failure.
RETRYABLE_STATES: Final = frozenset({"40P01", "40001"})

# SQLite compares times as texts and knows milliseconds: the microsecond that is added
# makes every time as long as those that Django writes, so that they compare as equal.
_CLOCKS: Final = {
    "postgresql": "STATEMENT_TIMESTAMP()",
    "sqlite": "STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f001', 'NOW')",
}
_LATEST: Final = {"postgresql": "GREATEST", "sqlite": "MAX"}


class DatabaseNow(Now):
    """The database's time, for queries and defaults."""

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        # Formatted once as a template and once with the parameters.
        template = _CLOCKS["sqlite"].replace("%%", "%%%%")
        return self.as_sql(compiler, connection, template=template, **context)


class JsonLength(Func):
    """How many elements an array in a JSON column has; NULL for none."""

    function = "JSON_ARRAY_LENGTH"
    output_field = IntegerField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, function="JSONB_ARRAY_LENGTH")


def clock(after: int = 0) -> str:
    """SQL for the database's time in so many seconds, for one that takes parameters."""
    if not after:
        return _CLOCKS[connection.vendor]
    if connection.vendor == "sqlite":
        return _CLOCKS["sqlite"].replace("'NOW'", f"'NOW', '+{after} seconds'")
    return f"({_CLOCKS['postgresql']} + INTERVAL '{after} seconds')"


def latest() -> str:
    """SQL name of the function that returns the latest of two times."""
    return _LATEST[connection.vendor]


def now() -> datetime:
    """Return the database's time. One query."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {clock()}", [])
        return as_time(cursor.fetchone()[0])


def as_time(value: str | datetime) -> datetime:
    """Read a time as the database's driver hands it over."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def as_uuid(value: str | UUID | None) -> UUID | None:
    """Read an id as the database's driver hands it over."""
    return UUID(value) if isinstance(value, str) else value


def retrying(unit: Callable[P, T]) -> Callable[P, T]:
    """Run a unit of work up to three times more after a deadlock.

    Inside somebody else's transaction it runs once: only the whole can be repeated.
    """

    @wraps(unit)
    def attempt(*args: P.args, **kwargs: P.kwargs) -> T:
        for retry in range(RETRIES):
            try:
                return unit(*args, **kwargs)
            except OperationalError as error:
                if connection.in_atomic_block or not is_deadlock(error):
                    raise
                time.sleep(random.uniform(0, PAUSE_SECONDS * (retry + 1)))
        return unit(*args, **kwargs)

    return attempt


def is_deadlock(error: OperationalError) -> bool:
    if connection.vendor == "sqlite":
        return "locked" in str(error)
    return getattr(error.__cause__, "sqlstate", None) in RETRYABLE_STATES
