"""The socket's door: parse, call, present. The wiring reads the tables at the end."""

from collections.abc import Mapping
from typing import Final

from accounts.people import Person
from chat import access, bells, queries, schemas
from chat.actions.archiving import archive_conversation, unarchive_conversation
from chat.actions.muting import mute_conversation, unmute_conversation
from chat.actions.reading import read_conversation, read_inbox, receive_conversation
from chat.actions.retracting import retract_message
from chat.inbox_schemas import InboxRead, ReadInbox
from lib.errors import NotFound
from realtime.bells import Passing
from realtime.contract import Command


def retract(person: Person, data: schemas.RetractMessage) -> schemas.Retracted:
    return retract_message(
        author=person, conversation_id=data.conversation, seq=data.seq
    )


def read(person: Person, data: schemas.ReadConversation) -> schemas.ReadCursor:
    return read_conversation(
        reader=person, conversation_id=data.conversation, seq=data.seq
    )


def received(
    person: Person, data: schemas.ReceivedConversation
) -> schemas.ReceivedCursor:
    return receive_conversation(
        reader=person,
        conversation_id=data.conversation,
        seq=data.seq,
        is_visible=data.visible,
    )


def read_all(person: Person, data: ReadInbox) -> InboxRead:
    return read_inbox(reader=person, upto=data.upto)


def archive(person: Person, data: schemas.ArchiveConversation) -> schemas.Archived:
    return archive_conversation(person=person, conversation_id=data.conversation)


def unarchive(person: Person, data: schemas.UnarchiveConversation) -> schemas.Archived:
    return unarchive_conversation(person=person, conversation_id=data.conversation)


def mute(person: Person, data: schemas.MuteConversation) -> schemas.Muted:
    return mute_conversation(
        person=person, conversation_id=data.conversation, until=data.until
    )


def unmute(person: Person, data: schemas.UnmuteConversation) -> schemas.Muted:
    return unmute_conversation(person=person, conversation_id=data.conversation)


def history(person: Person, data: schemas.History) -> schemas.EntriesPage:
    return queries.history(
        person, data.conversation, before=data.before, limit=data.limit
    )


def typing(person: Person, data: schemas.Typing) -> Passing | None:
    """Practitioners tell practitioners (C2); to everybody else it is silence."""
    try:
        mine = access.participation_for(person, data.conversation)
    except NotFound:
        return None
    if mine.for_record_id is not None:
        return None
    conversation = mine.conversation
    to = access.practitioners_beside(person, conversation.pk)
    return bells.typing(conversation, person, to=to) if to else None


def lane(data: schemas.SendMessage) -> str:
    """Messages of one conversation stay in order."""
    return str(data.conversation)


COMMANDS: Final[Mapping[str, Command]] = {
    "message.retract": Command(schemas.RetractMessage, retract, is_send=True),
    "conversation.read": Command(schemas.ReadConversation, read),
    "conversation.received": Command(schemas.ReceivedConversation, received),
    "conversation.archive": Command(schemas.ArchiveConversation, archive),
    "conversation.unarchive": Command(schemas.UnarchiveConversation, unarchive),
    "conversation.mute": Command(schemas.MuteConversation, mute),
    "conversation.unmute": Command(schemas.UnmuteConversation, unmute),
    "inbox.read": Command(ReadInbox, read_all),
    "history": Command(schemas.History, history, is_read=True),
}

PASSING: Final = {"typing": (schemas.Typing, typing)}
