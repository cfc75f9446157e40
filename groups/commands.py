"""The socket's door to questions; `message.send` is one: it may take a question.

`draft.save` is another: it keeps the text of who came too late.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from accounts.people import Person
from chat import commands as chat
from chat.actions.posting import post_batch
from chat.schemas import DraftSaved, SaveDraft, SendMessage, SentMessage
from groups import question_schemas as schemas
from groups.actions.answering import answer_question, send_message
from groups.actions.asking import ask_question
from groups.actions.closing import close_exchange
from groups.actions.keeping import keep_draft
from groups.actions.releasing import release_question
from groups.actions.reopening import reopen_exchange
from groups.actions.withdrawing import withdraw_question
from lib.errors import DomainError, NotFound
from realtime.contract import ALONE, Batch, Command, Skipped


def send(person: Person, data: SendMessage) -> SentMessage:
    posted = send_message(author=person, data=data)
    return SentMessage(seq=posted.seq, at=posted.at)


def send_many(
    requests: Sequence[tuple[Person, SendMessage]], *, skip_locked: bool = True
) -> list[SentMessage | DomainError | Skipped]:
    """What is no conversation of its author's is left to `send`: he may claim it."""
    return [
        ALONE if isinstance(outcome, NotFound) else outcome
        for outcome in post_batch(requests, skip_locked=skip_locked)
    ]


def draft(person: Person, data: SaveDraft) -> DraftSaved:
    return keep_draft(person=person, conversation_id=data.conversation, text=data.text)


def ask(person: Person, data: schemas.AskQuestion) -> schemas.AskedOut:
    asked = ask_question(requester=person, asked=data)
    return schemas.AskedOut(question=asked.question, seq=asked.seq)


def claim(person: Person, data: schemas.ClaimQuestion) -> schemas.ClaimedOut:
    claimed = answer_question(
        expert=person,
        question_id=data.question,
        client_id=data.client_id,
        text=data.text,
        photos=data.photos,
        photo_consent=data.photo_consent,
    )
    return schemas.ClaimedOut(seq=claimed.seq, at=claimed.at, message=claimed.message)


def release(person: Person, data: schemas.ReleaseQuestion) -> schemas.Noted:
    return release_question(expert=person, question_id=data.question)


def withdraw(person: Person, data: schemas.WithdrawQuestion) -> schemas.Noted:
    return withdraw_question(requester=person, question_id=data.question)


def close(person: Person, data: schemas.CloseConversation) -> schemas.Noted:
    closed = close_exchange(
        closer=person,
        conversation_id=data.conversation,
        reason=data.reason,
        message=data.message,
        client_id=data.client_id,
    )
    return schemas.Noted(seq=closed.seq, at=closed.at)


def reopen(person: Person, data: schemas.ReopenConversation) -> schemas.Noted:
    return reopen_exchange(opener=person, conversation_id=data.conversation)


COMMANDS: Final[Mapping[str, Command]] = {
    "message.send": Command(SendMessage, send, is_send=True),
    "draft.save": Command(SaveDraft, draft),
    "question.ask": Command(schemas.AskQuestion, ask, is_send=True),
    "question.claim": Command(schemas.ClaimQuestion, claim, is_send=True),
    "question.release": Command(schemas.ReleaseQuestion, release, is_send=True),
    "question.withdraw": Command(schemas.WithdrawQuestion, withdraw, is_send=True),
    "conversation.close": Command(schemas.CloseConversation, close, is_send=True),
    "conversation.reopen": Command(schemas.ReopenConversation, reopen, is_send=True),
}

BATCHES: Final[Mapping[str, Batch]] = {
    "message.send": Batch(
        write=send_many,
        write_waiting=partial(send_many, skip_locked=False),
        lane=chat.lane,
    )
}
