"""Channels that keep what they are given, and answer what they are told to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db.models import F

from chat.noticing import badges
from config.wiring import NOTICES
from push.breaker import Breaker
from push.contract import Accepted, Letter, Outcome
from push.delivering import Desk
from push.models import Delivery, Notice
from push.working import turn

Answer = Callable[[Letter], Outcome]


class Kept:
    """A channel of the tests."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.letters: list[Letter] = []
        self.answer: Answer = lambda letter: Accepted(f"ref-{letter.id}")
        self.is_set_up = True

    def is_on(self) -> bool:
        return self.is_set_up

    def send(self, letters: Sequence[Letter]) -> list[Outcome]:
        self.letters += letters
        return [self.answer(letter) for letter in letters]


class Office:
    """All channels, and the worker's turns, without its waiting."""

    def __init__(self) -> None:
        self.push, self.browser = Kept("push"), Kept("browser")
        self.email, self.text = Kept("email"), Kept("text")
        self.now = 0.0
        self.desk = self.another()

    def another(self) -> Desk:
        """A second worker, on the same channels."""
        channels = (self.push, self.browser, self.email, self.text)
        return Desk(channels, NOTICES, badges, lambda: Breaker(lambda: self.now))

    def works(self) -> None:
        """Until there is nothing more to do; the time of all notices has come."""
        Notice.objects.update(due_at=F("due_at") - timedelta(minutes=1))
        while turn(self.desk):
            pass

    def later(self, **time: float) -> None:
        """So much later: what waits, waits no more."""
        back = timedelta(**time)
        self.now += back.total_seconds()
        Delivery.objects.update(
            not_before=F("not_before") - back,
            created_at=F("created_at") - back,
            lease_until=F("lease_until") - back,
        )
        self.works()
