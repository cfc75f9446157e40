"""The cast. Names say who they are; a test asks for whom it needs.

alice, bob, carol   practitioners of one clinic
nina                practitioner of the clinic, in no group
dave                practitioner of another organisation
erin                administrator of the clinic, not a practitioner
jeanne, thomas      patients of the clinic (French, English)
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accounts.models import Organisation
from accounts.people import Person
from groups.models import Group
from realtime.db import POOLS
from tests import factories
from tests.groups.question_acts import experts


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """The pipe's database threads let go of the database before it is dropped."""
    yield
    POOLS.stop()


@pytest.fixture
def clinic(db: None) -> Organisation:
    return factories.organisation("Clinique des Tilleuls")


@pytest.fixture
def hospital(db: None) -> Organisation:
    return factories.organisation("Hôpital du Val d'Orne")


@pytest.fixture
def alice(clinic: Organisation) -> Person:
    return factories.practitioner(clinic, first_name="Alice", last_name="Petit")


@pytest.fixture
def bob(clinic: Organisation) -> Person:
    return factories.practitioner(clinic, first_name="Bob", last_name="Benali")


@pytest.fixture
def carol(clinic: Organisation) -> Person:
    return factories.practitioner(
        clinic, first_name="Carol", last_name="Moreau", specialty="Cardiologie"
    )


@pytest.fixture
def nina(clinic: Organisation) -> Person:
    return factories.practitioner(clinic, first_name="Nina", last_name="Adam")


@pytest.fixture
def dave(hospital: Organisation) -> Person:
    return factories.practitioner(hospital, first_name="Dave", last_name="Girard")


@pytest.fixture
def erin(clinic: Organisation) -> Person:
    return factories.administrator(clinic, first_name="Erin", last_name="Roy")


@pytest.fixture
def jeanne(clinic: Organisation) -> Person:
    return factories.patient(clinic, first_name="Jeanne", last_name="Dubois")


@pytest.fixture
def thomas(clinic: Organisation) -> Person:
    return factories.patient(
        clinic, first_name="Thomas", last_name="Leroy", language="en"
    )


@pytest.fixture
def derm(erin: Person, alice: Person, bob: Person, carol: Person) -> Group:
    """The clinic's expert group: alice, bob and carol; administered by erin."""
    return experts(erin, alice, bob, carol, public_name="Problèmes de peau")
