"""What happens in a drill, each act in a process of its own: `acts.py begin`."""

import json
import os
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from uuid import uuid4

from accounts.models import User
from chat.actions.opening import open_private
from chat.actions.posting import post_message
from chat.models import Conversation
from tests import factories


def begin() -> dict[str, str]:
    clinic = factories.organisation("Clinique de l'exercice")
    author = factories.practitioner(clinic, first_name="Alice", last_name="Petit")
    other = factories.practitioner(clinic, first_name="Bob", last_name="Benali")
    open_private(author=author, with_id=other.uuid)
    return write(3)


def write(number: int = 2) -> dict[str, str]:
    author = factories.person_of(User.objects.get(first_name="Alice"))
    conversation = Conversation.objects.get()
    for _ in range(number):
        post_message(
            author=author,
            conversation_id=conversation.uuid,
            text="Exercice",
            client_id=uuid4(),
        )
    return {"conversation": str(conversation.uuid)}


def sign_in() -> dict[str, str]:
    return {"token": factories.new_session(User.objects.get(first_name="Alice"))}


if __name__ == "__main__":
    act = {"begin": begin, "write": write, "sign_in": sign_in}[sys.argv[1]]
    print(json.dumps(act()))
