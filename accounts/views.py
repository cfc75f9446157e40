"""Account pages that the sign-in library does not have."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from accounts import queries
from accounts.actions.choosing import choose_language
from accounts.signing import person_of_request


@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """« Mon compte »."""
    person = person_of_request(request)
    places = queries.places(person) if person else []
    return render(request, "account/home.html", {"organisations": places})


@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """Switch the language: of this browser, and of the person who is signed in."""
    wanted = request.POST.get("language", "")
    person = person_of_request(request)
    if person and translation.check_for_language(wanted):
        choose_language(person=person, language=wanted)
        with translation.override(wanted):
            messages.success(request, _("Votre langue est enregistrée."))
    return set_language(request)
