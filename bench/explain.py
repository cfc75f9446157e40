"""Run beside PostgreSQL, on the database of a server: the page of query plans.

Each screen is asked once to fill caches, once to collect its queries; then each query
runs again under EXPLAIN. What it prints has no times: those are a machine's.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import django

# A few rows by their keys: nothing to look at.
FEW_PAGES = 20
NOISE = re.compile(
    r"^\s*(Buckets|Sort Method|Batches|Hits|Cache Key|Cache Mode|Buffers)"
)
EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF) "
HEAD = """\
# Query plans

How PostgreSQL {version} finds what each screen shows, in a database of
{entries:,} entries and {conversations:,} conversations: for a practitioner who takes
part in {ordinary:,} of them, and for one with {busy:,}. Made by
`.venv/bin/python -m bench.plans`, which needs the large database of
`make bench ARGS=w6`; make it again after a change of a query or of an index.

`rows` is what a step found, `Buffers` how many pages of 8 KiB it touched, in the cache
(`hit`) or outside it (`read`), together with the steps below it. *Widest* is the most
rows that one step of the screen read. A screen stays fast where both follow from what
it shows, not from the size of the tables. Of steps that are equal but for their numbers
two are shown; queries that touch at most {few} pages are left out.

| screen | queries | pages, {ordinary:,} | widest | pages, {busy:,} | widest |
|---|---|---|---|---|---|
"""
Query = tuple[str, Any]


class Screen(NamedTuple):
    title: str
    ask: Callable[[], object]


class Plan(NamedTuple):
    sql: str
    lines: tuple[str, ...]

    @property
    def pages(self) -> int:
        """Of its topmost step, which counts those below it."""
        first = next((one for one in self.lines if "Buffers: shared" in one), "")
        return sum(int(number) for number in re.findall(r"(?:hit|read)=(\d+)", first))

    @property
    def widest(self) -> int:
        """The most rows that one step read: those it passed on and those it dropped."""
        read: list[int] = [0]
        loops = 1
        for line in self.lines:
            if step := re.search(r"actual rows=(\d+) loops=(\d+)", line):
                loops = int(step[2])
                read.append(int(step[1]) * loops)
            elif dropped := re.search(r"Rows Removed by .+: (\d+)", line):
                read[-1] += int(dropped[1]) * loops
        return max(read)


def screens(email: str) -> Iterator[Screen]:
    from accounts.models import User
    from accounts.signing import picture
    from chat import queries
    from chat.inbox_schemas import InboxFilter
    from chat.models import Conversation
    from groups.models import GroupMember
    from groups.queries import queue_of
    from groups.welcoming import welcome

    user = User.objects.get(email=email)
    person = picture(user)
    mine = Conversation.objects.filter(participants__user=user)
    longest = mine.order_by("-head").first()
    expert = GroupMember.objects.filter(user=user, group__kind="expert").first()
    assert longest
    assert expert
    page = InboxFilter(limit=30)

    def inbox(**wanted: Any) -> Callable[[], object]:
        return lambda: queries.inbox_page(person, page.model_copy(update=wanted))

    yield Screen("Inbox, first page of 30", inbox())
    yield Screen("Inbox, unread ones", inbox(unread=True))
    yield Screen("Search in titles", inbox(q="prot"))
    yield Screen("Badge", lambda: queries.badge(person))
    yield Screen(
        "Queue of an expert group", lambda: queue_of(person, expert.group.uuid)
    )
    yield Screen(
        "History, last page of 50",
        lambda: queries.history(
            person, longest.uuid, before=None, after=None, limit=50
        ),
    )
    yield Screen("Hello of who has everything", lambda: welcome(person, told(person)))


class Told(NamedTuple):
    """A client's hello."""

    epoch: str | None = None
    since: Any = None
    have: Any = {}  # noqa: RUF012  never changed


def told(person: Any) -> Told:
    """The hello of a client that was told everything a moment ago."""
    from groups.welcoming import welcome

    first = welcome(person, Told())
    have: dict[str, Any] = dict(first.heads)
    have |= {one.stream: one.upto for one in first.frames if hasattr(one, "upto")}
    have |= {one.stream: one.version for one in first.frames if hasattr(one, "version")}
    return Told(first.epoch, first.at, dict(list(have.items())[-800:]))


@contextmanager
def collecting() -> Iterator[list[Query]]:
    from django.db import connection

    found: list[Query] = []

    def note(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        found.append((sql, params))
        return run(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def plan(sql: str, params: Any) -> Plan:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(EXPLAIN + sql, params)
        return Plan(readable(sql), tuple(row[0] for row in cursor.fetchall()))


def readable(sql: str) -> str:
    """The query without its columns and quotes, from FROM on."""
    short = re.sub(r"SELECT .*? FROM ", "SELECT … FROM ", sql, count=1)
    short = short.replace('"', "")
    # Where a list of keys is long, its first ones tell enough.
    return re.sub(r"(?:%s, ){4,}%s", "%s, …", short)


def explained(screen: Screen) -> list[Plan]:
    screen.ask()
    with collecting() as queries:
        screen.ask()
    reads = [(sql, params) for sql, params in queries if sql.startswith("SELECT")]
    return [plan(sql, params) for sql, params in reads]


def shortened(lines: Sequence[str]) -> Iterator[str]:
    """Without planning, memory, steps' own buffers and the third of equal steps."""
    seen: Counter[str] = Counter()
    for number, line in enumerate(lines):
        if line.startswith("Planning"):
            return
        seen[re.sub(r"\d+", "", line)] += 1
        if seen[re.sub(r"\d+", "", line)] > 2 or (number > 2 and NOISE.match(line)):
            continue
        yield line if len(line) <= 150 else f"{line[:149]}…"


def page(version: str, *emails: str) -> Iterator[str]:
    from chat.models import Conversation, Entry, Participant

    ordinary, busy = (
        Participant.objects.filter(user__email=email, left_seq=None).count()
        for email in emails
    )
    yield HEAD.format(
        version=version,
        entries=Entry.objects.count(),
        conversations=Conversation.objects.count(),
        ordinary=ordinary,
        busy=busy,
        few=FEW_PAGES,
    )
    found = [
        {screen.title: explained(screen) for screen in screens(email)}
        for email in emails
    ]
    for title in found[0]:
        cells = (f"{pages(one[title]):,} | {widest(one[title]):,}" for one in found)
        yield f"| {title} | {len(found[0][title])} | {' | '.join(cells)} |\n"
    for title in found[0]:
        for name, one in zip((ordinary, busy), found, strict=True):
            yield f"\n## {title}: {name:,} conversations\n"
            yield from blocks(one[title])


def pages(plans: Sequence[Plan]) -> int:
    return sum(one.pages for one in plans)


def widest(plans: Sequence[Plan]) -> int:
    return max(one.widest for one in plans)


def blocks(plans: Sequence[Plan]) -> Iterator[str]:
    """Each query with its plan; not those that touch next to nothing."""
    for one in plans:
        if one.pages > FEW_PAGES:
            yield f"\n`{one.sql[:300]}`\n\n```text\n"
            yield "\n".join(shortened(one.lines)) + "\n```\n"


if __name__ == "__main__":
    django.setup()
    sys.stdout.writelines(page(*sys.argv[1:]))
