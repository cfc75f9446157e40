"""A text for a question: « Répondre », or a message sent straight to it.

Posting first; only where the author takes no part there, claiming decides. Who loses
keeps his text as a draft (N19).
"""

from collections.abc import Sequence
from uuid import UUID

from accounts.people import Person
from chat.actions.drafting import keep_text
from chat.actions.posting import Posted, post_message
from chat.schemas import PhotoIn, SendMessage
from groups.actions.claiming import Claimed, claim_question
from groups.errors import AlreadyClaimed
from lib.errors import NotFound


def send_message(*, author: Person, data: SendMessage) -> Posted:
    """Post to a conversation of his, or take the question with this message."""
    try:
        return post_message(
            author=author,
            conversation_id=data.conversation,
            text=data.text,
            client_id=data.client_id,
            reply_to=data.reply_to,
            photos=data.photos,
            photo_consent=data.photo_consent,
        )
    except NotFound:
        claimed = answer_question(
            expert=author,
            question_id=data.conversation,
            client_id=data.client_id,
            text=data.text,
            reply_to=data.reply_to,
            photos=data.photos,
            photo_consent=data.photo_consent,
        )
    assert claimed.message is not None
    return Posted(claimed.message, claimed.at, claimed.is_new)


def answer_question(
    *,
    expert: Person,
    question_id: UUID,
    client_id: UUID,
    text: str | None = None,
    reply_to: int | None = None,
    photos: Sequence[PhotoIn] = (),
    photo_consent: bool = False,
) -> Claimed:
    """Claim; a text that came too late is kept, in a transaction of its own.

    Photos stay with who has uploaded them, unsent.
    """
    try:
        return claim_question(
            expert=expert,
            question_id=question_id,
            client_id=client_id,
            text=text,
            reply_to=reply_to,
            photos=photos,
            photo_consent=photo_consent,
        )
    except AlreadyClaimed as lost:
        if text:
            keep_text(person=expert, conversation_key=lost.question, text=text)
        raise
