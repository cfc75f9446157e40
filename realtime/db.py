"""The one crossing between async and the database: `in_db` runs one unit of work.

Threads of its own, bounded: the default executor gives all sockets one thread.
PostgreSQL gets one pool of threads, each with a connection that it keeps; SQLite gets
one writer, since it has one anyway, and a few readers.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, TypeVarTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from lib.errors import Unavailable
from realtime import metrics

logger = logging.getLogger(__name__)

T = TypeVar("T")
Args = TypeVarTuple("Args")

SQLITE_READERS = 3


class Pool:
    """Threads with a database connection each."""

    def __init__(self, name: str, threads: int) -> None:
        self.threads = threads
        self.executor = ThreadPoolExecutor(threads, thread_name_prefix=name)

    def stop(self) -> None:
        """Close every thread's connection, then the threads."""
        barrier = threading.Barrier(self.threads)
        for _ in range(self.threads):
            self.executor.submit(_close_connection, barrier)
        self.executor.shutdown(wait=True)


class Pools:
    """The pools of this process, made at the first use."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._writers: Pool | None = None
        self._readers: Pool | None = None

    def get(self, *, reads: bool) -> Pool:
        with self._lock:
            if self._writers is None or self._readers is None:
                self._writers, self._readers = self._open()
            return self._readers if reads else self._writers

    def stop(self) -> None:
        with self._lock:
            pools = {pool for pool in (self._writers, self._readers) if pool}
            self._writers = self._readers = None
        for pool in pools:
            pool.stop()

    @staticmethod
    def _open() -> tuple[Pool, Pool]:
        if connection.vendor == "sqlite":
            return Pool("db-write", 1), Pool("db-read", SQLITE_READERS)
        both = Pool("db", settings.DATABASE_THREADS)
        return both, both


POOLS = Pools()


async def in_db(work: Callable[[*Args], T], *args: *Args, reads: bool = False) -> T:
    """Run `work` in a database thread and return what it returns.

    A unit of work is one sync function, one transaction, safe to repeat: it is repeated
    once where the connection was lost. Raises Unavailable where that fails too.
    """
    loop = asyncio.get_running_loop()
    executor = POOLS.get(reads=reads).executor
    return await loop.run_in_executor(executor, _run, work, args)


def _run(work: Callable[[*Args], T], args: tuple[*Args]) -> T:
    try:
        return work(*args)
    except (OperationalError, InterfaceError) as error:
        connection.close()
        logger.warning("unit repeated: %s", type(error).__name__)
    try:
        return work(*args)
    except (OperationalError, InterfaceError) as error:
        connection.close()
        metrics.UNITS_FAILED.inc()
        logger.warning("unit failed: %s", type(error).__name__)
        raise Unavailable from error


def _close_connection(barrier: threading.Barrier) -> None:
    connection.close()
    barrier.wait(timeout=10)
