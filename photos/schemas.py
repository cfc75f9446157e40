"""What comes in and goes out about photos."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from photos.sites import BodySite


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class BeginUpload(Shape):
    """`client_id` names the intention: the same one goes on with the same upload."""

    client_id: UUID
    size: Annotated[int, Field(ge=1)]


class PhotoOut(Shape):
    """In pixels, of the largest size."""

    id: UUID
    w: int
    h: int


class UploadOut(Shape):
    """`photo` once all bytes are there and were read."""

    id: UUID
    offset: int
    size: int
    part_max: int
    photo: PhotoOut | None


class PartOut(Shape):
    offset: int
    photo: PhotoOut | None


class SiteOut(Shape):
    code: BodySite
    name: str


class PhotoRules(Shape):
    """What may be sent here, and what places of the body are called, from head to foot.

    `formats`: media types, by content.
    """

    formats: list[str]
    max_bytes: int
    part_max: int
    per_message_max: int
    alt_max: int
    sites: list[SiteOut]
