"""A conversation as one person sees it: a row of his list, and its own page."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chat.schemas import Item, Shape, StateName


class Other(Shape):
    """With whom a private conversation is, and how far he has read and received it."""

    id: UUID
    specialty: str
    read: int
    received: int


class Row(Shape):
    """A conversation as one person sees it. `unread` is counted to 100.

    `unread_at` is the time of the first unread message, null where there is none.
    `other` is null where it is not private.
    """

    id: UUID
    kind: Literal["question", "private", "group"]
    title: str
    state: StateName
    can_write: bool
    head: int
    first: int
    last: Item | None
    unread: int
    unread_at: datetime | None
    read: int
    received: int
    archived_head: int | None
    archived: bool
    muted_until: datetime | None
    draft_at: datetime | None
    moved_at: datetime
    other: Other | None


class ParticipantOut(Shape):
    """Cursors are null where the reader may not see them: patients do not (C2)."""

    id: UUID
    name: str
    role: Literal["patient", "practitioner"]
    title: str
    specialty: str
    joined_at: datetime
    read: int | None
    received: int | None


class DraftOut(Shape):
    text: str
    saved_at: datetime


class Detail(Row):
    participants: list[ParticipantOut]
    draft: DraftOut | None


class Badge(Shape):
    """Unread messages of what is neither muted nor archived, counted to 100 (S2-08)."""

    unread: int
