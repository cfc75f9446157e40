"""What comes in and goes out about notices: who wants what, and what was sent."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from accounts.schemas import Shape

Topic = Literal["question", "private", "group", "urgent", "reply"]
Column = Literal["app", "browser", "push", "email"]
# ISO: 1 is Monday.
Weekday = Literal["1", "2", "3", "4", "5", "6", "7"]
Clock = Annotated[str, Field(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]


def _not_the_same(hours: list[str]) -> list[str]:
    if hours[0] == hours[1]:
        raise ValueError("quiet hours end at another time than they begin")
    return hours


Hours = Annotated[
    # Begin and end. A list, not a tuple: OpenAPI knows no tuples.
    list[Clock],
    Field(
        min_length=2,
        max_length=2,
        description="Local time; an end before the beginning is the next morning.",
        examples=[["22:00", "07:00"]],
    ),
    AfterValidator(_not_the_same),
]


class Wishes(Shape):
    """What I want to be told, how, and when not."""

    matrix: dict[Topic, dict[Column, bool]]
    # The cells that cannot be changed.
    fixed: dict[Topic, list[Column]]
    quiet: dict[Weekday, Hours]
    snoozed_until: datetime | None
    # What this server can do; the rest of the matrix waits until it can.
    channels: list[Column]
    # With which a browser subscribes, where the server has one.
    vapid_key: str | None


class WishesIn(Shape):
    """What is left out stays as it is. A day that is null has no quiet hours more."""

    matrix: dict[Topic, dict[Column, bool]] = Field(default_factory=dict)
    quiet: dict[Weekday, Hours | None] = Field(default_factory=dict)


class Snooze(Shape):
    """One of the two. `tomorrow` is the next time that it is eight in the morning."""

    minutes: Literal[30, 60] | None = None
    until: Literal["tomorrow"] | None = None

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        if (self.minutes is None) == (self.until is None):
            raise ValueError("minutes, or until")
        return self


class SentNotice(Shape):
    """One notice to one recipient by one channel: times, and what became of it."""

    id: UUID
    channel: Literal["push", "browser", "email", "text", "voice"]
    address: str = Field(examples=["j•••@•••.fr"])
    kind: Literal["message", "question", "test"]
    state: Literal[
        "planned", "leased", "accepted", "failed", "dead", "cancelled", "bounced"
    ]
    reason: str = Field(examples=["read"])
    is_for_patient: bool
    # Of a professional who takes part.
    recipient: str | None
    # When it leaves, or should have left at the latest attempt.
    planned_at: datetime
    sent_at: datetime | None
    ended_at: datetime | None


class Ledger(Shape):
    """The newest first."""

    items: list[SentNotice]
