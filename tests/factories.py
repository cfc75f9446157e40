"""People, conversations and groups, made in one call each. Plain functions.

People are rows; conversations and groups are made by the real actions, so that a test
never stands on a state that the product could not reach.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from accounts.models import Membership, Organisation, PatientRecord, User
from accounts.people import Person
from accounts.sessions import SessionStore
from accounts.signing import picture
from chat.actions.opening import open_private
from chat.actions.posting import Posted, post_message
from groups.actions.creating import create_group
from groups.models import Group
from groups.schemas import CreateGroup
from lib.text import fold

PASSWORD = "relais-tests"


def organisation(name: str = "", **fields: Any) -> Organisation:
    # Several processes may fill one database.
    slug = f"clinique-{uuid4().hex[:12]}"
    return Organisation.objects.create(name=name or "Clinique", slug=slug, **fields)


def user(first_name: str, last_name: str, *, title: str = "", **fields: Any) -> User:
    """A person without any place yet; `password=` where a test signs in by page."""
    email = fields.pop("email", f"{uuid4().hex[:12]}@tests.example")
    return User.objects.create_user(
        str(email),
        first_name=first_name,
        last_name=last_name,
        display_name=f"{title} {first_name} {last_name}".strip(),
        **fields,
    )


def practitioner(
    *organisations: Organisation,
    first_name: str = "Camille",
    last_name: str = "Noël",
    title: str = "Dr",
    specialty: str = "Dermatologie",
    **fields: Any,
) -> Person:
    made = user(first_name, last_name, title=title, **fields)
    for place in organisations:
        Membership.objects.create(
            user=made,
            organisation=place,
            is_practitioner=True,
            title=title,
            specialty=specialty,
            specialty_words=fold(specialty),
        )
    return person_of(made)


def administrator(
    *organisations: Organisation,
    first_name: str = "Dominique",
    last_name: str = "Faure",
    **fields: Any,
) -> Person:
    made = user(first_name, last_name, **fields)
    for place in organisations:
        Membership.objects.create(user=made, organisation=place, is_administrator=True)
    return person_of(made)


def patient(
    *organisations: Organisation,
    first_name: str = "Maxime",
    last_name: str = "Blanc",
    **fields: Any,
) -> Person:
    made = user(first_name, last_name, **fields)
    for place in organisations:
        PatientRecord.objects.create(
            user=made,
            organisation=place,
            first_name=first_name,
            last_name=last_name,
            birth_date=date(1980, 1, 2),
            main_email=made.email,
        )
    return person_of(made)


def person_of(made: User, session_key: str = "") -> Person:
    """The picture of a user as the database has him now."""
    return picture(made, session_key)


def refreshed(person: Person) -> Person:
    return person_of(User.objects.get(pk=person.id), person.session_key)


def signed_in(person: Person) -> Person:
    """The same person with one more session, as the sign-in page leaves it."""
    return replace(person, session_key=new_session(User.objects.get(pk=person.id)))


def new_session(made: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(made.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = made.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def browser(person: Person | None = None, **defaults: Any) -> Client:
    """A browser of this person (signed in when needed), or of nobody."""
    client = Client(**defaults)
    if person is not None:
        key = person.session_key or signed_in(person).session_key
        client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def app(person: Person) -> Client:
    """A mobile app of this person: a session token, no cookie."""
    key = person.session_key or signed_in(person).session_key
    return Client(headers={"X-Session-Token": key})


def private(one: Person, other: Person) -> UUID:
    return open_private(author=one, with_id=other.uuid).conversation.uuid


def discussion(
    creator: Person,
    *others: Person,
    name: str = "Équipe du mardi",
    is_history_shared: bool = False,
) -> Group:
    asked = CreateGroup(
        kind="discussion",
        name=name,
        members=tuple(other.uuid for other in others),
        is_history_shared=is_history_shared,
    )
    return create_group(creator=creator, asked=asked).group


def say(author: Person, conversation: UUID, text: str = "Bonjour") -> Posted:
    return post_message(
        author=author, conversation_id=conversation, text=text, client_id=uuid4()
    )
