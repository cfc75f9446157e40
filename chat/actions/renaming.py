"""New names: of a conversation, and of the people by whose names one finds it."""

from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from accounts.people import Person
from chat import access, bells, timeline
from chat.actions.joining import title_words
from chat.models import Conversation, Entry, EntryKind, Kind, Participant
from realtime.bells import publish


def rename_conversation(
    *, conversation: Conversation, title: str, by: Person
) -> Entry | None:
    """Give the conversation another title; one `renamed` entry. None where it has it.

    The caller has authorised, and has locked the conversation in its transaction.
    """
    if conversation.title == title:
        return None
    entry = timeline.append(conversation, EntryKind.RENAMED, by, title=title)
    conversation.title = title
    conversation.save(update_fields=["title"])
    access.present(conversation.pk).update(title_words=title_words(title))
    line = timeline.line(entry, by)
    publish(bells.grown(conversation, [line], to=access.recipients(conversation.pk)))
    return entry


@transaction.atomic
def people_renamed(person_ids: Collection[int]) -> None:
    """Let private conversations be found by the new names (S2-10, S2-29).

    One update for each of these people.
    """
    for user in User.objects.filter(pk__in=person_ids).order_by("pk"):
        beside = Participant.objects.filter(
            user=user, conversation__kind=Kind.PRIVATE
        ).values("conversation_id")
        Participant.objects.filter(conversation__in=beside).exclude(user=user).update(
            title_words=title_words(user.display_name)
        )
