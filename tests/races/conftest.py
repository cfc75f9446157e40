"""A group of experts as large as the database can race."""

from __future__ import annotations

import pytest
from django.db import connection

from accounts.models import Organisation
from accounts.people import Person
from groups.models import Group
from tests import factories
from tests.groups.question_acts import experts

# SQLite has one writer: more claims would wait, and prove nothing more.
N_CLAIMS = {"postgresql": 100, "sqlite": 20}


@pytest.fixture
def many(clinic: Organisation) -> list[Person]:
    return [factories.practitioner(clinic) for _ in range(N_CLAIMS[connection.vendor])]


@pytest.fixture
def ward(erin: Person, many: list[Person]) -> Group:
    return experts(erin, *many)
