"""Beside a server under test: `tests.push.crowd seed N | write | states`, as JSON."""

from __future__ import annotations

import json
import sys
from collections import Counter

import django

django.setup()

from accounts.models import Organisation, User
from chat.models import Conversation
from push.models import Delivery, Device
from tests import factories


def seed(number: str) -> dict[str, list[str]]:
    """One who writes, and so many who are away, each with a phone."""
    clinic = factories.organisation("Clinique")
    author = factories.practitioner(clinic, first_name="Auteur")
    tokens = []
    for place in range(int(number)):
        other = factories.practitioner(clinic, first_name=f"Absent {place}")
        factories.private(author, other)
        tokens.append(f"token-{place}")
        Device.objects.create(
            user_id=other.id, platform="ios", token=tokens[-1], session_key=""
        )
    return {"tokens": tokens}


def write() -> dict[str, int]:
    """To each of them, once."""
    author = factories.person_of(User.objects.get(first_name="Auteur"))
    talks = list(Conversation.objects.all())
    for talk in talks:
        factories.say(author, talk.uuid)
    return {"n": len(talks), "organisations": Organisation.objects.count()}


def states() -> dict[str, int]:
    return dict(Counter(Delivery.objects.values_list("state", flat=True)))


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    told = {"seed": seed, "write": write, "states": states}[what](*arguments)  # type: ignore[operator]
    print(json.dumps(told))
