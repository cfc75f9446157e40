"""`queue:<group>`: the pending questions of an expert group, for its members."""

from collections.abc import Iterable

from accounts.people import Person
from groups import queue_rows
from groups.access import group_at, readers_of_queue
from groups.models import Group
from groups.queue_rows import Change, Wanted
from groups.queues import queue_stream
from realtime.contract import Gone, State


class QueueState:
    """A question that is taken, withdrawn or moved is not in it: that is all."""

    def pull(self, key: int, since: int | None) -> State:
        """Return what changed after a version, or all that is pending. Three queries.

        The version is read before the rows: a row may be newer, and then comes again.
        The readers are read after them: who was removed before a question was asked
        never gets it.
        """
        group = group_at(key)
        base = base_of(group, since)
        changes = list(queue_rows.read([Wanted(key, base)]))
        return state_of(group, base, changes, frozenset(readers_of_queue(key)))

    def catch_up(
        self, person: Person, stream: str, key: int, since: int | None
    ) -> State | Gone:
        state = self.pull(key, since)
        return state if person.id in (state.readers or ()) else Gone(stream)


def base_of(group: Group, since: int | None) -> int | None:
    """Return from which version a change can be told; None where the whole must be."""
    if since is None or not group.queue_whole_from <= since <= group.queue_version:
        return None
    return since


def state_of(
    group: Group,
    base: int | None,
    changes: Iterable[Change],
    readers: frozenset[int] | None = None,
) -> State:
    put = [one.row for one in changes if one.row is not None]
    drop = [one.question for one in changes if one.row is None]
    stream = queue_stream(group.uuid)
    return State(stream, group.queue_version, base, tuple(put), tuple(drop), readers)
