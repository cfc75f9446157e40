"""A server that is told to stop says `bye` to its clients first.

Web servers cancel their sockets at SIGTERM, without a word to the client. Our handler
runs first, lets the hub say goodbye, then hands the signal to the server's own.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Awaitable, Callable, Coroutine
from types import FrameType
from typing import Any

# Time for the goodbyes to leave before the server cuts the lines.
GRACE_SECONDS = 0.5


def on_sigterm(
    loop: asyncio.AbstractEventLoop, farewell: Callable[[], Coroutine[Any, Any, None]]
) -> Callable[[], None]:
    """Call `farewell` in `loop` at SIGTERM; return what undoes it.

    Does nothing outside the main thread, and where nobody else handles the signal.
    """
    if threading.current_thread() is not threading.main_thread():
        return lambda: None
    # Where the loop itself carries the signal (granian), a handler of `signal` would
    # run beside the server's, not before it.
    if theirs := getattr(loop, "_signal_handlers", {}).get(signal.SIGTERM):
        return _in_front_of(theirs, loop, farewell)
    before = signal.getsignal(signal.SIGTERM)
    if not callable(before):
        return lambda: None

    def handle(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, before)
        loop.call_soon_threadsafe(
            _begin, loop, farewell(), lambda: before(number, frame)
        )

    signal.signal(signal.SIGTERM, handle)

    def undo() -> None:
        if signal.getsignal(signal.SIGTERM) is handle:
            signal.signal(signal.SIGTERM, before)

    return undo


def _in_front_of(
    theirs: asyncio.Handle,
    loop: asyncio.AbstractEventLoop,
    farewell: Callable[[], Coroutine[Any, Any, None]],
) -> Callable[[], None]:
    called, arguments = theirs._callback, theirs._args  # type: ignore[attr-defined]

    def undo() -> None:
        loop.add_signal_handler(signal.SIGTERM, called, *arguments)

    def handle() -> None:
        undo()
        _begin(loop, farewell(), lambda: os.kill(os.getpid(), signal.SIGTERM))

    loop.add_signal_handler(signal.SIGTERM, handle)
    return undo


def _begin(
    loop: asyncio.AbstractEventLoop,
    goodbyes: Coroutine[Any, Any, None],
    then: Callable[[], None],
) -> None:
    task = loop.create_task(_within_grace(goodbyes))
    task.add_done_callback(lambda _: then())


async def _within_grace(goodbyes: Awaitable[None]) -> None:
    try:
        await asyncio.wait_for(goodbyes, GRACE_SECONDS)
    except TimeoutError:
        return
