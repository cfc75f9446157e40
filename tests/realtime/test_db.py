"""The one crossing: bounded threads, one repetition, a clear refusal."""

import asyncio
import threading

import pytest
from django.db import InterfaceError, OperationalError, connection

from lib.errors import Unavailable
from realtime.db import POOLS, SQLITE_READERS, in_db


async def test_a_unit_runs_in_a_thread_of_the_pool():
    assert (await in_db(threading.current_thread)).name.startswith("db")
    assert await in_db(lambda a, b: a + b, 1, 2) == 3


async def test_a_lost_connection_is_a_repetition():
    tries = []

    def work():
        tries.append(1)
        if len(tries) == 1:
            raise OperationalError
        return "done"

    assert await in_db(work) == "done"


async def test_a_database_that_stays_away_is_unavailable_and_may_be_retried():
    def work():
        raise InterfaceError

    with pytest.raises(Unavailable) as refused:
        await in_db(work)
    assert refused.value.retry


async def test_a_slow_unit_does_not_hold_up_the_reads():
    release = threading.Event()
    slow = asyncio.ensure_future(in_db(release.wait, 10))
    assert await asyncio.wait_for(in_db(lambda: 1, reads=True), 5) == 1
    release.set()
    assert await slow


async def test_sqlite_has_one_writer_and_postgresql_one_pool(settings):
    writers, readers = POOLS.get(reads=False), POOLS.get(reads=True)
    if connection.vendor == "sqlite":
        assert (writers.threads, readers.threads) == (1, SQLITE_READERS)
    else:
        assert writers is readers
        assert writers.threads == settings.DATABASE_THREADS
