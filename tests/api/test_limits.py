"""Durable sends are limited per person and minute, by a count that processes share."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from accounts.people import Person
from lib.errors import RateLimited
from lib.limiting import count
from realtime.limits import Limits
from tests.api.calls import Answer, as_app, call
from tests.groups.acts import create, log


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chat.api.limits", lambda: Limits(sends_per_minute=2))
    _at(monkeypatch, 1_000_000)


def _at(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    clock = SimpleNamespace(time=lambda: seconds)
    monkeypatch.setattr("lib.limiting.time", clock)


def test_too_many_sends_are_refused_for_a_while(alice: Person, bob: Person) -> None:
    group = create(alice, bob)

    def send(person: Person) -> Answer:
        body = {"client_id": str(uuid4()), "text": "Bonjour"}
        path = f"conversations/{group.discussion.uuid}/messages"
        return call(as_app(person), "POST", path, body)

    assert [send(alice).status for _ in range(3)] == [201, 201, 429]
    refused = send(alice)
    assert (refused.code, refused.headers["Retry-After"]) == ("rate_limited", "1")
    assert send(bob).status == 201
    assert log(group).count("message") == 3


def test_the_next_minute_begins_anew(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    who: dict[str, Any] = {"what": "sends", "person_id": uuid4().int, "per_minute": 1}
    count(**who)
    with pytest.raises(RateLimited):
        count(**who)
    _at(monkeypatch, 1_000_060)
    count(**who)
