"""What one socket still has to get: streams marked as behind, read one by one.

What is read is by the person's rights at that moment. A stream that moves while it is
read is read again, until the socket stands where the latest bell said.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from realtime.contract import Entries, Gone, Stale, State
from realtime.db import in_db

if TYPE_CHECKING:
    from realtime.session import Session

logger = logging.getLogger(__name__)

RETRY_SECONDS = 1.0

Found = Entries | State | Gone | Stale


@dataclass(slots=True)
class Behind:
    """A stream of which this socket lacks what lies between `after` and `wanted`."""

    key: int
    after: int | None
    wanted: int


class Missing:
    """The streams of a session that are behind."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._wiring = session.hub.wiring
        self._streams: dict[str, Behind] = {}
        self._reader: asyncio.Task[None] | None = None

    def __contains__(self, stream: str) -> bool:
        return stream in self._streams

    def __bool__(self) -> bool:
        return bool(self._streams)

    def mark(self, stream: str, key: int, after: int | None, wanted: int) -> None:
        """Note that the socket lacks what lies after `after`."""
        if (behind := self._streams.get(stream)) is not None:
            behind.wanted = max(behind.wanted, wanted)
            return
        self._streams[stream] = Behind(key, after, wanted)
        if self._session.is_synced and (self._reader is None or self._reader.done()):
            self._reader = self._session.tasks.start(self.catch_up())

    def reached(self, stream: str, head: int) -> None:
        """Note that the socket was handed everything up to `head` by another way."""
        behind = self._streams.get(stream)
        if behind is not None and head >= behind.wanted:
            del self._streams[stream]

    def forget(self, stream: str) -> None:
        self._streams.pop(stream, None)

    async def catch_up(self) -> None:
        """Read stream after stream, as long as the reader keeps up."""
        while self._streams and not self._session.is_closed:
            await self._session.outgoing.flowing()
            if not self._streams:
                # What was missing was lost, or came, while the reader did not count.
                return
            stream, behind = next(iter(self._streams.items()))
            wanted = behind.wanted
            try:
                found = await self._read(stream, behind)
            except Exception as error:
                logger.warning("catching up failed: %s", type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)
                continue
            # A `gone` that came meanwhile has the last word, and so has a bell that
            # names him since he was not found.
            is_named_again = isinstance(found, Gone) and behind.wanted > wanted
            if self._streams.get(stream) is behind and not is_named_again:
                self._settle(stream, behind, found)

    async def _read(self, stream: str, behind: Behind) -> Found:
        prefix = stream.partition(":")[0]
        person = self._session.person
        if (log := self._wiring.logs.get(prefix)) is not None:
            return await in_db(log.catch_up, person, stream, behind.after, reads=True)
        states = self._wiring.states[prefix]
        return await in_db(
            states.catch_up,
            person,
            stream,
            behind.key,
            behind.after,
            reads=True,
        )

    def _settle(self, stream: str, behind: Behind, found: Found) -> None:
        self._session.put_found(found)
        match found:
            case Entries(upto=reached) | State(version=reached):
                is_done = reached >= behind.wanted or reached == behind.after
                behind.after = reached
            case Gone():
                head = behind.wanted
                self._session.hub.refuse(self._session, stream, behind.key, head)
                is_done = True
            case Stale():
                is_done = True
        if is_done:
            del self._streams[stream]
