import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Membership, Organisation, User

pytestmark = pytest.mark.django_db
PASSWORD = "une-longue-Phrase-7"
ANSWERS = {
    "organisation": "Maison de santé des Lilas",
    "email": "ada.roy@lilas.fr",
    "first_name": "Ada",
    "last_name": "Roy",
}


def set_up(monkeypatch, password: str = PASSWORD, **answers: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    out = io.StringIO()
    options = ANSWERS | answers
    call_command("setup", no_prepare=True, password_stdin=True, stdout=out, **options)
    return out.getvalue()


def test_an_organisation_and_its_first_administrator_are_made(monkeypatch):
    assert "ada.roy@lilas.fr" in set_up(monkeypatch)
    membership = Membership.objects.get()
    assert membership.organisation.slug == "maison-de-sante-des-lilas"
    assert membership.is_administrator
    assert not membership.is_practitioner
    assert Client().login(username="ada.roy@lilas.fr", password=PASSWORD)


def test_what_no_option_says_is_asked(monkeypatch):
    answers = iter(ANSWERS.values())
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    monkeypatch.setattr(
        "config.management.commands.setup.getpass", lambda question: PASSWORD
    )
    call_command("setup", no_prepare=True, stdout=io.StringIO())
    assert User.objects.get().email == "ada.roy@lilas.fr"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"password": "court"}, "mot de passe"),
        ({"email": "ada"}, "adresse"),
        ({"time_zone": "Mars/Olympus"}, "fuseau"),
        ({"organisation": "?"}, "has a name"),
    ],
)
def test_nothing_is_made_of_wrong_answers(monkeypatch, change, reason: str):
    with pytest.raises(CommandError, match=reason):
        set_up(monkeypatch, **change)
    assert not Organisation.objects.exists()
    assert not User.objects.exists()


def test_two_passwords_that_differ_are_refused(monkeypatch):
    passwords = iter([PASSWORD, "autre"])
    monkeypatch.setattr(
        "config.management.commands.setup.getpass", lambda question: next(passwords)
    )
    with pytest.raises(CommandError, match="not the same"):
        call_command("setup", no_prepare=True, stdout=io.StringIO(), **ANSWERS)


def test_the_same_organisation_is_not_made_twice(monkeypatch):
    set_up(monkeypatch)
    with pytest.raises(CommandError, match="already"):
        set_up(monkeypatch)
    with pytest.raises(CommandError):
        set_up(monkeypatch, slug="autre")
    assert Organisation.objects.count() == 1
