"""How the sign-in library does things our way. No signals: it calls us here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.headless.adapter import DefaultHeadlessAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation

from accounts.actions.ending import end_sessions
from accounts.audit import record
from accounts.models import User
from accounts.tidings import tell_access_changed


# The library has no types, hence the ignores.
class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by a clinic, never by oneself."""
        return False

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        """A new password ends every other session of the person, sockets included."""
        user.set_password(password)
        user.save(update_fields=["password"])
        record(user, "accounts.person.password_changed", user)
        end_sessions([user.pk], keep=self._own_session(user))

    def _own_session(self, user: User) -> str | None:
        is_own = self.request.user.pk == user.pk
        return self.request.session.session_key if is_own else None

    @transaction.atomic
    def logout(self, request: HttpRequest) -> None:
        leaving, session_key = request.user.pk, request.session.session_key
        super().logout(request)
        UserSession.objects.filter(session_key=session_key).delete()
        if leaving:
            tell_access_changed([leaving])

    @transaction.atomic
    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        confirmed: bool = super().confirm_email(request, email_address)
        if confirmed:
            owner = email_address.user
            record(owner, "accounts.person.email_confirmed", owner)
        return confirmed

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Write to people in their language; to a stranger in that of the request."""
        reader = User.objects.filter(email__iexact=email).first() or context.get("user")
        language = reader.language if reader else translation.get_language()
        with translation.override(language):
            name = reader.display_name if reader else ""
            super().send_mail(template_prefix, email, context | {"reader_name": name})

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMultiAlternatives:
        """The text is the template; its HTML is the same words in a frame."""
        mail: EmailMultiAlternatives = super().render_mail(
            template_prefix, email, context, headers
        )
        words = {"subject": mail.subject, "text": mail.body}
        framed = render_to_string("account/email/frame.html", words)
        mail.attach_alternative(framed, "text/html")
        return mail


class SessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]
    @transaction.atomic
    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        ended = list(sessions)
        super().end_sessions(ended)
        tell_access_changed({session.user_id for session in ended})


@dataclass(frozen=True)
class SignedInUser:
    """Who signed in, as apps read it. The id is the public one."""

    id: str
    display: str
    email: str
    has_usable_password: bool


class HeadlessAdapter(DefaultHeadlessAdapter):  # type: ignore[misc]
    def get_user_dataclass(self) -> type[SignedInUser]:
        return SignedInUser

    def user_as_dataclass(self, user: User) -> SignedInUser:
        return SignedInUser(
            id=str(user.uuid),
            display=user.display_name,
            email=user.email,
            has_usable_password=user.has_usable_password(),
        )
