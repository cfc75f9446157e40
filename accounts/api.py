"""The HTTP door to people."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from accounts import keys, queries
from accounts.actions.preferring import prefer
from accounts.people import Person
from accounts.schemas import Me, OutboxKey, PeopleOut, Preferences, PreferencesIn

NAME = "Beginnings of words of the name; case and accents do not matter."
SPECIALTY = "Beginnings of words of the specialty."

router = Router(tags=["People"])


class AuthenticatedRequest(HttpRequest):
    """What a handler gets: the API's authentication put the person there."""

    auth: Person


@router.get("/me", response=Me, summary="Who I am")
def me(request: AuthenticatedRequest) -> Me:
    return queries.me(request.auth)


@router.get("/me/preferences", response=Preferences, summary="How I want my screens")
def preferences(request: AuthenticatedRequest) -> Preferences:
    return queries.preferences(request.auth)


@router.patch(
    "/me/preferences", response=Preferences, summary="Change how I want my screens"
)
def change_preferences(
    request: AuthenticatedRequest, data: PreferencesIn
) -> Preferences:
    """What is left out stays as it is."""
    return prefer(person=request.auth, asked=data)


@router.get("/me/outbox-key", response=OutboxKey, summary="My session's key")
def outbox_key(request: AuthenticatedRequest) -> OutboxKey:
    """AES-256, for what this device keeps until it is sent. Keep it in memory only."""
    return OutboxKey(key=keys.outbox_key(request.auth))


@router.get("/people", response=PeopleOut, summary="Find practitioners")
def people(
    request: AuthenticatedRequest,
    q: Annotated[str, Query(max_length=100, description=NAME)] = "",
    specialty: Annotated[str, Query(max_length=80, description=SPECIALTY)] = "",
) -> PeopleOut:
    """Practitioners of my organisations, at most 50, by name. Patients get 404."""
    return PeopleOut(items=queries.find_people(request.auth, q, specialty))
