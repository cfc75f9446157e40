"""An app signs in without cookies, and its token opens every door."""

import pytest

from accounts import signing
from accounts.models import User
from tests import factories
from tests.accounts.verbs import app, app_sign_in, sign_in, who

SESSION = "/_allauth/app/v1/auth/session"


@pytest.fixture
def token(client, account) -> str:
    return app_sign_in(client, account).json()["meta"]["session_token"]


def test_the_token_is_a_session(token, claire):
    assert who(token) == claire.id
    assert app(token).get("/api/v1/me").json()["id"] == str(claire.uuid)


def test_signing_in_sets_no_cookie_and_shows_no_inside_key(client, account, claire):
    answer = app_sign_in(client, account)
    assert not answer.cookies
    assert answer.json()["data"]["user"] == {
        "id": str(claire.uuid),
        "display": "Dr Claire Petit",
        "email": account.email,
        "has_usable_password": True,
    }


def test_a_wrong_password_gets_no_token(client, account):
    answer = app_sign_in(client, account, "not this one")
    assert answer.status_code == 400
    assert "session_token" not in answer.text


def test_a_closed_account_gets_no_token(client, account):
    User.objects.filter(pk=account.pk).update(is_active=False)
    answer = app_sign_in(client, account)
    token = answer.json().get("meta", {}).get("session_token", "x")
    assert signing.person_for_session(token) is None


def test_signing_out_ends_the_token_and_its_sockets(
    token, account, told, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        app(token).delete(SESSION)
    assert told == [account.pk]
    assert signing.person_for_session(token) is None
    assert app(token).get("/api/v1/me").status_code == 401


def test_a_new_password_ends_the_browser_and_gives_a_new_token(token, account, client):
    sign_in(client, account)
    answer = app(token).post(
        "/_allauth/app/v1/account/password/change",
        {
            "current_password": factories.PASSWORD,
            "new_password": "quatre mots bien longs",
        },
        content_type="application/json",
    )
    fresh = answer.json()["meta"]["session_token"]
    assert who(fresh) == account.pk
    assert signing.person_for_session(token) is None
    assert client.get("/accounts/").status_code == 302


def test_an_app_cannot_register_anybody(client, db):
    new = {"email": "me@tests.example", "password": "long enough 4 you"}
    answer = client.post(
        "/_allauth/app/v1/auth/signup", new, content_type="application/json"
    )
    assert answer.status_code == 403
    assert not User.objects.filter(email=new["email"]).exists()


def test_the_browsers_variant_does_not_exist(client, db):
    assert client.get("/_allauth/browser/v1/auth/session").status_code == 404
