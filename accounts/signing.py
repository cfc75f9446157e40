"""From a session or an app token to a Person: one way for pages, HTTP and sockets."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final, Literal

from django.conf import settings
from django.db.models import (
    CharField,
    DateTimeField,
    Exists,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.models import Membership, PatientRecord, Session, User
from accounts.people import Person
from lib.prepared import Prepared, Slot

# (organisation, practitioner?, administrator?, patient?, messaging?)
Tie = tuple[int, bool, bool, bool, bool]
WhyNot = Literal["signed_out", "messaging_disabled"]


def person_for_session(session_key: str) -> Person | None:
    """Return who signed in with this session, if he still may. One query."""
    if not (session_key.isascii() and session_key.isalnum()):
        return None
    rows = list(_signed_in.rows(key=session_key, now=timezone.now()))
    if not rows:
        return None
    auth_hash, *values = rows[0][: 1 + len(_SHOWN)]
    user = User(**dict(zip(_SHOWN, values, strict=True)))
    if not is_genuine(user, auth_hash):
        return None
    ties = (tie for row in rows for tie in _ties(*row[1 + len(_SHOWN) :]))
    return _pictured(user, session_key, set(ties))


def person_of_request(request: HttpRequest) -> Person | None:
    """Return who asks, by app token or else by session cookie.

    A request with a token ignores cookies. The answer is kept on the request.
    """
    if not hasattr(request, "_person"):
        key = token_of_request(request) or request.COOKIES.get(
            settings.SESSION_COOKIE_NAME
        )
        request._person = person_for_session(key) if key else None  # type: ignore[attr-defined]
    return request._person  # type: ignore[attr-defined, no-any-return]


def token_of_request(request: HttpRequest) -> str | None:
    """Return the app's session token, from either header that may carry it."""
    if token := request.headers.get("X-Session-Token"):
        return token
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def invalid_sessions(
    pairs: Collection[tuple[int, str]],
) -> dict[tuple[int, str], WhyNot]:
    """Of these (person, session) pairs, those that may not stay, and why. One query."""
    reasons: dict[tuple[int, str], WhyNot] = dict.fromkeys(pairs, "signed_out")
    rows = (
        living()
        .filter(session_key__in={session_key for _, session_key in pairs})
        .annotate(
            may_write=Exists(with_messaging(Membership.objects.filter(ended_at=None)))
        )
        .annotate(may_ask=Exists(with_messaging(PatientRecord.objects.all())))
        .values_list(
            "user_id",
            "session_key",
            "auth_hash",
            "user__password",
            "may_write",
            "may_ask",
        )
    )
    for user_id, session_key, auth_hash, password, may_write, may_ask in rows:
        if not is_genuine(User(password=password), auth_hash):
            continue
        if may_write or may_ask:
            reasons.pop((user_id, session_key), None)
        elif (user_id, session_key) in reasons:
            reasons[user_id, session_key] = "messaging_disabled"
    return reasons


def messaging_is_off(person: Person) -> bool:
    """S2-01: none of his organisations has activated messaging."""
    return set(person.organisations) <= set(person.silent_in)


def living(now: datetime | Slot | None = None) -> QuerySet[Session]:
    """Sessions that have not expired, of people who are active."""
    return Session.objects.filter(
        expire_date__gt=now or timezone.now(), user__is_active=True
    )


def is_genuine(user: User, auth_hash: str) -> bool:
    """Tell whether the session was opened with the password that the user has now."""
    hashes = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    return any(constant_time_compare(auth_hash, one) for one in hashes)


def with_messaging(ties: QuerySet[Any]) -> QuerySet[Any]:
    """Ties of the session's user to organisations that have activated messaging."""
    return ties.filter(user=OuterRef("user"), organisation__is_messaging_on=True)


def picture(user: User, session_key: str = "") -> Person:
    """Return what doors need to know of a user now. One query."""
    return _pictured(user, session_key, ties_of(user))


def _pictured(user: User, session_key: str, ties: Collection[Tie]) -> Person:
    return Person(
        id=user.pk,
        uuid=user.uuid,
        name=user.display_name or user.email,
        language=user.language,
        time_zone=user.time_zone,
        session_key=session_key,
        practitioner_in=tuple(sorted({tie[0] for tie in ties if tie[1]})),
        administrator_in=tuple(sorted({tie[0] for tie in ties if tie[2]})),
        patient_in=tuple(sorted({tie[0] for tie in ties if tie[3]})),
        silent_in=tuple(sorted({tie[0] for tie in ties if not tie[4]})),
    )


def ties_of(user: User) -> list[Tie]:
    memberships = Membership.objects.filter(user=user, ended_at=None).values_list(
        "organisation_id",
        "is_practitioner",
        "is_administrator",
        Value(False),
        "organisation__is_messaging_on",
    )
    records = PatientRecord.objects.filter(user=user).values_list(
        "organisation_id",
        Value(False),
        Value(False),
        Value(True),
        "organisation__is_messaging_on",
    )
    return list(memberships.union(records, all=True))


# What a person's picture and the check of his password take.
_SHOWN: Final = (
    "id",
    "uuid",
    "email",
    "display_name",
    "language",
    "time_zone",
    "password",
)


@Prepared
def _signed_in() -> QuerySet[Session, Any]:
    """A session's owner, once for each pair of a membership and a record of his."""
    return (
        living(Slot("now", DateTimeField()))
        .filter(session_key=Slot("key", CharField()))
        .annotate(
            membership=FilteredRelation(
                "user__memberships", condition=Q(user__memberships__ended_at=None)
            )
        )
        .values_list(
            "auth_hash",
            *(f"user__{name}" for name in _SHOWN),
            "membership__organisation_id",
            "membership__is_practitioner",
            "membership__is_administrator",
            "membership__organisation__is_messaging_on",
            "user__patient_records__organisation_id",
            "user__patient_records__organisation__is_messaging_on",
        )
    )


def _ties(
    works_in: int | None,
    is_practitioner: bool,  # noqa: FBT001  columns of a row
    is_administrator: bool,  # noqa: FBT001
    is_on: bool,  # noqa: FBT001
    patient_in: int | None,
    is_on_there: bool,  # noqa: FBT001
) -> Iterable[Tie]:
    if works_in is not None:
        yield works_in, is_practitioner, is_administrator, False, is_on
    if patient_in is not None:
        yield patient_in, False, False, True, is_on_there
