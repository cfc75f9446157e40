"""What comes in and goes out about groups."""

import unicodedata
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from chat.schemas import Shape

# Everybody hears everybody; beyond this it is an announcement, not a discussion.
MEMBERS_AT_MOST = 250
NAME_CHARACTERS = 120


def _without_controls(name: str) -> str:
    if any(unicodedata.category(char) in {"Cc", "Cs"} for char in name):
        raise PydanticCustomError("forbidden_character", "control character")
    return name


GroupName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_CHARACTERS),
    AfterValidator(_without_controls),
]


class CreateGroup(Shape):
    """`client_id` names the intention: repeat it until it is answered."""

    kind: Literal["discussion"]
    name: GroupName
    members: Annotated[
        tuple[UUID, ...], Field(min_length=1, max_length=MEMBERS_AT_MOST - 1)
    ]
    is_history_shared: bool = False
    client_id: UUID | None = None


class ChangeGroup(Shape):
    """What is left out stays as it is."""

    name: GroupName | None = None
    is_history_shared: bool | None = None


class MemberOut(Shape):
    id: UUID
    name: str
    title: str
    specialty: str
    is_manager: bool


class GroupOut(Shape):
    id: UUID
    kind: str
    name: str
    conversation: UUID
    is_history_shared: bool
    is_manager: bool
    members: list[MemberOut]


class GroupsOut(Shape):
    items: list[GroupOut]
