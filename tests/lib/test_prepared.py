"""A prepared query answers as its queryset does."""

import pytest
from django.db import models
from django.db.transaction import TransactionManagementError

from accounts.models import Membership, Organisation, User
from lib.prepared import Many, Prepared, Slot, padded

BY_KEYS = Prepared(
    lambda: User.objects.filter(pk__in=Many("keys")).order_by("pk").values_list("uuid")
)
MEMBERS = Prepared(
    lambda: (
        Membership.objects.filter(user=Slot("user"))
        .select_related("user", "organisation")
        .annotate(initial=models.functions.Left("user__last_name", 1))
    )
)
LOCKED = Prepared(lambda: User.objects.select_for_update().filter(pk=Slot("key")))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_as_many_values_as_come(alice, bob, count):
    keys = [alice.id, bob.id][:count]
    wanted = User.objects.filter(pk__in=keys).order_by("pk").values_list("uuid")
    assert [tuple(row) for row in BY_KEYS.rows(keys=keys)] == list(wanted)


def test_values_are_what_the_field_holds(alice):
    by_uuid = Prepared(
        lambda: User.objects.filter(uuid=Slot("uuid", models.UUIDField()))
    )
    [found] = by_uuid.objects(uuid=alice.uuid)
    assert (found.pk, found.date_joined.utcoffset() is None) == (alice.id, False)


def test_models_come_with_what_belongs_to_them(alice, django_assert_num_queries):
    with django_assert_num_queries(1):
        [found] = MEMBERS.objects(user=alice.id)
        assert isinstance(found.organisation, Organisation)
        assert found.user.uuid == alice.uuid
    assert found.initial == found.user.last_name[0]


def test_a_percent_sign_is_no_slot(alice):
    strange = Prepared(
        lambda: (
            User.objects.filter(pk=Slot("key"))
            .annotate(sign=models.Value("100 %s"))
            .values_list("sign")
        )
    )
    assert [list(row) for row in strange.rows(key=alice.id)] == [["100 %s"]]


@pytest.mark.django_db(transaction=True)
def test_a_lock_needs_a_transaction():
    with pytest.raises(TransactionManagementError):
        list(LOCKED.objects(key=1))


@pytest.mark.parametrize(
    ("count", "size"), [(0, 0), (1, 1), (2, 2), (3, 4), (5, 8), (256, 256)]
)
def test_sizes_are_powers_of_two(count, size):
    items = list(range(count))
    found = padded(items)
    assert (len(found), list(found[:count])) == (size, items)
    assert set(found) == set(items)
