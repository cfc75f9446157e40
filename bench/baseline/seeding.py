"""`python -m bench.baseline.seeding world`: people and their sessions."""

import json
import sys
from collections.abc import Iterable
from typing import Any

import django

from bench import shapes


def world() -> dict[str, Any]:
    from django.contrib.auth import get_user_model

    users = get_user_model()
    users.objects.bulk_create(
        users(username=f"p{number}", password=f"!{number}")  # type: ignore[misc]
        for number in range(shapes.PEOPLE)
    )
    found = users.objects.order_by("pk")
    return {
        "sessions": _sessions(found),
        "circle": "circle",
        "pairs": [f"pair-{number}" for number in range(shapes.PAIRS)],
        "wards": [f"ward-{number}" for number in range(shapes.WARDS)],
    }


def _sessions(users: Iterable[Any]) -> list[str]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils.crypto import get_random_string

    made: list[Any] = [
        SessionStore(get_random_string(32)).create_model_instance(
            {
                SESSION_KEY: str(user.pk),
                BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
                HASH_SESSION_KEY: user.get_session_auth_hash(),
            }
        )
        for user in users
    ]
    Session.objects.bulk_create(made)
    return [session.session_key for session in made]


def last_message() -> int:
    """Return where the messages that are still to come begin."""
    from bench.baseline.models import Message

    last = Message.objects.order_by("pk").last()
    return last.pk if last else 0


if __name__ == "__main__":
    django.setup()
    tasks = {"world": world, "last_message": last_message}
    sys.stdout.write(json.dumps(tasks[sys.argv[1]]()))
