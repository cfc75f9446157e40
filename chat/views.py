"""The shell of the live page: who reads, and where the page finds its doors."""

from uuid import UUID

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie

from accounts.signing import person_of_request

# No script of this page makes markup out of a text, not even by accident.
# One policy: the address of the service worker (static/js/installing.js).
# Photos that are not sent yet are seen from this page's own memory.
PAGE = {
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["worker"],
    "img-src": ["blob:"],
}


@never_cache
@login_required
@ensure_csrf_cookie
@csp_update(PAGE)
def live(request: HttpRequest, conversation: UUID | None = None) -> HttpResponse:
    """The same page for every conversation: the page asks whether one exists."""
    shown = {
        "person": person_of_request(request),
        "reopen_days": settings.REOPEN_DAYS,
    }
    return render(request, "live/page.html", shown)
