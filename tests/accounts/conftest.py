from collections.abc import Iterator
from random import getrandbits

import pytest
from django.test import Client

from accounts import tidings
from accounts.models import User
from accounts.people import Person
from config import wiring
from tests import factories


class Told(list[int]):
    """Whose right to stay was said to have changed, in order."""

    def hear(self, people) -> None:
        self.extend(people)


@pytest.fixture
def told() -> Iterator[Told]:
    told = Told()
    tidings.access_changed.bind(told.hear)
    yield told
    wiring.bind()


@pytest.fixture
def client() -> Client:
    """A browser at an address of its own, since sign-in is limited by address."""
    number = getrandbits(24)
    return Client(REMOTE_ADDR=f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")


@pytest.fixture
def claire(clinic) -> Person:
    """A practitioner who signs in by page: her address is new in every run."""
    return factories.practitioner(
        clinic,
        first_name="Claire",
        last_name="Petit",
        email=f"claire.{getrandbits(40)}@tests.example",
        password=factories.PASSWORD,
    )


@pytest.fixture
def account(claire) -> User:
    return User.objects.get(pk=claire.id)
