"""What comes in and goes out about quick replies."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from accounts.schemas import OrganisationOut
from chat.quick_models import REPLY_MAX, SHORTCUT_MAX, TITLE_MAX
from chat.schemas import Shape, Storable

# One word: letters, digits, and - or _ between them.
SHORTCUT = r"^\w[\w-]*$"


def _folded(text: str) -> str:
    return text.lower()


Shortcut = Annotated[
    str,
    StringConstraints(max_length=SHORTCUT_MAX, pattern=SHORTCUT, strip_whitespace=True),
    AfterValidator(_folded),
    Field(examples=["bonjour"]),
]
Title = Annotated[
    str,
    StringConstraints(min_length=1, max_length=TITLE_MAX, strip_whitespace=True),
    Storable,
]
ReplyText = Annotated[
    str, StringConstraints(max_length=REPLY_MAX, strip_whitespace=True), Storable
]


class AddQuickReply(Shape):
    """Of an organisation that I administer, or without it my own."""

    organisation: UUID | None = None
    shortcut: Shortcut
    title: Title
    text_fr: ReplyText = ""
    text_en: ReplyText = ""

    @model_validator(mode="after")
    def _says_something(self) -> "AddQuickReply":
        if not (self.text_fr or self.text_en):
            raise PydanticCustomError("blank", "must have a text in one language")
        return self


class ChangeQuickReply(Shape):
    """What is given replaces what is there."""

    shortcut: Shortcut | None = None
    title: Title | None = None
    text_fr: ReplyText | None = None
    text_en: ReplyText | None = None


class QuickReplyOut(Shape):
    """`organisation` is null for my own."""

    id: UUID
    organisation: OrganisationOut | None
    shortcut: str
    title: str
    text_fr: str
    text_en: str
    can_change: bool


class QuickRepliesOut(Shape):
    items: list[QuickReplyOut]
