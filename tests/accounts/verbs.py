"""What somebody does in the browser or in an app, in one call each."""

from django.test import Client

from accounts.models import AuditEvent, User
from tests import factories


def sign_in(client: Client, user: User, password: str = factories.PASSWORD, **more):
    return client.post(
        "/accounts/login/", {"login": user.email, "password": password, **more}
    )


def session_of(client: Client) -> str:
    return client.session.session_key


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
