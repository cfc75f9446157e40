"""Opening a conversation: between two practitioners, or for a discussion group."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from accounts.access import colleague, practitioners_only
from accounts.errors import PractitionersOnly
from accounts.models import User
from accounts.people import Person
from chat import access
from chat.actions.joining import add_people, recompute_organisations, title_words
from chat.models import Conversation, Kind, Participant
from lib.db import retrying
from lib.errors import InvalidRequest


class Opened(NamedTuple):
    conversation: Conversation
    is_new: bool


@retrying
@transaction.atomic
def open_private(*, author: Person, with_id: UUID) -> Opened:
    """Return the conversation of these two, made at the first call (S2-04).

    Nobody is told: the other one learns of it with the first message.
    """
    practitioners_only(author)
    if with_id == author.uuid:
        raise InvalidRequest(field="with")
    other = colleague(author, with_id, refusal_of_a_patient=PractitionersOnly)
    pair = "{}:{}".format(*sorted((author.id, other.pk)))
    # Whoever is second waits here for the first, and then finds what he made.
    Conversation.objects.bulk_create(
        [Conversation(kind=Kind.PRIVATE, pair=pair, created_by_id=author.id)],
        ignore_conflicts=True,
    )
    conversation = access.lockable().get(pair=pair)
    if access.present(conversation.pk).exists():
        return Opened(conversation, is_new=False)
    _seat(conversation, (author.id, other.display_name), (other.pk, author.name))
    return Opened(conversation, is_new=True)


def _seat(conversation: Conversation, *seats: tuple[int, str]) -> None:
    """Each of the two finds the conversation by the other's name (S2-29)."""
    Participant.objects.bulk_create(
        Participant(
            conversation=conversation,
            user_id=user_id,
            title_words=title_words(name_of_the_other),
        )
        for user_id, name_of_the_other in seats
    )
    recompute_organisations(conversation)


def open_group_conversation(
    *, title: str, people: Sequence[User], by: Person
) -> Conversation:
    """Make a group's conversation with these people, who read all of it.

    `people` holds `by` where he takes part. Runs in the caller's transaction.
    """
    conversation = Conversation.objects.create(
        kind=Kind.GROUP, title=title, created_by_id=by.id
    )
    # Its database times, and the lock that `add_people` asks for.
    conversation = access.locked(conversation.pk)
    add_people(conversation=conversation, people=people, by=by)
    return conversation
