"""What goes out about drafts, wherever they were meant for."""

from uuid import UUID

from chat.row_schemas import DraftOut
from chat.schemas import Shape


class KeptDraft(DraftOut):
    """`conversation` is null where he may not see it (any more)."""

    id: UUID
    conversation: UUID | None


class DraftsOut(Shape):
    items: list[KeptDraft]
