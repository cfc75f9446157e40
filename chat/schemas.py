"""What comes in and goes out, shared by sockets and HTTP.

A request that names its conversation in the path is the base; the command adds it.
"""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from photos.limits import ALT_MAX, PER_MESSAGE_MAX
from photos.sites import BodySite

TEXT_MAX: Final = 8000
PATIENT_TEXT_MAX: Final = 4000
PAGE: Final = 30
PAGE_MAX: Final = 100
ENTRIES_MAX: Final = 200
# Counted to 100: people read « 99+ ».
UNREAD_MAX: Final = 100
# "For ever": later than any clock.
FOR_EVER: Final = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
SEQ_MAX: Final = 2**53


def _storable(text: str) -> str:
    """Refuse what a database or a JSON reader cannot take."""
    if "\x00" in text:
        raise PydanticCustomError("forbidden_character", "must not contain NUL")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise PydanticCustomError(
            "forbidden_character", "must not contain a lone surrogate"
        ) from None
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "must contain more than spaces")
    return text


def _in_utc(at: datetime) -> datetime:
    """The first and the last hours of the calendar do not exist everywhere."""
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise PydanticCustomError("out_of_range", "must be a time in UTC") from None


Storable = AfterValidator(_storable)
Text = Annotated[
    str,
    Field(min_length=1, max_length=TEXT_MAX),
    Storable,
    AfterValidator(_not_blank),
]
# The same, or nothing where photos say it.
Writing = Annotated[str, Field(max_length=TEXT_MAX), Storable]
Seq = Annotated[int, Field(ge=1, le=SEQ_MAX)]
Position = Annotated[int, Field(ge=0, le=SEQ_MAX)]


# Open is a private or group conversation; the others are a question's life.
StateName = Literal["open", "pending", "claimed", "closed", "withdrawn"]


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class InConversation(Shape):
    conversation: UUID


# What comes in.


class PhotoIn(Shape):
    """An unsent photo of mine; `alt` says what it shows, `site` where on the body."""

    id: UUID
    alt: Annotated[str, Field(max_length=ALT_MAX), Storable] = ""
    site: BodySite | None = None


def _each_once(photos: tuple[PhotoIn, ...]) -> tuple[PhotoIn, ...]:
    if len({photo.id for photo in photos}) != len(photos):
        raise PydanticCustomError("repeated", "must not name a photo twice")
    return photos


# A text, or photos, or both.
SOMETHING: Final[dict[str, Any]] = {
    "anyOf": [
        {"properties": {"text": {"minLength": 1}}},
        {"properties": {"photos": {"minItems": 1}}, "required": ["photos"]},
    ]
}


class Enclosure(Shape):
    """A text and photos that go together; the text is empty only where there are some.

    `photo_consent`: the patient whom they show agrees.
    """

    model_config = ConfigDict(json_schema_extra=SOMETHING)

    photos: Annotated[
        tuple[PhotoIn, ...],
        Field(max_length=PER_MESSAGE_MAX),
        AfterValidator(_each_once),
    ] = ()
    photo_consent: bool = False
    text: Writing | None

    @field_validator("text")
    @classmethod
    def _says_something(cls, text: str | None, info: ValidationInfo) -> str | None:
        if text is not None and not info.data.get("photos"):
            _not_blank(text)
        return text


class MessageIn(Enclosure):
    client_id: UUID
    text: Writing
    reply_to: Seq | None = None


class SendMessage(MessageIn, InConversation):
    pass


class SeqIn(Shape):
    seq: Seq


class RetractMessage(SeqIn, InConversation):
    pass


class PositionIn(Shape):
    """How far a person has read; beyond the head it means the head."""

    seq: Position


class ReadConversation(PositionIn, InConversation):
    pass


class ReceivedIn(PositionIn):
    """`visible`: the page is in front of the person."""

    visible: bool = False


class ReceivedConversation(ReceivedIn, InConversation):
    pass


class ArchiveConversation(InConversation):
    pass


class UnarchiveConversation(InConversation):
    pass


class MuteIn(Shape):
    """Without `until`: for ever."""

    until: Annotated[AwareDatetime, AfterValidator(_in_utc)] | None = None


class MuteConversation(MuteIn, InConversation):
    pass


class UnmuteConversation(InConversation):
    pass


class DraftIn(Shape):
    """An empty text empties the draft."""

    text: Annotated[str, Field(max_length=TEXT_MAX), Storable]


class SaveDraft(DraftIn, InConversation):
    pass


class History(InConversation):
    """A page of entries before a seq; without it, the last ones."""

    before: Seq | None = None
    limit: Annotated[int, Field(ge=1, le=ENTRIES_MAX)] = 50


class Typing(InConversation):
    pass


class OpenPrivate(Shape):
    """S2-04. The pair makes it safe to repeat; `client_id` names the intention."""

    kind: Literal["private"]
    with_: Annotated[UUID, Field(alias="with")]
    client_id: UUID


# What goes out.


class Author(Shape):
    id: UUID
    name: str
    role: Literal["patient", "practitioner"]


class Item(Shape):
    """An entry. Readers ignore the kinds that they do not know."""

    seq: int
    kind: str
    at: datetime
    author: Author | None
    client_id: UUID | None
    data: dict[str, Any]


class SentMessage(Shape):
    seq: int
    at: datetime


class Retracted(Shape):
    """`seq` is that of the `retracted` entry."""

    seq: int
    at: datetime


class ReadCursor(Shape):
    read: int
    received: int


class ReceivedCursor(Shape):
    received: int


class Archived(Shape):
    archived_head: int | None


class Muted(Shape):
    muted_until: datetime | None


class DraftSaved(Shape):
    saved_at: datetime


class EntriesPage(Shape):
    """`head` was read before the rows; `first` is where this reader's log begins."""

    items: list[Item]
    head: int
    first: int
