"""The world of questions: an expert group, what it was asked, who took what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest

from accounts.models import Organisation
from accounts.people import Person
from chat import queries
from chat.actions.preparing import add_quick_reply
from chat.epochs import current_epoch
from chat.quick_schemas import AddQuickReply
from chat.schemas import PhotoIn
from groups.errors import AlreadyClaimed
from groups.models import Group
from photos.actions.uploading import begin_upload
from photos.models import Photo
from push.actions.registering import register_device
from tests import factories
from tests.api.world import filled
from tests.groups import question_acts as acts
from tests.groups.acts import remove
from tests.photos.verbs import stored

# What stands in each question's title and text, and who may read it.
CANARIES = {
    "pending": "canari-attente",
    "taken": "canari-pris",
    "closed": "canari-clos",
    "draft": "canari-brouillon",
    "clinic": "canari-clinique",
    "mine": "canari-intime",
    "unsent": "canari-photo",
}
EXPERTS = frozenset({"member", "loser", "assignee"})
READERS = {
    "pending": EXPERTS | {"asker"},
    "taken": {"asker", "assignee"},
    "closed": {"asker", "assignee"},
    "draft": {"loser"},
    "clinic": EXPERTS | {"former", "outsider", "admin"},
    "mine": {"member"},
    "unsent": {"member"},
}


@dataclass(frozen=True)
class World:
    people: Mapping[str, Person]
    newcomer: Person
    clinic: Organisation
    group: Group
    questions: Mapping[str, UUID]
    draft: UUID
    # Quick replies: the clinic's, and one of member's own.
    replies: Mapping[str, UUID]
    # Of each question its asker's, and an unsent one of member's.
    photos: Mapping[str, UUID]
    # Of member.
    upload: UUID
    device: UUID

    def fill(self, template: Any, *, user: str = "", where: str = "") -> Any:
        """`where` says which question is meant."""
        question = self.questions.get(where, self.group.uuid)
        return filled(
            template,
            self.ids
            | {
                "conversation": question,
                "question": question,
                "reply": self.replies.get(where, self.replies["clinic"]),
                "photo": self.photos.get(where, self.photos["unsent"]),
                "device": self.device,
                "user": self.people.get(user, self.newcomer).uuid,
                "client_id": uuid4(),
            },
        )

    @property
    def ids(self) -> dict[str, UUID]:
        """What stands in the paths of the API, as its parameters are called."""
        return {
            "conversation": self.questions["taken"],
            "question": self.questions["pending"],
            "group": self.group.uuid,
            "user": self.people["member"].uuid,
            "draft": self.draft,
            "reply": self.replies["clinic"],
            "photo": self.photos["unsent"],
            "upload": self.upload,
            "device": self.device,
            "organisation": self.clinic.uuid,
            "newcomer": self.newcomer.uuid,
        }

    def forbidden(self, role: str) -> list[str]:
        return [CANARIES[name] for name, may in READERS.items() if role not in may]


def made() -> World:
    clinic, hospital = factories.organisation(), factories.organisation()
    member, loser, assignee, former, outsider, newcomer = (
        factories.practitioner(clinic) for _ in range(6)
    )
    admin, asker = factories.administrator(clinic), factories.patient(clinic)
    group = acts.experts(admin, member, loser, assignee, former)
    names = ("pending", "taken", "closed")
    photos = {name: stored(asker, CANARIES[name]) for name in names}
    questions = {name: _asked(asker, group, name, photos[name]) for name in names}
    for name in ("taken", "closed"):
        acts.claim(assignee, questions[name], f"Bonjour {CANARIES[name]}")
    with pytest.raises(AlreadyClaimed):
        acts.answer(loser, questions["taken"], f"Bonjour {CANARIES['draft']}")
    acts.close(assignee, questions["closed"])
    remove(admin, group, former)
    current_epoch()
    people = {
        "asker": asker,
        "patient2": factories.patient(clinic),
        "member": member,
        "loser": loser,
        "assignee": assignee,
        "former": former,
        "outsider": outsider,
        "elsewhere": factories.practitioner(hospital),
        "admin": admin,
    }
    signed = {role: factories.signed_in(one) for role, one in people.items()}
    [draft] = queries.drafts(loser).items
    replies = {
        "clinic": _prepared(admin, "clinic", organisation=clinic.uuid),
        "mine": _prepared(member, "mine"),
    }
    photos["unsent"] = stored(member, CANARIES["unsent"])
    device = register_device(
        person=signed["member"], platform="ios", token="canari-token", keys={}
    )
    begun = begin_upload(owner=member, client_id=uuid4(), size=10)
    return World(
        signed,
        newcomer,
        clinic,
        group,
        questions,
        draft.id,
        replies,
        {name: photo.uuid for name, photo in photos.items()},
        begun.progress.upload.uuid,
        device.uuid,
    )


def _asked(asker: Person, group: Group, name: str, photo: Photo) -> UUID:
    text, title = f"Bonjour {CANARIES[name]}", f"Rougeur {CANARIES[name]}"
    enclosed = (PhotoIn(id=photo.uuid),)
    return acts.ask(asker, group, text, title=title, photos=enclosed).question


def _prepared(person: Person, name: str, **where: UUID) -> UUID:
    text = f"Bonjour {CANARIES[name]}"
    asked = AddQuickReply(shortcut="bonjour", title=text, text_fr=text, **where)
    return add_quick_reply(person=person, asked=asked).reply.uuid
