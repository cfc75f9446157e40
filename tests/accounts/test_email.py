import pytest
from django.core import mail

from accounts.models import User
from tests import factories
from tests.accounts.verbs import audited, link_in, sign_in


@pytest.fixture
def claires(client, account):
    """Her browser, where she has just given her password once more."""
    sign_in(client, account)
    prove(client)
    return client


def prove(client):
    words = {"password": factories.PASSWORD}
    return client.post("/accounts/reauthenticate/?next=/accounts/email/", words)


def ask(client, email):
    return client.post("/accounts/email/", {"action_add": "", "email": email})


def confirm(client, sent):
    path = link_in(sent)
    assert "Confirmer" in client.get(path).text
    return client.post(path)


def test_a_new_address_counts_once_it_is_confirmed(claires, account):
    old = account.email
    ask(claires, "New.Claire@tests.example")
    (sent,) = mail.outbox
    assert sent.to == ["new.claire@tests.example"]
    account.refresh_from_db()
    assert account.email == old
    assert "à confirmer" in claires.get("/accounts/email/").text
    confirm(claires, sent)
    account.refresh_from_db()
    assert account.email == "new.claire@tests.example"
    assert audited(account) == ["accounts.person.email_confirmed"]
    assert [one.to for one in mail.outbox[1:]] == [[old]]
    assert sign_in(claires, account).status_code == 302


def test_anothers_address_is_neither_taken_nor_betrayed(claires, account, bob):
    theirs = User.objects.get(pk=bob.id).email
    free, taken = ask(claires, "free@tests.example"), ask(claires, theirs)
    assert (free.status_code, free.get("Location")) == (
        taken.status_code,
        taken.get("Location"),
    )
    account.refresh_from_db()
    assert account.email != theirs
    link = link_in(mail.outbox[-1])
    assert "Ce lien ne sert plus" in claires.get(link).text
    claires.post(link)
    assert User.objects.get(pk=bob.id).email == theirs


def test_an_open_session_is_not_enough(client, account):
    sign_in(client, account)
    answer = ask(client, "new@tests.example")
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    page = client.get(answer["Location"])
    assert "Confirmez que c’est vous" in page.text
    assert mail.outbox == []
    # With the password, what was asked is done.
    prove(client)
    assert [one.to for one in mail.outbox] == [["new@tests.example"]]


def test_a_link_that_was_invented_confirms_nothing(client, db):
    assert "Ce lien ne sert plus" in client.get("/accounts/confirm-email/x:y/").text


def test_the_address_of_a_new_account_needs_no_confirmation(client, db):
    made = factories.user("Ana", "Roy", password=factories.PASSWORD)
    assert sign_in(client, made)["Location"] == "/"
    assert mail.outbox == []
