"""What is asked of a list of conversations, and a page of it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from chat.row_schemas import Row
from chat.schemas import PAGE, PAGE_MAX, Shape, StateName, Storable

Order = Literal["newest", "oldest", "unread"]


class InboxFilter(Shape):
    """Which rows of the inbox, in which order. Nothing ticked means all (S2-09).

    Without `archived`: the active ones, and in a search (`q`) all of them (S2-18).
    `mine`: without the questions that I asked; what others gave me to do, and talks.
    `newest`: what moved last first. `oldest`: what is unread first, the longest first;
    `unread`: what is unread first; the others as `newest`.
    """

    kind: tuple[Literal["question", "private", "group"], ...] = ()
    state: tuple[StateName, ...] = ()
    mine: bool = False
    unread: bool = False
    muted: bool = False
    archived: bool | None = None
    q: Annotated[str, Field(max_length=200), Storable] = ""
    sort: Order = "newest"
    cursor: Annotated[str, Field(max_length=200)] = ""
    limit: Annotated[int, Field(ge=1, le=PAGE_MAX)] = PAGE


class InboxPage(Shape):
    """`cursor` is null on the last page."""

    items: list[Row]
    cursor: str | None
    at: datetime


class ReadInbox(Shape):
    """What moved after `upto` stays unread: it may not have been seen."""

    upto: AwareDatetime


class InboxRead(Shape):
    """How many conversations had something unread."""

    conversations: int
