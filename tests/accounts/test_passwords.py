import pytest
from django.core import mail

from accounts import signing
from accounts.models import User
from tests import factories
from tests.accounts.verbs import audited, html_of, link_in, session_of, sign_in, who

NEW = "corrects chevaux agrafés"


@pytest.fixture
def other(claire):
    """The same person on another device."""
    return factories.signed_in(claire)


def change(client, old=factories.PASSWORD, new=NEW):
    words = {"oldpassword": old, "password1": new}
    return client.post("/accounts/password/change/", words)


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(
    client, account, other, told, django_capture_on_commit_callbacks
):
    sign_in(client, account)
    with django_capture_on_commit_callbacks(execute=True):
        assert change(client).status_code == 302
    assert told == [account.pk]
    assert signing.person_for_session(other.session_key) is None
    assert who(session_of(client)) == account.pk
    assert client.get("/accounts/").status_code == 200
    assert "accounts.person.password_changed" in audited(account)


def test_he_is_told_by_e_mail(client, account):
    sign_in(client, account)
    change(client)
    (sent,) = mail.outbox
    assert sent.subject == "Votre mot de passe a changé"
    assert client.defaults["REMOTE_ADDR"] in sent.body


@pytest.mark.parametrize(("old", "new"), [("wrong", NEW), (factories.PASSWORD, "12")])
def test_a_refused_change_ends_nothing(client, account, other, old, new):
    sign_in(client, account)
    assert change(client, old, new).status_code == 200
    assert signing.person_for_session(other.session_key)
    assert sign_in(client, account).status_code == 302


def ask_reset(client, email):
    return client.post("/accounts/password/reset/", {"email": email})


def choose(client, path, new=NEW):
    form = client.get(path, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": new})


def test_a_forgotten_password_is_replaced_by_a_link(client, account, other, told):
    ask_reset(client, account.email)
    (sent,) = mail.outbox
    assert sent.to == [account.email]
    path = link_in(sent)
    assert choose(client, path)["Location"] == "/accounts/password/reset/key/done/"
    assert (
        "Votre mot de passe est changé"
        in client.get("/accounts/password/reset/key/done/").text
    )
    assert signing.person_for_session(other.session_key) is None
    assert sign_in(client, account, NEW).status_code == 302
    assert audited(account) == ["accounts.person.password_changed"]
    # Once.
    assert "Ce lien ne sert plus" in client.get(path, follow=True).text


def test_an_unknown_address_gets_the_same_answer_and_another_mail(client, account):
    known = ask_reset(client, account.email)
    unknown = ask_reset(client, "nobody@tests.example")
    assert known["Location"] == unknown["Location"]
    to_known, to_unknown = mail.outbox
    assert "/password/reset/key/" in to_known.body
    assert "/password/reset/key/" not in to_unknown.body
    assert "aucun compte" in to_unknown.body


def test_the_mail_speaks_the_readers_language_and_says_nothing_clinical(
    client, claire, account
):
    User.objects.filter(pk=account.pk).update(language="en")
    ask_reset(client, account.email)
    (sent,) = mail.outbox
    html = html_of(sent)
    assert '<html lang="en">' in html
    assert "Dr Claire Petit" in sent.body
    assert link_in(sent) in html


def test_an_account_without_a_password_gets_its_first_one(client, clinic):
    account = factories.user("Ana", "Roy", email="ana.roy@tests.example")
    assert not account.has_usable_password()
    ask_reset(client, account.email)
    choose(client, link_in(mail.outbox[0]))
    assert sign_in(client, account, NEW).status_code == 302


def test_without_a_password_one_is_chosen_not_changed(alice):
    browser = factories.browser(alice)
    page = browser.get("/accounts/password/change/", follow=True)
    assert "Choisir un mot de passe" in page.text
    assert (
        browser.post("/accounts/password/set/", {"password1": NEW}).status_code == 302
    )


def test_html_in_a_name_stays_text(client, account):
    User.objects.filter(pk=account.pk).update(display_name="<b>Claire</b> & fils")
    ask_reset(client, account.email)
    (sent,) = mail.outbox
    assert "<b>Claire</b> & fils" in sent.body
    assert "&lt;b&gt;Claire&lt;/b&gt; &amp; fils" in html_of(sent)
