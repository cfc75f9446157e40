"""Statements that are kept prepared, and asked together."""

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.db.transaction import atomic

from accounts.models import Organisation
from lib.statements import ask, table, together


def test_a_table_of_values_comes_as_it_was_given(db):
    rows, params = table(("bigint", "text"), [(7, "sept"), (8, None)])
    answer = ask(f"WITH given(n, word) AS ({rows}) SELECT n, word FROM given", params)
    assert [tuple(row) for row in answer.rows()] == [(7, "sept"), (8, None)]


def test_what_is_asked_together_is_done_in_its_order(clinic):
    with atomic():
        with together():
            ask(RENAMED, ["Une", clinic.pk])
            first = ask(NAME, [clinic.pk])
            ask(RENAMED, ["Deux", clinic.pk])
            second = ask(NAME, [clinic.pk])
        assert [first.rows()[0][0], second.rows()[0][0]] == ["Une", "Deux"]


def test_after_one_that_fails_nothing_is_done(clinic, hospital):
    def rename():
        with atomic(), together():
            ask(RENAMED, ["Une", clinic.pk])
            ask(SAME_SLUG, [hospital.slug, clinic.pk])
            ask(RENAMED, ["Deux", clinic.pk])

    with pytest.raises(IntegrityError):
        rename()
    clinic.refresh_from_db()
    assert clinic.name == "Clinique des Tilleuls"


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_older_than_the_tables_is_given_up():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE aged (n integer)")
    try:
        ask("SELECT n FROM aged", []).rows()
        elsewhere = connection.copy()
        with elsewhere.cursor() as cursor:
            cursor.execute("ALTER TABLE aged ALTER n TYPE text")
        elsewhere.close()
        with pytest.raises(OperationalError, match="must not change result type"):
            ask("SELECT n FROM aged", [])
        connection.close()
        assert ask("SELECT n FROM aged", []).rows() == []
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE aged")


NAME = f"SELECT name FROM {Organisation._meta.db_table} WHERE id = %s"
RENAMED = f"UPDATE {Organisation._meta.db_table} SET name = %s WHERE id = %s"
SAME_SLUG = f"UPDATE {Organisation._meta.db_table} SET slug = %s WHERE id = %s"
