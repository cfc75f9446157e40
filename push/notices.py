"""Noting that people must be told: one row, in the transaction that has the cause."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from django.conf import settings

from lib import db
from lib.statements import ask
from push.models import Notice

NOTICES: Final = Notice._meta.db_table


def ask_note(kind: str, given: str, rows: str, params: Sequence[Any]) -> None:
    """Note what `rows` selects: subject, key, first and upto. One statement.

    `given` is what stands before it, behind WITH. What waits for the same subject grows
    instead: however much happens in NOTICE_HOLD_SECONDS, it is one row.
    """
    insert = _insert(kind, settings.NOTICE_HOLD_SECONDS)
    ask(f"WITH {given} {insert}".replace("{rows}", rows), params)


@cache
def _insert(kind: str, hold: int) -> str:
    return (
        f"INSERT INTO {NOTICES}"  # noqa: S608
        " (kind, subject, subject_key, first, upto, is_urgent, due_at, created_at)"
        f" SELECT '{kind}', told.subject, told.key, told.first, told.upto, FALSE,"
        f" {db.clock(hold)}, {db.clock()} FROM ({{rows}}) told WHERE TRUE"
        " ON CONFLICT (subject_key, kind) WHERE expanded_at IS NULL"
        " DO UPDATE SET upto = excluded.upto"
    )
