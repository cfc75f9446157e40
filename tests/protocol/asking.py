"""What tests over sockets say of questions, in a word each."""

from __future__ import annotations

import json
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from accounts.people import Person
from groups.models import Group
from tests.groups import question_acts as acts
from tests.inside import in_db
from tests.wire import Wire

# « Disparaît pour les autres » within a second; a busy machine may take longer.
AT_ONCE_SECONDS = 1.0
TITLE, TEXT, REPLY = "canari-titre-8d2", "canari-texte-4f6", "canari-reponse-1c9"


async def asked(person: Person, group: Group, text: str = TEXT) -> UUID:
    made = await in_db(partial(acts.ask, person, group, text, title=TITLE))
    return made.question


def heard(wire: Wire) -> str:
    """All that came down this line."""
    return json.dumps([h.frame for h in wire.journal if h.way == "down"])


async def claim(wire: Wire, question: UUID, **more: Any) -> Any:
    more.setdefault("client_id", uuid4())
    return await wire.say("question.claim", question=question, **more)
