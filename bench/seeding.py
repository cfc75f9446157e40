"""Run beside a Relais, on its database: `python -m bench.seeding world`.

Prints what the scenarios must know, as JSON. People are written in bulk; conversations
and groups are made by the real actions.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import django

from bench import shapes

if TYPE_CHECKING:
    from accounts.models import Organisation, User
    from accounts.people import Person

SLUG = "bench"


def world() -> dict[str, Any]:
    """A clinic of practitioners with sessions, and their conversations."""
    users = _people()
    people = [_person(user) for user in users[: 2 * shapes.PAIRS]]
    return {
        "sessions": sessions_of(users),
        "circle": _discussion(people[: shapes.CIRCLE]),
        "pairs": [_private(people[one], people[two]) for one, two in shapes.pairs()],
        "wards": [
            _discussion([people[place] for place in ward]) for ward in shapes.wards()
        ],
    }


def questions(count: str) -> dict[str, Any]:
    """A further expert group with its pending questions, asked by who is no member."""
    from accounts.models import Organisation
    from groups.actions.asking import ask_question
    from groups.actions.creating import create_group
    from groups.question_schemas import AskQuestion
    from groups.schemas import CreateExpertGroup

    organisation = Organisation.objects.get(slug=SLUG)
    staff = _staff(organisation)
    administrator, asker = _person(staff[-1]), _person(staff[shapes.EXPERTS])
    asked = CreateExpertGroup(
        kind="expert",
        organisation=organisation.uuid,
        name="Dermatologie",
        asked_by=frozenset({"practitioners"}),
        members=tuple(one.uuid for one in staff[: shapes.EXPERTS]),
    )
    group = create_group(creator=administrator, asked=asked).group
    found = [
        ask_question(
            requester=asker,
            asked=AskQuestion(
                client_id=uuid4(), group=group.uuid, title="Rougeur", text="Bonjour."
            ),
        )
        for _ in range(int(count))
    ]
    return {
        "group": str(group.uuid),
        "questions": [str(one.question) for one in found],
    }


def winners(group: str) -> dict[str, str]:
    """Return who has taken which question, as the database knows it."""
    from groups.models import Question

    rows = Question.objects.filter(group__uuid=UUID(group), assignee__isnull=False)
    pairs = rows.values_list("conversation__uuid", "assignee__uuid")
    return {str(question): str(expert) for question, expert in pairs}


def sessions_of(users: Iterable[User]) -> list[str]:
    """Sign people in, as the sign-in page leaves them."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils.crypto import get_random_string

    from accounts.models import Session
    from accounts.sessions import SessionStore

    made = Session.objects.bulk_create(
        SessionStore(get_random_string(32)).create_model_instance(
            {
                SESSION_KEY: str(user.pk),
                BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                HASH_SESSION_KEY: user.get_session_auth_hash(),
            }
        )
        for user in users
    )
    return [session.session_key for session in made]


def _people() -> list[User]:
    """The last one administers the clinic."""
    from accounts.models import Membership, Organisation, User

    organisation = Organisation.objects.create(name="Banc d’essai", slug=SLUG)
    users = User.objects.bulk_create(
        User(
            email=f"p{number}@bench.example",
            password=f"!{number}",
            first_name="Camille",
            last_name=f"N{number}",
            display_name=f"Dr Camille N{number}",
            name_words=f"n{number} camille",
        )
        for number in range(shapes.PEOPLE)
    )
    Membership.objects.bulk_create(
        Membership(
            user=user,
            organisation=organisation,
            is_practitioner=True,
            is_administrator=user is users[-1],
            title="Dr",
        )
        for user in users
    )
    return _staff(organisation)


def _staff(organisation: Organisation) -> list[User]:
    from accounts.models import User

    found = User.objects.filter(memberships__organisation=organisation)
    return list(found.order_by("pk"))


def _person(user: User) -> Person:
    from accounts.signing import picture

    return picture(user)


def _discussion(people: list[Person]) -> str:
    from groups.actions.creating import create_group
    from groups.schemas import CreateGroup

    creator, *others = people
    members = tuple(one.uuid for one in others)
    asked = CreateGroup(kind="discussion", name="Équipe", members=members)
    return str(create_group(creator=creator, asked=asked).group.discussion.uuid)


def _private(one: Person, other: Person) -> str:
    from chat.actions.opening import open_private

    return str(open_private(author=one, with_id=other.uuid).conversation.uuid)


if __name__ == "__main__":
    django.setup()
    task, *arguments = sys.argv[1:]
    tasks: dict[str, Any] = {"world": world, "questions": questions, "winners": winners}
    sys.stdout.write(json.dumps(tasks[task](*arguments)))
