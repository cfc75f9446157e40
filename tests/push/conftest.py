"""An office whose channels keep what they are given, and people's devices."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.people import Person
from push.models import Device, Platform
from tests.groups.conftest import team  # noqa: F401  a fixture of both
from tests.push.desks import Office


@pytest.fixture
def office(db: None) -> Office:
    return Office()


@pytest.fixture
def phone(db: None) -> Callable[[Person], Device]:
    def give(person: Person, platform: str = Platform.IOS) -> Device:
        n = Device.objects.count()
        return Device.objects.create(
            user_id=person.id, platform=platform, token=f"token-{n}", session_key="s"
        )

    return give
