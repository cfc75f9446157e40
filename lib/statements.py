"""Statements that the database keeps prepared, for each connection (PostgreSQL).

It parses them once, and plans them once where its first plans show that the values make
no difference. Their text must therefore be one of few: it carries no values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, cast

from django.db import NotSupportedError, OperationalError, connection
from django.db.backends.utils import CursorWrapper
from psycopg.sql import Literal
from psycopg.types.numeric import Int8


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


class Answer:
    """What a statement answers. Read once, outside of `together`."""

    def __init__(self, cursor: CursorWrapper) -> None:
        self._cursor = cursor
        # SQLite has it at once; a statement that is not read to its end blocks others.
        self._rows = None if is_postgresql() else self._fetched()

    def rows(self) -> list[Sequence[Any]]:
        return self._fetched() if self._rows is None else self._rows

    def _fetched(self) -> list[Sequence[Any]]:
        with self._cursor as cursor:
            return cursor.fetchall() if cursor.description else []


def ask(sql: str, params: Sequence[Any]) -> Answer:
    """Ask a statement that is prepared where the database keeps such."""
    with _up_to_date():
        cursor = _cursor()
        cursor.execute(sql, params)
    return Answer(cursor)


def _cursor() -> CursorWrapper:
    if not is_postgresql():
        return connection.cursor()
    connection.ensure_connection()
    made = _preparing()(connection.connection)
    return cast("CursorWrapper", connection._prepare_cursor(made))  # type: ignore[attr-defined]


@contextmanager
def together() -> Iterator[None]:
    """Send what is asked inside without waiting for answers, then wait for all of them.

    Nothing is fetched inside. They are done in their order, each as if it came alone;
    after one that fails the others are not done, and its error is raised at the end.
    """
    if not is_postgresql():
        yield
        return
    connection.ensure_connection()
    with (
        _up_to_date(),
        connection.wrap_database_errors,
        connection.connection.pipeline(),
    ):
        yield


@contextmanager
def _up_to_date() -> Iterator[None]:
    """Give up a connection whose statements are older than the tables.

    A migration has changed the type of a column that one of them answers.
    """
    try:
        yield
    except NotSupportedError as error:
        connection.connection.close()
        raise OperationalError(str(error)) from error


@cache
def _preparing() -> type[Any]:
    """The class of such a cursor: the driver is loaded where it is used."""
    from django.db.backends.postgresql.base import ServerBindingCursor

    class PreparingCursor(ServerBindingCursor):
        def execute(self, query: Any, params: Any = None) -> Any:
            return super().execute(query, params, prepare=True)  # type: ignore[misc]

    return PreparingCursor


def table(types: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[str, list[Any]]:
    """Return a query whose answer are these rows, for a WITH, and its parameters.

    `types` are those of PostgreSQL's columns. There its text is one for all lengths.
    """
    if is_postgresql():
        columns = ", ".join(f"%s::{name}[]" for name in types)
        arrays = [list(map(typed, column)) for column in zip(*rows, strict=True)]
        return f"SELECT * FROM unnest({columns})", arrays  # noqa: S608
    row = f"({', '.join(['%s'] * len(types))})"
    return f"VALUES {', '.join([row] * len(rows))}", [
        one for row in rows for one in row
    ]


def typed(value: Any) -> Any:
    """A value as PostgreSQL's driver is handed it.

    Integers get one type: by their size they would have three, and each a statement.
    """
    return Int8(value) if type(value) is int else value


def literal(value: Any) -> str:
    """A constant as a part of PostgreSQL's SQL, in a text that takes parameters."""
    return Literal(value).as_string(connection.connection).replace("%", "%%")


def filled(sql: str, parts: Iterable[str]) -> str:
    """Put parts in the places of a text's parameters; the text keeps its escapes."""
    return sql.replace("%%", "%%%%") % tuple(parts)
