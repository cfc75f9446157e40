"""What goes out about people."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Outgoing(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OrganisationOut(Outgoing):
    id: UUID
    name: str


class MyOrganisationOut(OrganisationOut):
    """One's own organisation, with whom to call when writing is too slow."""

    emergency_number: str = Field(examples=["15"])
    is_administrator: bool


class Me(Outgoing):
    """Who the person is, for himself."""

    id: UUID
    name: str
    language: str = Field(examples=["fr"])
    time_zone: str = Field(examples=["Europe/Paris"])
    is_practitioner: bool
    organisations: list[MyOrganisationOut]


class OutboxKey(Outgoing):
    """32 bytes in base64url. Another session has another key."""

    key: str


class PersonOut(Outgoing):
    """A practitioner, as a colleague finds him."""

    id: UUID
    name: str = Field(examples=["Dr Claire Petit"])
    title: str = Field(examples=["Dr"])
    specialty: str = Field(examples=["Dermatologie"])
    organisations: list[OrganisationOut]


class PeopleOut(Outgoing):
    items: list[PersonOut]
