"""Run beside servers under test, on their database: `python -m tests.chaos.seeding`.

`crowd 20` fills it and prints what the test must know as JSON, `experts 20` likewise;
`dump <conversation>` prints its log.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import django


def crowd(n_people: int) -> dict[str, Any]:
    """A clinic of practitioners in one group, an operator, and everybody's sessions."""
    from tests import factories

    clinic = factories.organisation()
    people = [
        factories.signed_in(
            factories.practitioner(
                clinic,
                first_name="Camille",
                last_name=f"N{number}",
                # Hashing takes a while: one of them can sign in by password.
                password=None if number else factories.PASSWORD,
            )
        )
        for number in range(n_people)
    ]
    group = factories.discussion(*people)
    assert group.conversation
    operator = factories.user("Op", "Érateur", is_staff=True, is_superuser=True)
    return {
        "people": [
            {
                "key": one.id,
                "id": str(one.uuid),
                "token": one.session_key,
                "other_token": factories.signed_in(one).session_key,
                "membership": membership_of(one.id),
            }
            for one in people
        ],
        "group": str(group.uuid),
        "conversation": str(group.conversation.uuid),
        "operator": factories.new_session(operator),
    }


def experts(n_people: int) -> dict[str, Any]:
    """A clinic with one expert group, a patient who asks it, and their sessions."""
    from tests import factories
    from tests.groups import question_acts

    clinic = factories.organisation()
    people = [factories.practitioner(clinic) for _ in range(n_people)]
    group = question_acts.experts(factories.administrator(clinic), *people)
    return {
        "group": str(group.uuid),
        "asker": factories.signed_in(factories.patient(clinic)).session_key,
        "experts": [factories.signed_in(one).session_key for one in people],
    }


def membership_of(user_key: int) -> int:
    from accounts.models import Membership

    return Membership.objects.get(user=user_key).pk


def dump(conversation: str) -> list[list[Any]]:
    """(seq, kind, author key, client_id) of every entry, in order of seq."""
    from chat.models import Entry

    rows = Entry.objects.filter(conversation__uuid=conversation).order_by("seq")
    return [
        [seq, kind, author, str(client_id) if client_id else None]
        for seq, kind, author, client_id in rows.values_list(
            "seq", "kind", "author_id", "client_id"
        )
    ]


if __name__ == "__main__":
    django.setup()
    task, argument = sys.argv[1:]
    tasks: dict[str, Callable[[str], Any]] = {
        "crowd": lambda number: crowd(int(number)),
        "experts": lambda number: experts(int(number)),
        "dump": dump,
    }
    sys.stdout.write(json.dumps(tasks[task](argument)))
