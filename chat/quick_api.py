"""Quick replies over HTTP; sockets know nothing of them."""

from uuid import UUID

from ninja import Router, Status

from accounts.api import AuthenticatedRequest
from chat import quick_queries
from chat.actions.preparing import (
    add_quick_reply,
    change_quick_reply,
    discard_quick_reply,
)
from chat.api import count_send
from chat.quick_schemas import (
    AddQuickReply,
    ChangeQuickReply,
    QuickRepliesOut,
    QuickReplyOut,
)

router = Router()


@router.get("/quick-replies", response=QuickRepliesOut, summary="List quick replies")
def quick_replies(request: AuthenticatedRequest) -> QuickRepliesOut:
    """Mine and those of my organisations, by shortcut. Patients get 404."""
    return quick_queries.quick_replies(request.auth)


@router.post(
    "/quick-replies",
    response={201: QuickReplyOut, 200: QuickReplyOut},
    summary="Add a quick reply",
)
def add(request: AuthenticatedRequest, data: AddQuickReply) -> Status[QuickReplyOut]:
    """Mine, or with `organisation` one of an organisation that I administer."""
    count_send(request)
    added = add_quick_reply(person=request.auth, asked=data)
    return Status(201 if added.is_new else 200, quick_queries.shown(added.reply))


@router.patch(
    "/quick-replies/{reply}", response=QuickReplyOut, summary="Change a quick reply"
)
def change(
    request: AuthenticatedRequest, reply: UUID, data: ChangeQuickReply
) -> QuickReplyOut:
    count_send(request)
    changed = change_quick_reply(person=request.auth, reply_id=reply, asked=data)
    return quick_queries.shown(changed)


@router.delete(
    "/quick-replies/{reply}", response={204: None}, summary="Throw a quick reply away"
)
def discard(request: AuthenticatedRequest, reply: UUID) -> Status[None]:
    count_send(request)
    discard_quick_reply(person=request.auth, reply_id=reply)
    return Status(204, None)
