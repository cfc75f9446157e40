"""The list of conversations, with whom its questions are from and to."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chat import inbox_schemas as chat
from chat.row_schemas import Detail, Row
from chat.schemas import Shape
from groups.question_schemas import PhotoConsentState, RequesterOut


class InboxFilter(chat.InboxFilter):
    """`asker` and `group`: questions alone, of patients or practitioners, to groups."""

    asker: tuple[Literal["patient", "practitioner"], ...] = ()
    group: tuple[UUID, ...] = ()


class InboxQuestion(Shape):
    """Which expert group was asked, and by whom."""

    group: UUID
    requester: RequesterOut


class InboxRow(Row):
    """`question` is null for other kinds."""

    question: InboxQuestion | None


class InboxDetail(Detail):
    """`photo_consent`: of a patient, for my photos; null where it needs none."""

    question: InboxQuestion | None
    photo_consent: PhotoConsentState


class InboxPage(Shape):
    """`cursor` is null on the last page."""

    items: list[InboxRow]
    cursor: str | None
    at: datetime
