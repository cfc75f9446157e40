"""Pages speak the language of the person, and tell his time."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from accounts.signing import person_of_request

# These choose their words themselves, or have none; they are spared the queries.
OTHER_DOORS = ("/api/", "/healthz", "/readyz", "/metrics")


def person_locale(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Follow Django's LocaleMiddleware, which knows cookie and Accept-Language."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OTHER_DOORS):
            return get_response(request)
        if person := person_of_request(request):
            translation.activate(person.language)
            request.LANGUAGE_CODE = person.language
            with timezone.override(ZoneInfo(person.time_zone)):
                return get_response(request)
        return get_response(request)

    return middleware
