from __future__ import annotations

import pytest

from accounts.people import Person
from groups.models import Group
from tests.chat.conftest import listening  # noqa: F401  a fixture of both
from tests.groups.acts import create


@pytest.fixture
def team(alice: Person, bob: Person) -> Group:
    """Managed by alice, with bob."""
    return create(alice, bob, name="Équipe du mardi")
