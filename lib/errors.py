"""The one family of refusals, mapped to HTTP and to sockets at the edges.

A refusal is a code and, for people, a sentence in their language; `detail` holds ids
and numbers only, never a text that somebody wrote.
"""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A refusal that the person can understand. Subclasses are named like sentences."""

    code: ClassVar[str] = "error"
    http_status: ClassVar[int] = 400
    # True where the same request may succeed later without any change.
    retry: ClassVar[bool] = False
    message: ClassVar[Any] = _("Une erreur est survenue. Réessayez.")

    def __init__(self, **detail: str | int | bool | list[str]) -> None:
        super().__init__(self.code)
        self.detail = detail


class NotFound(DomainError):
    """It is not there, or this person may not know that it is: the same answer."""

    code, http_status = "not_found", 404
    message = _("Introuvable.")


class InvalidRequest(DomainError):
    code, http_status = "invalid_request", 422
    message = _("La demande n’est pas valide.")


class ClientIdReused(DomainError):
    """The same `client_id` named another intention before."""

    code, http_status = "client_id_reused", 409
    message = _("Cet identifiant a déjà servi pour un autre envoi.")


class MessagingDisabled(DomainError):
    """S2-01."""

    code, http_status = "messaging_disabled", 403
    message = _("Votre organisation n’a pas activé la messagerie.")


class RateLimited(DomainError):
    code, http_status, retry = "rate_limited", 429, True
    message = _("Trop de demandes. Réessayez dans un instant.")


class Unavailable(DomainError):
    """The database did not answer in time; nothing was written."""

    code, http_status, retry = "unavailable", 503, True
    message = _("Service momentanément indisponible.")
