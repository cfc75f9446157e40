"""Newcomers, returners and removed members through every race of pull and bell.

The hub, its sessions and the sweep are the real ones; the database is a small world in
memory and bells fly through the air: late, in any order, or not at all. Whatever
happens, nobody is shown an entry outside his intervals, and when the air is clear
everybody has exactly his interval, without a gap.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from realtime import hub, lines, missing, pulling, session, sweep
from realtime.bells import Bell
from realtime.hub import Hub
from tests.model import Model
from tests.races.devices import Call, Device
from tests.races.world import FrozenLoop, Someone, World

PEOPLE = [Someone(number) for number in (1, 2, 3)]
KEYS = (1, 2)
# Whose reads of the database the machine plays.
READERS = (hub, lines, missing, pulling, session, sweep)


class HubMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.has_begun = False
        self.calls: list[Call] = []
        self.air: list[Bell] = []
        self.clients: list[Device] = []
        self.tasks: list[asyncio.Future[Any]] = []
        self.failures: list[Exception] = []
        # Intervals of whose end a bell has told the hub.
        self.ended: set[int] = set()
        # (conversation, person) → the highest head of a bell that named him to the hub.
        self.named: dict[tuple[int, int], int] = {}
        self.patch = pytest.MonkeyPatch()

    async def in_db(self, work: Any, *args: Any, reads: bool = False) -> Any:
        call = Call(lambda: work(*args))
        self.calls.append(call)
        return await call.answer

    def run(self, work: Callable[[], Any] | None = None) -> None:
        """Do something inside the loop, then let everything that can go on go on."""

        async def step() -> None:
            if work is not None:
                work()
            for _ in range(30):
                await asyncio.sleep(0)

        self.loop.run_until_complete(step())
        self.calls = [call for call in self.calls if not call.answer.done()]

    @initialize(members=st.sets(st.sampled_from(PEOPLE), min_size=1))
    def begin(self, members: set[Someone]) -> None:
        # Not before: Hypothesis also makes machines that it never begins nor ends.
        self.has_begun = True
        self.loop = FrozenLoop()
        self.world = World(self.loop, len(KEYS))
        for module in READERS:
            self.patch.setattr(module, "in_db", self.in_db)

        def start() -> None:
            self.hub = Hub(self.world.wiring(lambda shown: None))
            self.tasks.append(asyncio.ensure_future(self.hub.start()))

        self.run(start)
        self.all_flows()
        for key in KEYS:
            for person in sorted(members, key=lambda one: one.id):
                self.world.add(key, person.id, is_history_shared=False)

    # What people do

    @precondition(lambda self: len(self.clients) < 6)
    @rule(person=st.sampled_from(PEOPLE))
    def connects(self, person: Someone) -> None:
        self.run(lambda: self.clients.append(Device(self, self.hub, person, Model())))

    @precondition(lambda self: self.clients)
    @rule(data=st.data(), comes_back=st.booleans())
    def drops_the_line(self, data: st.DataObject, comes_back: bool) -> None:
        client = self.clients.pop(self.drawn(data, self.clients))
        self.run(client.session.close)
        if comes_back:
            again = lambda: Device(self, self.hub, client.person, client.model)  # noqa: E731
            self.run(lambda: self.clients.append(again()))

    @precondition(lambda self: self.clients)
    @rule(data=st.data())
    def reads_slowly_or_again(self, data: st.DataObject) -> None:
        client = self.clients[self.drawn(data, self.clients)]
        if client.counts:
            client.counts = False
        else:
            self.run(client.count_again)

    @rule(key=st.sampled_from(KEYS), n=st.integers(1, 3), here=st.booleans())
    def writes(self, key: int, n: int, here: bool) -> None:
        self.ring(self.world.write(key, *["message"] * n), here=here)

    @rule(
        key=st.sampled_from(KEYS),
        person=st.sampled_from(PEOPLE),
        shared=st.booleans(),
        here=st.booleans(),
    )
    def joins_or_leaves(
        self, key: int, person: Someone, shared: bool, here: bool
    ) -> None:
        if self.world.conversations[key].present(person.id):
            bell = self.world.remove(key, person.id)
        else:
            bell = self.world.add(key, person.id, is_history_shared=shared)
        self.ring(bell, here=here)

    def ring(self, bell: Bell, *, here: bool) -> None:
        """A bell of this process brings its entries; another process's never does."""
        self.air.append(bell if here else replace(bell, items=None))

    # What the network and the database do

    @precondition(lambda self: self.air)
    @rule(data=st.data(), is_lost=st.booleans())
    def bell_arrives(self, data: st.DataObject, is_lost: bool) -> None:
        bell = self.air.pop(self.drawn(data, self.air))
        if not is_lost:
            self.hear(bell)

    def hear(self, bell: Bell) -> None:
        for person_id, upto in bell.gone:
            intervals = self.world.conversations[bell.key].intervals[person_id]
            self.ended |= {id(one) for one in intervals if one.has_ended_by(upto + 1)}
        for person_id, _ in bell.to:
            before = self.named.get((bell.key, person_id), 0)
            self.named[bell.key, person_id] = max(before, bell.head)
        self.run(lambda: self.hub.hear([bell]))

    @rule(backwards=st.booleans())
    def all_bells_arrive(self, backwards: bool) -> None:
        bells, self.air = self.air, []
        for bell in reversed(bells) if backwards else bells:
            self.hear(bell)

    @precondition(lambda self: self.calls)
    @rule(data=st.data())
    def database_reads(self, data: st.DataObject) -> None:
        self.calls[self.drawn(data, self.calls)].read()

    @precondition(lambda self: self.calls)
    @rule(data=st.data())
    def database_answers(self, data: st.DataObject) -> None:
        self.run(self.calls[self.drawn(data, self.calls)].finish)

    @rule()
    def all_flows(self) -> None:
        while self.calls:
            self.run(self.calls[0].finish)

    @rule(seconds=st.sampled_from([0.5, 5.0, 11.0]))
    def time_passes(self, seconds: float) -> None:
        """A bell is on its way for 5 s at most; then Redis has lost it."""
        self.loop.now += seconds
        for client in self.clients:
            client.session.heard()
        if seconds >= 5:
            self.air.clear()
        self.run()

    @precondition(lambda self: any(self.present()))
    @rule(data=st.data(), here=st.booleans())
    def leaves_and_returns(self, data: st.DataObject, here: bool) -> None:
        there = list(self.present())
        key, person_id = there[self.drawn(data, there)]
        self.ring(self.world.remove(key, person_id), here=here)
        again = self.world.add(key, person_id, is_history_shared=False)
        self.ring(again, here=here)

    def present(self) -> Iterator[tuple[int, int]]:
        for conversation in self.world.conversations.values():
            for person_id, _ in conversation.readers():
                yield conversation.key, person_id

    @staticmethod
    def drawn(data: st.DataObject, things: Sequence[Any]) -> int:
        return data.draw(st.integers(0, len(things) - 1))

    # What must hold

    @invariant()
    def nothing_failed(self) -> None:
        for failure in self.failures:
            raise failure
        for task in [task for task in self.tasks if task.done()]:
            self.tasks.remove(task)
            task.result()

    def teardown(self) -> None:
        if not self.has_begun:
            return
        try:
            self.air.clear()
            for client in list(self.clients):
                self.run(client.count_again)
            for _ in range(3):
                self.time_passes(11.0)
                self.all_flows()
            for client in self.clients:
                self.require_exactly_his(client)
        finally:
            self.end()

    def require_exactly_his(self, client: Device) -> None:
        assert client.is_synced
        for conversation in self.world.conversations.values():
            log = client.model.logs.get(conversation.stream)
            interval = conversation.present(client.person.id)
            if interval is None:
                assert log is None, f"{client.person.id} still has {conversation.key}"
            elif log is not None:
                has = sorted(log.items)
                mine = conversation.shown_to(interval)
                # What is older is loaded when he scrolls up.
                assert has == [seq for seq in mine if seq >= has[0]], (has, mine)
                assert log.position == conversation.head
            else:
                assert client.model.heads[conversation.stream] == conversation.head

    def end(self) -> None:
        stopping: Coroutine[Any, Any, None] = self.hub.stop()
        self.run(lambda: self.tasks.append(asyncio.ensure_future(stopping)))
        self.nothing_failed()
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.run()
        self.loop.close()
        self.patch.undo()
