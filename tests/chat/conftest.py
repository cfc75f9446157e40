"""Conversations of the cast, made by the real actions."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

from accounts.people import Person
from chat.models import Conversation
from realtime import bells
from tests.chat import verbs

Listening = Callable[[], AbstractContextManager[list[Any]]]


@pytest.fixture
def pair(alice: Person, bob: Person) -> Conversation:
    """The private conversation of alice and bob, still empty."""
    return verbs.private(alice, bob)


@pytest.fixture
def room(alice: Person, bob: Person) -> Conversation:
    """A group's conversation of alice and bob: entry 1 says that they joined."""
    return verbs.group("Équipe du mardi", alice, bob)


@pytest.fixture
def listening(django_capture_on_commit_callbacks: Any) -> Listening:
    """A block whose news are collected as the hub would get them."""

    @contextmanager
    def listen() -> Iterator[list[Any]]:
        news: list[Any] = []
        ringer = news.extend
        bells.install(ringer)
        try:
            with django_capture_on_commit_callbacks(execute=True):
                yield news
        finally:
            bells.uninstall(ringer)

    return listen
