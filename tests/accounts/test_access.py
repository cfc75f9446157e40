from uuid import uuid4

import pytest
from django.utils import timezone

from accounts import access
from accounts.errors import PractitionersOnly
from accounts.models import Membership, User
from lib.errors import NotFound
from tests import factories


def test_a_colleague_is_found(alice, bob):
    assert access.colleague(alice, bob.uuid).pk == bob.id


def test_an_administrator_finds_practitioners(erin, bob):
    assert access.colleague(erin, bob.uuid).pk == bob.id


def test_who_does_not_exist_is_not_found(alice):
    with pytest.raises(NotFound):
        access.colleague(alice, uuid4())


def test_another_organisations_practitioner_is_not_found(alice, dave):
    with pytest.raises(NotFound):
        access.colleague(alice, dave.uuid)


def test_an_administrator_is_no_colleague(alice, erin):
    with pytest.raises(NotFound):
        access.colleague(alice, erin.uuid)


def test_a_patient_is_not_found_unless_asked_otherwise(alice, jeanne):
    with pytest.raises(NotFound):
        access.colleague(alice, jeanne.uuid)
    with pytest.raises(PractitionersOnly):
        access.colleague(alice, jeanne.uuid, refusal_of_a_patient=PractitionersOnly)


def test_another_organisations_patient_is_never_known(dave, jeanne):
    with pytest.raises(NotFound):
        access.colleague(dave, jeanne.uuid, refusal_of_a_patient=PractitionersOnly)


def test_a_patient_finds_nobody(jeanne, bob):
    with pytest.raises(NotFound):
        access.colleague(jeanne, bob.uuid)


def test_a_deactivated_colleague_is_not_found(alice, bob):
    User.objects.filter(pk=bob.id).update(is_active=False)
    with pytest.raises(NotFound):
        access.colleague(alice, bob.uuid)


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_an_ended_membership_counts_for_neither_side(alice, bob, who):
    leaver = {"alice": alice, "bob": bob}[who]
    Membership.objects.filter(user=leaver.id).update(ended_at=timezone.now())
    with pytest.raises(NotFound):
        access.colleague(alice, bob.uuid)


def test_sharing_a_second_organisation_is_enough(clinic, hospital, dave):
    both = factories.practitioner(clinic, hospital)
    assert access.colleague(both, dave.uuid).pk == dave.id


def test_only_practitioners_pass(alice, erin, jeanne):
    access.practitioners_only(alice)
    for other in (erin, jeanne):
        with pytest.raises(PractitionersOnly):
            access.practitioners_only(other)


def test_the_right_is_read_now_not_from_the_picture(alice):
    Membership.objects.update(ended_at=timezone.now())
    with pytest.raises(PractitionersOnly):
        access.practitioners_only(alice)
