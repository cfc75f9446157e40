"""The cache of several processes: Redis, and the database while Redis is down.

Rate limits live here, so that a cache that fails open would let an attacker guess.
"""

import time
from typing import Any, ClassVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import BaseDatabaseCache, DatabaseCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

# Redis is asked again after this time; meanwhile nobody waits for its timeout.
PAUSE_SECONDS = 5
TIMEOUTS = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}


class RedisOrDatabaseCache(BaseDatabaseCache):
    """A database cache by descent, so that `createcachetable` makes its table."""

    down_until: ClassVar[float] = 0

    def __init__(self, table: str, params: dict[str, Any]) -> None:
        url = params.pop("REDIS_URL")
        super().__init__(table, params)
        options = {"max_connections": 64, **TIMEOUTS}
        self._redis = RedisCache(url, {**params, "OPTIONS": options})
        self._database = DatabaseCache(table, params)

    def _ask(self, operation: str, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self.down_until:
            try:
                return getattr(self._redis, operation)(*args, **kwargs)
            except RedisError:
                type(self).down_until = time.monotonic() + PAUSE_SECONDS
        return getattr(self._database, operation)(*args, **kwargs)

    def add(
        self,
        key: Any,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        added: bool = self._ask("add", key, value, timeout, version)
        return added

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._ask("get", key, default, version)

    def set(
        self,
        key: Any,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        self._ask("set", key, value, timeout, version)

    def touch(
        self,
        key: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        touched: bool = self._ask("touch", key, timeout, version)
        return touched

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        count: int = self._ask("incr", key, delta, version)
        return count

    def delete(self, key: Any, version: int | None = None) -> bool:
        deleted: bool = self._ask("delete", key, version)
        return deleted

    def clear(self) -> None:
        self._ask("clear")
