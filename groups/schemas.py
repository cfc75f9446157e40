"""What comes in and goes out about groups."""

import unicodedata
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    field_validator,
)
from pydantic_core import PydanticCustomError

from accounts.schemas import OrganisationOut
from chat.schemas import Shape, Text

# Everybody hears everybody; beyond this it is an announcement, not a discussion.
MEMBERS_AT_MOST = 250
NAME_CHARACTERS = 120
DESCRIPTION_CHARACTERS = 500
SPECIALTY_CHARACTERS = 80

Asker = Literal["patients", "practitioners"]


def _without_controls(name: str) -> str:
    if any(unicodedata.category(char) in {"Cc", "Cs"} for char in name):
        raise PydanticCustomError("forbidden_character", "control character")
    return name


def _line(at_least: int, at_most: int) -> StringConstraints:
    return StringConstraints(
        strip_whitespace=True, min_length=at_least, max_length=at_most
    )


Readable = AfterValidator(_without_controls)
GroupName = Annotated[str, _line(1, NAME_CHARACTERS), Readable]
PublicName = Annotated[str, _line(0, NAME_CHARACTERS), Readable]
Description = Annotated[str, _line(0, DESCRIPTION_CHARACTERS), Readable]
Specialty = Annotated[str, _line(0, SPECIALTY_CHARACTERS), Readable]
AskedBy = Annotated[frozenset[Asker], Field(min_length=1)]


# What comes in.


class CreateGroup(Shape):
    """`client_id` names the intention: repeat it until it is answered."""

    kind: Literal["discussion"]
    name: GroupName
    members: Annotated[
        tuple[UUID, ...], Field(min_length=1, max_length=MEMBERS_AT_MOST - 1)
    ]
    is_history_shared: bool = False
    client_id: UUID | None = None


class CreateExpertGroup(Shape):
    """`public_name` is what patients read; without one they read the name (S2-31)."""

    kind: Literal["expert"]
    organisation: UUID
    name: GroupName
    public_name: PublicName = ""
    description: Description = ""
    specialty: Specialty = ""
    asked_by: AskedBy
    members: Annotated[
        tuple[UUID, ...], Field(min_length=1, max_length=MEMBERS_AT_MOST)
    ]
    client_id: UUID | None = None


class MovePending(Shape):
    move_to: UUID


class ClosePending(Shape):
    """Each requester reads this text as the last message of his exchange."""

    close_with: Text


def _one_of_them(told: Any, choose: ValidatorFunctionWrapHandler) -> Any:
    """Name the choice as a whole where it is none of them."""
    try:
        return choose(told)
    except ValidationError:
        raise PydanticCustomError("no_choice", "none of the choices") from None


Choice = Literal["leave"] | MovePending | ClosePending
Pending = Annotated[Choice, WrapValidator(_one_of_them)]


class ChangeGroup(Shape):
    """What is left out stays as it is. A field of the other kind is refused.

    `is_history_shared` is of discussions; all others but the name are of expert groups.
    `pending` says what becomes of pending questions when the group is deactivated.
    """

    name: GroupName | None = None
    is_history_shared: bool | None = None
    public_name: PublicName | None = None
    description: Description | None = None
    specialty: Specialty | None = None
    asked_by: AskedBy | None = None
    active: bool | None = None
    pending: Pending | None = None

    @field_validator("pending")
    @classmethod
    def _pending_is_of_deactivating(
        cls, pending: Pending | None, told: ValidationInfo
    ) -> Pending | None:
        if pending is not None and told.data.get("active") is not False:
            raise PydanticCustomError("pending", "only with active: false")
        return pending


# What goes out.


class MemberOut(Shape):
    id: UUID
    name: str
    title: str
    specialty: str
    is_manager: bool


class ExpertOut(MemberOut):
    """`n_open`, for administrators: the exchanges that stay his if he is removed."""

    n_open: int | None


class GroupOut(Shape):
    """A discussion group, for its members."""

    id: UUID
    kind: Literal["discussion"]
    organisation: OrganisationOut
    name: str
    conversation: UUID
    is_history_shared: bool
    is_manager: bool
    members: list[MemberOut]


class ExpertGroupOut(Shape):
    """For its members and for the organisation's administrators.

    `oldest_asked_at` is null where no question is pending; `muted_until`, where I am a
    member who wants its notices.
    """

    id: UUID
    kind: Literal["expert"]
    organisation: OrganisationOut
    name: str
    public_name: str
    description: str
    specialty: str
    asked_by: list[Asker]
    active: bool
    is_member: bool
    is_administrator: bool
    is_open: bool
    n_pending: int
    oldest_asked_at: datetime | None
    muted_until: datetime | None
    members: list[ExpertOut]


class AskedGroupOut(Shape):
    """An expert group for those who may ask it; closed for a while or not."""

    id: UUID
    kind: Literal["expert"]
    organisation: OrganisationOut
    name: str
    description: str
    specialty: str
    is_open: bool


AnyGroupOut = GroupOut | ExpertGroupOut | AskedGroupOut


class GroupsOut(Shape):
    items: list[AnyGroupOut]


class RemovedOut(Shape):
    """How many questions that he has taken in this group stay with him."""

    n_open: int


class JournalLine(Shape):
    """`verb` in the past; `person` is whom it was done to, `to` who has his questions
    now, `n` how many were concerned. `actor` is null for the system itself.
    """

    at: datetime
    verb: str
    actor: str | None
    person: str | None
    to: str | None
    n: int | None


class JournalOut(Shape):
    items: list[JournalLine]


class AgeOut(Shape):
    asked_at: datetime


class AgesOut(Shape):
    """A queue for an administrator who is no member of the group: since when."""

    version: int
    items: list[AgeOut]
