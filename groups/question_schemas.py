"""What comes in and goes out about questions and queues.

A request that names its question in the path is the base; the command adds it.
"""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from chat.schemas import Enclosure, InConversation, Item, Shape, Text, Writing
from groups.schemas import Readable

TITLE_MIN = 3
TITLE_MAX = 120
EXCERPT_CHARACTERS = 160

Title = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=TITLE_MIN, max_length=TITLE_MAX
    ),
    Readable,
]


# What comes in.


class AskQuestion(Enclosure):
    """`client_id` names the intention: repeat it until it is answered."""

    client_id: UUID
    group: UUID
    title: Title
    text: Writing


class OnQuestion(Shape):
    question: UUID


class ClaimIn(Enclosure):
    """With `text` or `photos`, that message goes with it, under this `client_id`."""

    client_id: UUID
    text: Writing | None = None


class ClaimQuestion(ClaimIn, OnQuestion):
    pass


class ReleaseQuestion(OnQuestion):
    pass


class WithdrawQuestion(OnQuestion):
    pass


# Why an expert ends an exchange. For who answers: its patient does not read it.
CloseReason = Literal[
    "answered", "referred", "duplicate", "out_of_scope", "no_follow_up"
]


class CloseIn(Shape):
    """A last `message` needs a `client_id` of its own."""

    reason: CloseReason | None = None
    message: Text | None = None
    client_id: UUID | None = None

    @model_validator(mode="after")
    def _message_is_named(self) -> Self:
        if self.message is not None and self.client_id is None:
            raise PydanticCustomError("missing", "a message needs a client_id")
        return self


class CloseConversation(CloseIn, InConversation):
    pass


class ReopenConversation(InConversation):
    pass


# What goes out.


# A practitioner's photos of a patient need his consent, once for the question.
PhotoConsentState = Literal["needed", "given"] | None


class AskedOut(Shape):
    """`seq` is that of the message that holds the text."""

    question: UUID
    seq: int


class ClaimedOut(Shape):
    """`seq` is that of the `claimed` entry; `message` that of the text, where given."""

    seq: int
    at: datetime
    message: int | None


class Noted(Shape):
    """`seq` is that of the entry that says it."""

    seq: int
    at: datetime


class Somebody(Shape):
    id: UUID
    name: str


class RequesterOut(Somebody):
    role: Literal["patient", "practitioner"]


class QueueRow(Shape):
    """A pending question, as every member of its group sees it.

    `head` grows when its requester adds to it or takes back. `excerpt` and `n_photos`
    are of the first message that he has not taken back.
    """

    question: UUID
    title: str
    excerpt: str
    n_photos: int
    asked_at: datetime
    requester: RequesterOut
    head: int


class QueueOut(Shape):
    """Oldest first. `version` was read before the rows."""

    version: int
    items: list[QueueRow]


class QuestionOut(Shape):
    """A question as one person sees it.

    `photo_consent`: of a patient, for my photos; null where it needs none.
    `items` is its log where he takes no part in it: a member reads before he takes it.
    """

    id: UUID
    group: Somebody
    title: str
    state: Literal["pending", "claimed", "closed", "withdrawn"]
    requester: RequesterOut
    assignee: Somebody | None
    asked_at: datetime
    claimed_at: datetime | None
    closed_at: datetime | None
    can_claim: bool
    can_release: bool
    can_withdraw: bool
    can_close: bool
    can_reopen: bool
    photo_consent: PhotoConsentState
    items: list[Item]
