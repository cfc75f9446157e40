"""The front door, and what every page knows of the site."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.queries import preferences_of


def home(request: HttpRequest) -> HttpResponse:
    return redirect("discussions")


def site(request: HttpRequest) -> dict[str, object]:
    return {"is_demo": settings.DEMO, "preferences": preferences_of(request.user)}
