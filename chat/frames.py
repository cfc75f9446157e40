"""What this app says on the socket beside its replies, as models.

The frames are built where they are told (`bells.py`, `streams.py`, `lines.py`, the
actions that append); these are their shapes, published by `make schema`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from chat.models import EntryKind
from chat.schemas import Shape, Typing
from photos.sites import BodySite


class TypingUp(Typing):
    type: Literal["typing"]


class TypingDown(Shape):
    type: Literal["typing"]
    conversation: UUID
    person: UUID


class CursorsOf(Shape):
    person: UUID
    read: int
    received: int


class CursorsDown(Shape):
    """How far other people have read and received."""

    type: Literal["cursors"]
    conversation: UUID
    items: list[CursorsOf]


class InboxRow(Shape):
    """A row of `inbox:me`: what the entries of a conversation cannot tell."""

    conversation: UUID
    read: int
    received: int
    archived_head: int | None
    muted_until: datetime | None
    draft_at: datetime | None


class Named(Shape):
    id: UUID
    name: str


class PhotoData(Shape):
    """A photo of a message; `w` and `h` in pixels, of its largest size."""

    id: UUID
    w: int
    h: int
    alt: str
    site: BodySite | None


class MessageData(Shape):
    """Without photos there is no `photos`; with some, `text` may be empty."""

    text: str
    reply_to: int | None = None
    photos: list[PhotoData] | None = None


class RetractedData(Shape):
    """`seq` is that of the message that was taken back."""

    seq: int


class JoinedData(Shape):
    people: list[Named]


class LeftData(Shape):
    person: Named


class RenamedData(Shape):
    title: str


class AskedData(Shape):
    """The message that follows it holds the text."""

    title: str
    group: Named


class MovedData(Shape):
    """An administrator has put it to another group."""

    group: Named


class TransferredData(Shape):
    """An administrator has given it to another expert of its group."""

    person: Named


class ClosedData(Shape):
    """`reason`: why its expert has ended it, which patients do not read; or that nobody
    has taken it: `group_inactive`.
    """

    reason: str | None = None


class ReopenedData(Shape):
    """`pending`: its expert is no longer there; the question waits for another."""

    state: Literal["claimed", "pending"]


class NoData(Shape):
    """Of a message: it was taken back. Of others: the kind says it all."""


DATA: Final[Mapping[EntryKind, tuple[type[Shape], ...]]] = {
    EntryKind.MESSAGE: (MessageData, NoData),
    EntryKind.RETRACTED: (RetractedData,),
    EntryKind.JOINED: (JoinedData,),
    EntryKind.LEFT: (LeftData,),
    EntryKind.RENAMED: (RenamedData,),
    EntryKind.ASKED: (AskedData,),
    EntryKind.MOVED: (MovedData,),
    EntryKind.CLAIMED: (NoData,),
    EntryKind.RELEASED: (NoData,),
    EntryKind.WITHDRAWN: (NoData,),
    EntryKind.CLOSED: (ClosedData,),
    EntryKind.REOPENED: (ReopenedData,),
    EntryKind.TRANSFERRED: (TransferredData,),
}
