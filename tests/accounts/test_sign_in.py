import re

import pytest
from django.test import Client

from accounts import signing
from accounts.models import User
from tests import factories
from tests.accounts.verbs import session_of, sign_in, who


def test_signing_in_by_page_opens_a_session(client, claire, account):
    answer = sign_in(client, account)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert who(session_of(client)) == claire.id


def test_the_page_asked_for_comes_after(client, account):
    answer = sign_in(client, account, next="/messages/discussions")
    assert answer["Location"] == "/messages/discussions"


def test_nobody_is_sent_to_another_site(client, account):
    assert sign_in(client, account, next="https://evil.example/")["Location"] == "/"


def test_the_address_may_be_written_in_capitals(client, account):
    account.email = account.email.upper()
    assert sign_in(client, account).status_code == 302


def test_the_session_ends_with_the_browser_unless_asked(client, account):
    sign_in(client, account)
    assert client.session.get_expire_at_browser_close()
    sign_in(Client(REMOTE_ADDR="10.9.9.9"), account, remember="on")


def test_a_device_of_ones_own_is_remembered(client, account):
    sign_in(client, account, remember="on")
    assert not client.session.get_expire_at_browser_close()


def said(answer) -> str:
    """The page's words, without what changes at each request."""
    text = re.sub(r'(csrf\w+"?) value="\w+"', "", answer.text)
    return re.sub(r"[\w.]+@\w+\.example", "ADDRESS", text)


def test_a_wrong_password_and_an_unknown_address_look_the_same(client, account):
    wrong = sign_in(client, account, "not this one")
    unknown = sign_in(client, User(email="nobody@tests.example"), "not this one")
    assert wrong.status_code == unknown.status_code == 200
    assert said(wrong) == said(unknown)
    assert "L’adresse e-mail ou le mot de passe sont incorrects." in wrong.text


def test_a_closed_account_does_not_open(client, account):
    User.objects.filter(pk=account.pk).update(is_active=False)
    sign_in(client, account)
    assert "_auth_user_id" not in client.session


def test_guessing_is_stopped_for_the_right_password_too(client, account):
    for _ in range(6):
        sign_in(client, account, "not this one")
    assert sign_in(client, account).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_forwarded_address_is_believed_only_from_a_known_proxy(client, settings):
    from accounts.adapter import AccountAdapter

    request = client.get("/accounts/login/", headers={"X-Forwarded-For": "1.2.3.4"})
    believed = AccountAdapter().get_client_ip(request.wsgi_request)
    assert believed == client.defaults["REMOTE_ADDR"]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert AccountAdapter().get_client_ip(request.wsgi_request) == "1.2.3.4"


def test_signing_out_ends_the_session_and_its_sockets(
    client, account, told, django_capture_on_commit_callbacks
):
    sign_in(client, account)
    key = session_of(client)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/accounts/logout/")
    assert answer["Location"] == "/accounts/login/"
    assert told == [account.pk]
    assert signing.person_for_session(key) is None
    assert signing.invalid_sessions({(account.pk, key)})


def test_signing_out_twice_tells_nobody(client, db, told):
    assert client.post("/accounts/logout/").status_code == 302
    assert told == []


def test_signing_out_asks_first_by_get(client, account):
    sign_in(client, account)
    assert "Se déconnecter" in client.get("/accounts/logout/").text
    assert "_auth_user_id" in client.session


def test_nobody_registers_himself(client, db):
    page = client.get("/accounts/signup/")
    assert "Relais n’a pas d’inscription libre" in page.text
    new = {"email": "me@tests.example", "password1": "long enough 4 you"}
    client.post("/accounts/signup/", new)
    assert not User.objects.filter(email="me@tests.example").exists()


def test_the_admin_is_entered_by_the_same_door(client, account):
    User.objects.filter(pk=account.pk).update(is_staff=True)
    answer = client.get("/admin/login/?next=/admin/")
    assert answer["Location"].startswith("/accounts/login/")
    sign_in(client, account)
    assert client.get("/admin/").status_code == 200
    changing = client.get("/admin/password_change/")
    assert changing["Location"] == "/accounts/password/change/"


def test_signing_out_of_the_admin_tells_too(
    client, account, told, django_capture_on_commit_callbacks
):
    User.objects.filter(pk=account.pk).update(is_staff=True)
    sign_in(client, account)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/admin/logout/")
    assert told == [account.pk]


@pytest.mark.parametrize("path", ["/accounts/", "/accounts/email/"])
def test_account_pages_are_for_who_is_signed_in(client, db, path):
    assert client.get(path)["Location"].startswith("/accounts/login/?next=")


def test_ones_account_shows_name_and_places(alice, clinic):
    page = factories.browser(alice).get("/accounts/").text
    assert "Dr Alice Petit" in page
    assert clinic.name in page


def test_an_account_without_a_place_is_shown(db):
    nobody = factories.person_of(factories.user("Ed", "Roy"))
    assert "aucun" in factories.browser(nobody).get("/accounts/").text
