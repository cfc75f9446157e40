"""News between processes, through the channel layer where there is one.

One subscription per process and organisation, one publish per organisation and turn. A
publish is never awaited by anybody: it gives up after half a second and pauses after a
failure. What is lost is found by the sweep.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Collection, Coroutine, Iterable
from contextlib import suppress
from typing import Any
from uuid import uuid4

from channels.layers import get_channel_layer

from realtime import metrics
from realtime.bells import Bell, News, Passing, Recheck
from realtime.limits import limits

logger = logging.getLogger(__name__)

# Bells about a person (cursors, sessions) go to one installation-wide group.
EVERYBODY = "people"
CANCEL_EVERY_SECONDS = 0.1


class Carrier:
    """Carries news to the other processes; does nothing without a channel layer."""

    def __init__(self, hear: Callable[[Iterable[News]], None]) -> None:
        self._hear = hear
        self._layer = get_channel_layer()
        self._name = f"hub.{uuid4().hex}"
        self._joined: Counter[str] = Counter()
        self._waiting: dict[str, list[News]] = {}
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        if self._layer is None:
            return
        loop = asyncio.get_running_loop()
        self._tasks = [
            loop.create_task(self._receive()),
            loop.create_task(self._publish()),
        ]
        await asyncio.sleep(0)
        self._joined[EVERYBODY] += 1
        await self._add([EVERYBODY])

    async def stop(self) -> None:
        # Again and again: redis-py loses a cancellation that meets it in mid-publish.
        while running := {task for task in self._tasks if not task.done()}:
            for task in running:
                task.cancel()
            await asyncio.wait(running, timeout=CANCEL_EVERY_SECONDS)
        if self._layer is not None:
            with suppress(Exception):
                await _in_time(self._layer.flush())

    async def join(self, organisations: Iterable[int]) -> None:
        """Hear these organisations' bells; each call is matched by a `part`."""
        groups = [f"org.{key}" for key in organisations]
        fresh = [group for group in groups if not self._joined[group]]
        self._joined.update(groups)
        await self._add(fresh)

    def part(self, organisations: Iterable[int]) -> None:
        """Hear them no longer. The subscription stays: people come back."""
        self._joined.subtract(f"org.{key}" for key in organisations)

    async def rejoin(self) -> None:
        """Subscribe to what a failure left out, leave what nobody needs any more."""
        await self._add([group for group, count in self._joined.items() if count > 0])
        for group in [group for group, count in self._joined.items() if count <= 0]:
            del self._joined[group]
            with suppress(Exception):
                await _in_time(self._layer.group_discard(group, self._name))

    def carry(self, news: Iterable[News]) -> None:
        """Queue news for the other processes. Never blocks, never fails."""
        if self._layer is None:
            return
        for item in news:
            for group in _groups(item):
                self._waiting.setdefault(group, []).append(item)
        self._wake.set()

    async def _add(self, groups: Collection[str]) -> None:
        if self._layer is None or not groups:
            return
        try:
            await _in_time(self._add_each(groups))
        except Exception as error:
            logger.warning("subscription failed: %s", type(error).__name__)

    async def _add_each(self, groups: Collection[str]) -> None:
        for group in groups:
            await self._layer.group_add(group, self._name)

    async def _publish(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            waiting, self._waiting = self._waiting, {}
            try:
                for group, news in waiting.items():
                    message = self._message(news)
                    await _in_time(self._layer.group_send(group, message))
            except Exception as error:
                metrics.BELLS_LOST.inc(sum(map(len, waiting.values())))
                logger.warning("publish failed: %s", type(error).__name__)
                await asyncio.sleep(limits().publish_pause_seconds)
                metrics.BELLS_LOST.inc(sum(map(len, self._waiting.values())))
                self._waiting.clear()

    def _message(self, news: Iterable[News]) -> dict[str, Any]:
        return {
            "type": "bell.ring",
            "from": self._name,
            "news": [_packed(item) for item in news],
        }

    async def _receive(self) -> None:
        while True:
            try:
                message = await self._layer.receive(self._name)
                if message["from"] != self._name:
                    news = [_unpacked(packed) for packed in message["news"]]
                    metrics.BELLS_HEARD.inc(len(news))
                    self._hear(news)
            except Exception as error:
                logger.warning("receive failed: %s", type(error).__name__)
                await asyncio.sleep(1)


async def _in_time(asked: Coroutine[Any, Any, None]) -> None:
    """Wait for the layer, not for ever. Raises TimeoutError.

    As a task of its own: redis-py may lose the cancellation of a timeout, and whoever
    waits for it would then wait without an end.
    """
    task = asyncio.ensure_future(asked)
    try:
        await asyncio.wait({task}, timeout=limits().publish_seconds)
    finally:
        if not task.done():
            task.cancel()
    if not task.done():
        raise TimeoutError
    task.result()


def _groups(item: News) -> Iterable[str]:
    if isinstance(item, Bell) and item.organisations:
        return [f"org.{key}" for key in item.organisations]
    return [EVERYBODY]


def _packed(item: News) -> list[Any]:
    """Ids and numbers only; the entries themselves never leave the process."""
    if isinstance(item, Bell):
        to = [[who, first] if first > 1 else who for who, first in item.to]
        return ["b", item.stream, item.key, item.after, item.head, to, item.gone]
    if isinstance(item, Passing):
        return ["p", dict(item.frame), item.to, item.key, item.about]
    return ["r", item.people]


def _unpacked(packed: list[Any]) -> News:
    match packed:
        case ["b", stream, key, after, head, to, gone]:
            pairs = (
                (who, 1) if isinstance(who, int) else (who[0], who[1]) for who in to
            )
            left = tuple((who, upto) for who, upto in gone)
            return Bell(stream, key, after, head, tuple(pairs), left)
        case ["p", frame, to, key, about]:
            return Passing(frame, tuple(to), key, about)
        case ["r", people]:
            return Recheck(tuple(people))
    raise ValueError(packed[:1])
