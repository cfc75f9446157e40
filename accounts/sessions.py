"""The session engine: Django's database sessions, with their owner in columns."""

from collections.abc import Mapping
from typing import Any, cast

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.base_session import AbstractBaseSession

from accounts.models import Session


class SessionStore(DatabaseSessionStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        return _owned(super().create_model_instance(data), data)

    async def acreate_model_instance(self, data: dict[str, Any]) -> Session:
        return _owned(await super().acreate_model_instance(data), data)


def _owned(made: AbstractBaseSession, data: Mapping[str, Any]) -> Session:
    session = cast("Session", made)
    user_id = data.get(SESSION_KEY)
    session.user_id = int(user_id) if user_id else None
    session.auth_hash = data.get(HASH_SESSION_KEY, "")
    return session
