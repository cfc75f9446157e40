"""Which address of a person is written to."""

from __future__ import annotations

from itertools import product

import pytest

from accounts.models import PatientRecord, User
from accounts.people import Person
from push.addresses import Choice, choose, choose_for_user, e164, masked

FIELDS = ("main_email", "other_email", "mobile", "phone")
WRITTEN = ("main@tests.example", "other@tests.example", "06 12 34 56 12", "0139980034")
FIRST, OTHER, MOBILE, PHONE = (
    ("email", "main@tests.example"),
    ("email", "other@tests.example"),
    ("text", "+33612345612"),
    ("voice", "+33139980034"),
)
NONE = None

# Which of the four are there (1), and what is written to.
TABLE: dict[tuple[int, ...], tuple[str, str] | None] = {
    (0, 0, 0, 0): NONE,
    (0, 0, 0, 1): PHONE,
    (0, 0, 1, 0): MOBILE,
    (0, 0, 1, 1): MOBILE,
    (0, 1, 0, 0): OTHER,
    (0, 1, 0, 1): OTHER,
    (0, 1, 1, 0): OTHER,
    (0, 1, 1, 1): OTHER,
    (1, 0, 0, 0): FIRST,
    (1, 0, 0, 1): FIRST,
    (1, 0, 1, 0): FIRST,
    (1, 0, 1, 1): FIRST,
    (1, 1, 0, 0): FIRST,
    (1, 1, 0, 1): FIRST,
    (1, 1, 1, 0): FIRST,
    (1, 1, 1, 1): FIRST,
}


def record(**fields: str) -> PatientRecord:
    return PatientRecord(first_name="Jeanne", last_name="Dubois", **fields)


@pytest.mark.parametrize(("there", "expected"), TABLE.items())
@pytest.mark.parametrize("others", [False, True])
def test_the_first_that_is_there_is_the_only_one(there, expected, others: bool):
    fields = {
        name: value
        for name, value, is_there in zip(FIELDS, WRITTEN, there, strict=True)
        if is_there
    }
    if others:
        fields |= {"other_mobile": "0612345656", "other_phone": "0139980078"}
    for language in ("fr", "en"):
        choice = choose(record(language=language, **fields))
        assert choice == (expected and (*expected, language))


def test_the_table_is_whole():
    assert set(TABLE) == set(product((0, 1), repeat=4))


def test_blanks_are_no_address():
    found = choose(record(main_email=" ", mobile="+33 6 12 34 56 12 "))
    assert found == Choice("text", "+33612345612", "fr")


def test_what_is_no_number_stays_as_it_was_written(settings):
    assert choose(record(mobile="12")) == Choice("text", "12", "fr")
    settings.PHONE_REGION = "CA"
    assert choose(record(mobile="514 555-0123")) == Choice("text", "+15145550123", "fr")


def test_a_practitioner_has_the_address_with_which_he_signs_in(alice: Person):
    user = User.objects.get(pk=alice.id)
    assert choose_for_user(user) == Choice("email", user.email, user.language)


@pytest.mark.parametrize(
    ("written", "region", "number"),
    [
        ("06 12 34 56 12", "FR", "+33612345612"),
        ("+33 6 12 34 56 12", "CA", "+33612345612"),
        ("0033612345612", "FR", "+33612345612"),
        ("(514) 555-0123", "CA", "+15145550123"),
        ("06 12 34 56 12", "", None),
        ("06 12 34 56", "FR", None),
        ("00 00 00 00 00", "FR", None),
        ("dix-huit", "FR", None),
        ("", "FR", None),
    ],
)
def test_numbers_are_written_as_the_world_does(written, region, number):
    assert e164(written, region) == number


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("jeanne.dubois@hopital.fr", "j•••@•••.fr"),
        ("jeanne@mail.hopital.example", "j•••@•••.example"),
        ("root@localhost", "r•••@•••"),
        ("+33612345612", "•••• ••12"),
        ("06 12 34 56 12", "•••• ••12"),
        ("15", "•••• ••"),
        ("", "•••• ••"),
    ],
)
def test_a_masked_address_can_be_recognised_only(address: str, shown: str):
    assert masked(address) == shown
    assert len(masked(f"{'j' * 64}@{'h' * 180}.fr")) <= 120
