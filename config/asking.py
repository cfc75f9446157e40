"""Who asks over HTTP: by app token or by session cookie, never by both."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.utils import check_csrf

from accounts import signing
from accounts.people import Person
from lib.errors import DomainError, MessagingDisabled

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

# How the three ways to say who asks stand in the OpenAPI document; one is enough.
SECURITY_SCHEMES = {
    "sessionToken": {"type": "apiKey", "in": "header", "name": "X-Session-Token"},
    "bearer": {"type": "http", "scheme": "bearer"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
}


class OriginNotAllowed(DomainError):
    code, http_status = "origin_not_allowed", 403
    message = _("Cette page n’a pas le droit d’agir en votre nom.")


class CsrfFailed(DomainError):
    code, http_status = "csrf_failed", 403
    message = _("Le jeton de protection de la page a expiré. Rechargez la page.")


def person_asking(request: HttpRequest) -> Person | None:
    """Return who asks; None for nobody. Raises what must be refused to him as a whole.

    Cookies travel with the requests of any page: by cookie, an unsafe request needs an
    Origin of the list and the CSRF token.
    """
    person = signing.person_of_request(request)
    if person is None:
        return None
    if request.method not in SAFE_METHODS and not signing.token_of_request(request):
        _refuse_other_sites(request)
    if signing.messaging_is_off(person):
        raise MessagingDisabled
    return person


def _refuse_other_sites(request: HttpRequest) -> None:
    if request.headers.get("Origin") not in settings.ORIGINS:
        raise OriginNotAllowed
    if check_csrf(request) is not None:
        raise CsrfFailed
