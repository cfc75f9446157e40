"""Any sequence of joining, leaving and writing: each reads exactly his interval."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chat.epochs import current_epoch
from chat.models import Conversation
from chat.streams import ConversationLog
from chat.welcoming import welcome
from lib.errors import NotFound
from realtime.contract import Entries, Gone
from tests.chat import verbs
from tests.chat.verbs import add, remove, say, seen, stream

LOG = ConversationLog()
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add_shared", "remove", "say"]),
        st.sampled_from(["bob", "carol", "erin"]),
    ),
    max_size=12,
)


@dataclass
class Model:
    """What should be: the head, and where each present one's log begins."""

    head: int = 1
    first: dict[str, int] = field(default_factory=lambda: {"alice": 1})

    def act(self, step: str, who: str) -> None:
        if step == "say":
            self.head += who in self.first
        elif step == "remove":
            self.head += self.first.pop(who, None) is not None
        elif who not in self.first:
            self.head += 1
            self.first[who] = 1 if step == "add_shared" else self.head


@pytest.mark.django_db
@given(steps=STEPS, have=st.integers(0, 14))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_each_reads_exactly_his_interval(alice, bob, carol, erin, steps, have):
    people = {"alice": alice, "bob": bob, "carol": carol, "erin": erin}
    room, model = verbs.group("Équipe", alice), Model()
    for step, who in steps:
        act(room, step, people[who], alice)
        model.act(step, who)
    for who, person in people.items():
        first = model.first.get(who)
        assert read(person, room) == interval(first, model.head)
        assert caught_up(person, room, have) == caught(first, model.head, have)
        assert greeted(person, room, have) == caught(first, model.head, have)


def act(room: Conversation, step: str, person, by) -> None:
    if step == "remove":
        remove(room, person, by=by)
    elif step == "say":
        try:
            say(person, room)
        except NotFound:
            return
    else:
        add(room, person, by=by, is_history_shared=step == "add_shared")


def read(person, room):
    try:
        return seen(person, room)
    except NotFound:
        return None


def interval(first, head):
    return None if first is None else list(range(first, head + 1))


def caught(first, head, have):
    """What one gets who stands at `have`: nothing of an interval that has ended."""
    if first is None:
        return "gone"
    if have > head:
        return "stale"
    return list(range(max(first, have + 1), head + 1))


def caught_up(person, room, have):
    return plain(LOG.catch_up(person, stream(room), have))


def greeted(person, room, have):
    hello = SimpleNamespace(
        epoch=current_epoch(), since=None, have={stream(room): have, "inbox:me": 0}
    )
    frames = [
        one for one in welcome(person, hello).frames if one.stream == stream(room)
    ]
    # A returner first loses what he had.
    if len(frames) == 2:
        assert isinstance(frames.pop(0), Gone)
    return plain(frames[0]) if frames else []


def plain(frame):
    if isinstance(frame, Entries):
        return [line.seq for line in frame.items]
    return "gone" if isinstance(frame, Gone) else "stale"
