"""Conversations over HTTP: the same actions as on the socket.

Sending stands in `groups/question_api.py`: a message may take a question. The list, and
the page of one, stand in `groups/inbox_api.py`: a question says whom it is from.
"""

from typing import Annotated
from uuid import UUID

from ninja import Router, Status
from pydantic import Field

from accounts.api import AuthenticatedRequest
from chat import queries, schemas
from chat.actions.archiving import archive_conversation, unarchive_conversation
from chat.actions.drafting import discard_draft
from chat.actions.muting import mute_conversation, unmute_conversation
from chat.actions.reading import read_conversation, read_inbox, receive_conversation
from chat.actions.retracting import retract_message
from chat.draft_schemas import DraftsOut
from chat.inbox_schemas import InboxRead, ReadInbox
from lib.errors import InvalidRequest
from lib.limiting import count
from realtime.limits import limits

router = Router()

FOR_EVER = schemas.MuteIn()


def count_send(request: AuthenticatedRequest) -> None:
    """Durable sends are limited per person and minute."""
    count("sends", request.auth.id, per_minute=limits().sends_per_minute)


@router.get(
    "/conversations/{conversation}/entries",
    response=schemas.EntriesPage,
    summary="Read a page of the log",
)
def entries(
    request: AuthenticatedRequest,
    conversation: UUID,
    before: schemas.Seq | None = None,
    after: schemas.Position | None = None,
    limit: Annotated[int, Field(ge=1, le=schemas.ENTRIES_MAX)] = 50,
) -> schemas.EntriesPage:
    """In order: those before a seq, those after one, or without both the last ones."""
    if before is not None and after is not None:
        raise InvalidRequest(field="before")
    return queries.history(
        request.auth, conversation, before=before, after=after, limit=limit
    )


@router.post(
    "/conversations/{conversation}/retract",
    response=schemas.Retracted,
    summary="Take a message of mine back",
)
def retract(
    request: AuthenticatedRequest, conversation: UUID, data: schemas.SeqIn
) -> schemas.Retracted:
    count_send(request)
    return retract_message(
        author=request.auth, conversation_id=conversation, seq=data.seq
    )


@router.post(
    "/conversations/{conversation}/read",
    response=schemas.ReadCursor,
    summary="Say how far I have read",
)
def read(
    request: AuthenticatedRequest, conversation: UUID, data: schemas.PositionIn
) -> schemas.ReadCursor:
    """The cursor only grows, at most to the head."""
    return read_conversation(
        reader=request.auth, conversation_id=conversation, seq=data.seq
    )


@router.post(
    "/conversations/{conversation}/received",
    response=schemas.ReceivedCursor,
    summary="Say how far my device has received",
)
def received(
    request: AuthenticatedRequest, conversation: UUID, data: schemas.ReceivedIn
) -> schemas.ReceivedCursor:
    return receive_conversation(
        reader=request.auth,
        conversation_id=conversation,
        seq=data.seq,
        is_visible=data.visible,
    )


@router.post(
    "/conversations/{conversation}/archive",
    response=schemas.Archived,
    summary="Put a conversation away, for me",
)
def archive(request: AuthenticatedRequest, conversation: UUID) -> schemas.Archived:
    """Archived while its head is this one: a new entry brings it back."""
    return archive_conversation(person=request.auth, conversation_id=conversation)


@router.post(
    "/conversations/{conversation}/unarchive",
    response=schemas.Archived,
    summary="Take a conversation back into my inbox",
)
def unarchive(request: AuthenticatedRequest, conversation: UUID) -> schemas.Archived:
    return unarchive_conversation(person=request.auth, conversation_id=conversation)


@router.post(
    "/conversations/{conversation}/mute",
    response=schemas.Muted,
    summary="Turn notifications off, for me",
)
def mute(
    request: AuthenticatedRequest,
    conversation: UUID,
    data: schemas.MuteIn = FOR_EVER,
) -> schemas.Muted:
    """Until a time, or without `until` for ever. Unread messages are still counted."""
    return mute_conversation(
        person=request.auth, conversation_id=conversation, until=data.until
    )


@router.post(
    "/conversations/{conversation}/unmute",
    response=schemas.Muted,
    summary="Turn notifications on again, for me",
)
def unmute(request: AuthenticatedRequest, conversation: UUID) -> schemas.Muted:
    return unmute_conversation(person=request.auth, conversation_id=conversation)


@router.post("/inbox/read", response=InboxRead, summary="Say that I have read it all")
def read_all(request: AuthenticatedRequest, data: ReadInbox) -> InboxRead:
    """What moved after `upto` stays unread."""
    return read_inbox(reader=request.auth, upto=data.upto)


@router.get("/drafts", response=DraftsOut, summary="List my drafts")
def drafts(request: AuthenticatedRequest) -> DraftsOut:
    """The last saved first, at most 200; also those meant for what I do not see."""
    return queries.drafts(request.auth)


@router.delete("/drafts/{draft}", response={204: None}, summary="Throw a draft away")
def discard(request: AuthenticatedRequest, draft: UUID) -> Status[None]:
    discard_draft(person=request.auth, draft_id=draft)
    return Status(204, None)
