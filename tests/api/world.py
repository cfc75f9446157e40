"""The world of the matrix: a clinic, its people, one group and its conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps

from accounts.people import Person
from chat.epochs import current_epoch
from groups.models import Group
from tests import factories
from tests.groups.acts import add, create, end, remove, write

# Written by a member: nobody else may ever be shown it.
CANARY = "canari-7f3a"
READERS = frozenset({"manager", "member"})


@dataclass(frozen=True)
class World:
    people: Mapping[str, Person]
    colleague: Person
    group: Group

    @property
    def ids(self) -> dict[str, UUID]:
        """What stands in the paths of the API, as its parameters are called."""
        return {
            "conversation": self.group.discussion.uuid,
            "group": self.group.uuid,
            "user": self.people["member"].uuid,
            "question": self.group.discussion.uuid,
            "device": uuid4(),
            "draft": uuid4(),
            "photo": uuid4(),
            "upload": uuid4(),
            "reply": uuid4(),
        }

    def fill(self, template: Any, *, user: str = "", where: str = "") -> Any:
        names = self.ids | {
            "colleague": self.colleague.uuid,
            "client_id": uuid4(),
            "user": self.people.get(user, self.colleague).uuid,
        }
        return filled(template, names)

    def forbidden(self, role: str) -> list[str]:
        return [] if role in READERS else [CANARY]


def filled(template: Any, names: Mapping[str, UUID]) -> Any:
    """Put a world's names where the template has braces."""
    if isinstance(template, dict):
        return {filled(key, names): filled(one, names) for key, one in template.items()}
    if isinstance(template, list):
        return [filled(one, names) for one in template]
    if not isinstance(template, str):
        return template
    for name, value in names.items():
        template = template.replace(f"{{{name}}}", str(value))
    return template


def made() -> World:
    clinic, hospital = factories.organisation(), factories.organisation()
    manager, member, outsider, removed, departed, colleague = (
        factories.practitioner(clinic) for _ in range(6)
    )
    group = create(manager, member, name=f"Équipe {CANARY}")
    write(member, group, f"Bonjour {CANARY}")
    for leaver in (removed, departed):
        add(manager, group, leaver)
    remove(manager, group, removed)
    end(departed, clinic)
    current_epoch()
    people = {
        "patient": factories.patient(clinic),
        "patient2": factories.patient(clinic),
        "manager": manager,
        "member": member,
        "outsider": outsider,
        "elsewhere": factories.practitioner(hospital),
        "removed": removed,
        "departed": departed,
        "admin": factories.administrator(clinic),
    }
    signed = {role: factories.signed_in(one) for role, one in people.items()}
    return World(signed, colleague, group)


def stored() -> dict[str, list[Any]]:
    """All that the domain keeps, to see that a refusal changed nothing."""
    models = [
        *apps.get_app_config("chat").get_models(),
        *apps.get_app_config("groups").get_models(),
        *apps.get_app_config("photos").get_models(),
        *apps.get_app_config("push").get_models(),
        apps.get_model("accounts", "AuditEvent"),
        apps.get_model("accounts", "Membership"),
    ]
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in models
    }
