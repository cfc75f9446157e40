"""The list of conversations over HTTP, and the page of one."""

from uuid import UUID

from ninja import Query, Router, Status

from accounts.api import AuthenticatedRequest
from chat.actions.opening import open_private
from chat.api import count_send
from chat.schemas import OpenPrivate
from groups import inbox_queries, inbox_schemas

router = Router()


@router.get("/conversations", response=inbox_schemas.InboxPage, summary="List my inbox")
def inbox(
    request: AuthenticatedRequest, wanted: Query[inbox_schemas.InboxFilter]
) -> inbox_schemas.InboxPage:
    """The last moved first, or as `sort` says. Repeat `kind`, `state`, `asker` and
    `group` for several; give `cursor` back for more.
    """
    return inbox_queries.inbox_page(request.auth, wanted)


@router.post(
    "/conversations",
    response={201: inbox_schemas.InboxDetail, 200: inbox_schemas.InboxDetail},
    summary="Open a private conversation",
)
def open_conversation(
    request: AuthenticatedRequest, data: OpenPrivate
) -> Status[inbox_schemas.InboxDetail]:
    """Between two practitioners of one organisation; the same pair has one (200)."""
    count_send(request)
    opened = open_private(author=request.auth, with_id=data.with_)
    detail = inbox_queries.conversation_detail(request.auth, opened.conversation.uuid)
    return Status(201 if opened.is_new else 200, detail)


@router.get(
    "/conversations/{conversation}",
    response=inbox_schemas.InboxDetail,
    summary="Show a conversation",
)
def show(
    request: AuthenticatedRequest, conversation: UUID
) -> inbox_schemas.InboxDetail:
    return inbox_queries.conversation_detail(request.auth, conversation)
