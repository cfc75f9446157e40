"""The way in from an e-mail; and what would have been sent, for developers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.signing import person_of_request
from push import outbox
from push.addresses import masked
from push.links import link_for

UNSEEN = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
PRIVATE = {**UNSEEN, "Referrer-Policy": "no-referrer"}


# A page without a referrer has no origin, so that no token of a form could be checked;
# nor is one needed, for nothing is written here.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def way_in(request: HttpRequest, token: str) -> HttpResponse:
    """Tell nobody whom the link is for; programs that open links change nothing."""
    if request.method == "POST":
        response: HttpResponse = redirect(_destination(request, token))
    else:
        response = render(
            request, "push/way_in.html", {"is_good": link_for(token) is not None}
        )
    return _with(PRIVATE, response)


def _destination(request: HttpRequest, token: str) -> str:
    link = link_for(token)
    if link is None:
        return _sign_in(reverse("discussions"))
    there = reverse("discussion", args=[link.subject])
    person = person_of_request(request)
    return there if person and person.id == link.user_id else _sign_in(there)


def _with(headers: dict[str, str], response: HttpResponse) -> HttpResponse:
    for name, value in headers.items():
        response[name] = value
    return response


def _sign_in(there: str) -> str:
    return f"{reverse('account_login')}?{urlencode({'next': there})}"


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Show the notices that are kept in files. No such page in production."""
    if not outbox.is_on():
        raise Http404
    notices = [(one, masked(one.address)) for one in outbox.kept()]
    return _with(UNSEEN, render(request, "push/outbox.html", {"notices": notices}))
