"""Versions of inboxes: the last locks that an action takes."""

from collections.abc import Collection

from django.db.models import OuterRef, Subquery

from chat import bells
from chat.models import Inbox, Participant
from lib import db
from realtime.bells import Bell


def stamp(participant_keys: Collection[int], user_ids: Collection[int]) -> list[Bell]:
    """Move these people's inboxes on and mark the rows that changed. Two queries.

    A row says which version last changed it, so that a device that knows a version
    learns the rows above it.
    """
    versions = move_on(user_ids)
    version = Inbox.objects.filter(user_id=OuterRef("user_id")).values("version")
    Participant.objects.filter(pk__in=participant_keys).update(
        inbox_version=Subquery(version)
    )
    return [bells.inbox_moved(user_id, moved) for user_id, moved in versions.items()]


def move_on(user_ids: Collection[int]) -> dict[int, int]:
    """Add one to each version, in the order of people's keys. One query."""
    table = Inbox._meta.db_table
    values = ", ".join(f"(%s, 1, {db.clock()})" for _ in user_ids)
    sql = (  # Names and clocks of ours; values are parameters.
        f"INSERT INTO {table} (user_id, version, moved_at) VALUES {values}"  # noqa: S608
        " ON CONFLICT (user_id) DO UPDATE"
        f" SET version = {table}.version + 1, moved_at = excluded.moved_at"
        " RETURNING user_id, version, moved_at"
    )
    rows = Inbox.objects.raw(sql, sorted(user_ids))
    return {row.pk: row.version for row in rows}
