"""What somebody does in the browser or in an app, in one call each."""

import re

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.test import Client

from accounts import signing
from accounts.models import AuditEvent, User
from tests import factories


def sign_in(client: Client, user: User, password: str = factories.PASSWORD, **more):
    return client.post(
        "/accounts/login/", {"login": user.email, "password": password, **more}
    )


def session_of(client: Client) -> str:
    return str(client.session.session_key)


def who(session_key: str) -> int | None:
    """The key of the person whose session this is, if it may stay."""
    person = signing.person_for_session(session_key)
    return person.id if person else None


def link_in(sent: EmailMessage) -> str:
    found = re.search(r"http://testserver(/\S+)", str(sent.body))
    assert found
    return found[1]


def html_of(sent: EmailMessage) -> str:
    assert isinstance(sent, EmailMultiAlternatives)
    (framed,) = sent.alternatives
    return str(framed[0])


def app_sign_in(client: Client, user: User, password: str = factories.PASSWORD):
    return client.post(
        "/_allauth/app/v1/auth/login",
        {"email": user.email, "password": password},
        content_type="application/json",
    )


def app(token: str) -> Client:
    return Client(headers={"X-Session-Token": token})


def audited(user_or_object) -> list[str]:
    """The audit trail of this object, oldest first."""
    key = str(getattr(user_or_object, "uuid", user_or_object.pk))
    rows = AuditEvent.objects.filter(object_id=key).order_by("pk")
    return list(rows.values_list("verb", flat=True))
