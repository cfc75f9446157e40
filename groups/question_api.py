"""Questions over HTTP: the same actions as on the socket."""

from uuid import UUID

from ninja import Router, Status

from accounts.api import AuthenticatedRequest
from chat.api import count_send
from chat.schemas import DraftIn, DraftSaved, MessageIn, SendMessage, SentMessage
from groups import question_schemas as schemas
from groups.actions.answering import answer_question, send_message
from groups.actions.asking import ask_question
from groups.actions.closing import close_exchange
from groups.actions.keeping import keep_draft as keep
from groups.actions.releasing import release_question
from groups.actions.reopening import reopen_exchange
from groups.actions.withdrawing import withdraw_question
from groups.question_queries import question_detail

router = Router()

NO_MESSAGE = schemas.CloseIn()


@router.post(
    "/questions",
    response={201: schemas.AskedOut, 200: schemas.AskedOut},
    summary="Ask an expert group",
)
def ask(
    request: AuthenticatedRequest, data: schemas.AskQuestion
) -> Status[schemas.AskedOut]:
    """Its members have it at once; the first who answers takes it."""
    count_send(request)
    asked = ask_question(requester=request.auth, asked=data)
    answer = schemas.AskedOut(question=asked.question, seq=asked.seq)
    return Status(201 if asked.is_new else 200, answer)


@router.get(
    "/questions/{question}", response=schemas.QuestionOut, summary="Show a question"
)
def show(request: AuthenticatedRequest, question: UUID) -> schemas.QuestionOut:
    """For its requester and its expert; while it is pending, for the group's members,
    with its log. Reading it takes nothing.
    """
    return question_detail(request.auth, question)


@router.post(
    "/questions/{question}/claim",
    response={201: schemas.ClaimedOut, 200: schemas.ClaimedOut},
    summary="Take a question",
)
def claim(
    request: AuthenticatedRequest, question: UUID, data: schemas.ClaimIn
) -> Status[schemas.ClaimedOut]:
    """One member of the group succeeds, however many try; `text` goes with it.

    For all others it is gone; a text of theirs is kept as a draft.
    """
    count_send(request)
    claimed = answer_question(
        expert=request.auth,
        question_id=question,
        client_id=data.client_id,
        text=data.text,
        photos=data.photos,
        photo_consent=data.photo_consent,
    )
    answer = schemas.ClaimedOut(seq=claimed.seq, at=claimed.at, message=claimed.message)
    return Status(201 if claimed.is_new else 200, answer)


@router.post(
    "/questions/{question}/release",
    response=schemas.Noted,
    summary="Put a question back in the queue",
)
def release(request: AuthenticatedRequest, question: UUID) -> schemas.Noted:
    """By who took it, before his first message."""
    count_send(request)
    return release_question(expert=request.auth, question_id=question)


@router.post(
    "/questions/{question}/withdraw",
    response=schemas.Noted,
    summary="Take my question back",
)
def withdraw(request: AuthenticatedRequest, question: UUID) -> schemas.Noted:
    """By who asked it, while it is pending."""
    count_send(request)
    return withdraw_question(requester=request.auth, question_id=question)


@router.post(
    "/conversations/{conversation}/messages",
    response={201: SentMessage, 200: SentMessage},
    summary="Send a message",
    tags=["Conversations"],
)
def send(
    request: AuthenticatedRequest, conversation: UUID, data: MessageIn
) -> Status[SentMessage]:
    """Durable once it is answered. Repeat it with the same `client_id` until then.

    To a pending question of my expert group it is the answer that takes it.
    """
    count_send(request)
    message = SendMessage(conversation=conversation, **dict(data))
    posted = send_message(author=request.auth, data=message)
    answer = SentMessage(seq=posted.seq, at=posted.at)
    return Status(201 if posted.is_new else 200, answer)


@router.post(
    "/conversations/{conversation}/draft",
    response=DraftSaved,
    summary="Keep what I began to write",
    tags=["Conversations"],
)
def keep_draft(
    request: AuthenticatedRequest, conversation: UUID, data: DraftIn
) -> DraftSaved:
    """One draft per person and conversation; an empty text empties it.

    To a question that another member has just taken: added to what I kept of it.
    """
    return keep(person=request.auth, conversation_id=conversation, text=data.text)


@router.post(
    "/conversations/{conversation}/close",
    response=schemas.Noted,
    summary="Close the exchange about a question",
    tags=["Conversations"],
)
def close(
    request: AuthenticatedRequest,
    conversation: UUID,
    data: schemas.CloseIn = NO_MESSAGE,
) -> schemas.Noted:
    """By its expert, with a last message if he likes; then it is read-only for all."""
    count_send(request)
    closed = close_exchange(
        closer=request.auth,
        conversation_id=conversation,
        reason=data.reason,
        message=data.message,
        client_id=data.client_id,
    )
    return schemas.Noted(seq=closed.seq, at=closed.at)


@router.post(
    "/conversations/{conversation}/reopen",
    response=schemas.Noted,
    summary="Reopen a closed exchange",
    tags=["Conversations"],
)
def reopen(request: AuthenticatedRequest, conversation: UUID) -> schemas.Noted:
    """By its expert at any time, by who asked for a week. It goes back to the queue
    where the expert is no longer there.
    """
    count_send(request)
    return reopen_exchange(opener=request.auth, conversation_id=conversation)
