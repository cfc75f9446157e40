"""What comes in and goes out about people."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


# In percent, by steps that the style sheet has.
TextSize = Annotated[int, Field(ge=100, le=200, multiple_of=10)]
Theme = Literal["system", "light", "dark", "contrast"]
Density = Literal["comfortable", "compact"]


class Preferences(Shape):
    """How a person wants his screens, on all his devices."""

    theme: Theme = "system"
    text_size: TextSize = 100
    density: Density = "comfortable"
    enter_sends: bool = False
    # Those of a single letter; the others do not get into anybody's way.
    shortcuts: bool = True
    menu_collapsed: bool = False
    messages_folded: bool = False


class PreferencesIn(Shape):
    """What is left out stays as it is."""

    theme: Theme | None = None
    text_size: TextSize | None = None
    density: Density | None = None
    enter_sends: bool | None = None
    shortcuts: bool | None = None
    menu_collapsed: bool | None = None
    messages_folded: bool | None = None


class OrganisationOut(Shape):
    id: UUID
    name: str


class MyOrganisationOut(OrganisationOut):
    """One's own organisation, with whom to call when writing is too slow."""

    emergency_number: str = Field(examples=["15"])
    is_administrator: bool


class Me(Shape):
    """Who the person is, for himself."""

    id: UUID
    name: str
    language: str = Field(examples=["fr"])
    time_zone: str = Field(examples=["Europe/Paris"])
    is_practitioner: bool
    organisations: list[MyOrganisationOut]


class OutboxKey(Shape):
    """32 bytes in base64url. Another session has another key."""

    key: str


class PersonOut(Shape):
    """A practitioner, as a colleague finds him."""

    id: UUID
    name: str = Field(examples=["Dr Claire Petit"])
    title: str = Field(examples=["Dr"])
    specialty: str = Field(examples=["Dermatologie"])
    organisations: list[OrganisationOut]


class PeopleOut(Shape):
    items: list[PersonOut]
