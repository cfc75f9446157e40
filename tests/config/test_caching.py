"""Redis counts for all processes; the database does while Redis is down."""

import pytest
from redis.exceptions import ConnectionError as RedisDown

from config.caching import RedisOrDatabaseCache

pytestmark = pytest.mark.django_db
NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture
def cache(monkeypatch) -> RedisOrDatabaseCache:
    monkeypatch.setattr(RedisOrDatabaseCache, "down_until", 0)
    return RedisOrDatabaseCache("cache_entries", {"REDIS_URL": NOBODY})


def test_without_redis_the_database_answers(cache: RedisOrDatabaseCache):
    cache.set("attempts", 1)
    assert cache.get("attempts") == 1
    assert cache.incr("attempts") == 2
    assert not cache.add("attempts", 9)
    assert cache.touch("attempts", 60)
    assert cache.delete("attempts")
    assert cache.get("attempts", "none") == "none"
    cache.clear()


def test_after_a_failure_redis_is_left_alone_for_a_while(
    cache: RedisOrDatabaseCache, monkeypatch
):
    asked = []

    def refuse(*args: object) -> None:
        asked.append(args)
        raise RedisDown

    monkeypatch.setattr(cache._redis, "get", refuse)
    for _ in range(3):
        assert cache.get("attempts") is None
    assert len(asked) == 1


@pytest.mark.services
def test_with_redis_it_is_redis_that_counts(settings):
    settings_of_it = {"REDIS_URL": settings.REDIS_URL}
    cache = RedisOrDatabaseCache("cache_entries", settings_of_it)
    cache.set("attempts", 1, 30)
    assert cache._redis.get("attempts") == 1
    assert cache._database.get("attempts") is None
    cache.delete("attempts")
