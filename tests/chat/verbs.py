"""What the cast does in these tests, in a word each."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from accounts.people import Person
from chat import access, queries
from chat.actions.joining import add_people, remove_people
from chat.actions.opening import open_group_conversation, open_private
from chat.actions.posting import Posted, post_batch, post_message
from chat.actions.renaming import rename_conversation
from chat.inbox_schemas import InboxFilter
from chat.models import Conversation, Entry
from chat.row_schemas import Row
from chat.schemas import SendMessage


def private(one: Person, other: Person) -> Conversation:
    return open_private(author=one, with_id=other.uuid).conversation


def group(title: str, by: Person, *others: Person) -> Conversation:
    with transaction.atomic():
        return open_group_conversation(title=title, people=users(by, *others), by=by)


def users(*people: Person) -> list[User]:
    found = {user.pk: user for user in User.objects.filter(pk__in=keys(people))}
    return [found[person.id] for person in people]


def keys(people: Sequence[Person]) -> list[int]:
    return [person.id for person in people]


def say(
    author: Person, conversation: Conversation, text: str = "Bonjour", **more: Any
) -> Posted:
    more.setdefault("client_id", uuid4())
    return post_message(
        author=author, conversation_id=conversation.uuid, text=text, **more
    )


def message(
    conversation: Conversation, text: str = "Bonjour", **more: Any
) -> SendMessage:
    more.setdefault("client_id", uuid4())
    return SendMessage(conversation=conversation.uuid, text=text, **more)


def write(*requests: tuple[Person, SendMessage]) -> list[Any]:
    """A batch of what waits."""
    return post_batch(requests)


def add(
    conversation: Conversation,
    *people: Person,
    by: Person,
    is_history_shared: bool = False,
) -> Any:
    with transaction.atomic():
        return add_people(
            conversation=access.locked(conversation.pk),
            people=users(*people),
            by=by,
            is_history_shared=is_history_shared,
        )


def remove(conversation: Conversation, *people: Person, by: Person) -> list[Entry]:
    with transaction.atomic():
        return remove_people(
            conversation=access.locked(conversation.pk),
            people=users(*people),
            by=by,
        )


def rename(conversation: Conversation, title: str, *, by: Person) -> Any:
    with transaction.atomic():
        return rename_conversation(
            conversation=access.locked(conversation.pk), title=title, by=by
        )


def rows(person: Person, **wanted: Any) -> list[Row]:
    return queries.inbox_page(person, InboxFilter(**wanted)).items


def row(person: Person, conversation: Conversation) -> Any:
    [found] = [one for one in rows(person) if one.id == conversation.uuid]
    return found


def seen(person: Person, conversation: Conversation) -> list[int]:
    """The seqs that a person can read."""
    page = queries.history(person, conversation.uuid, limit=200)
    return [item.seq for item in page.items]


def texts(person: Person, conversation: Conversation) -> list[str]:
    page = queries.history(person, conversation.uuid, limit=200)
    return [item.data["text"] for item in page.items if item.kind == "message"]


def seqs(conversation: Conversation) -> list[int]:
    """What the database holds, in the order of writing."""
    entries = Entry.objects.filter(conversation=conversation).order_by("pk")
    return list(entries.values_list("seq", flat=True))


def stream(conversation: Conversation) -> str:
    return f"conversation:{conversation.uuid}"


NOBODY = UUID(int=0)
