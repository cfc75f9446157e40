"""Who enters a conversation and who leaves it: intervals of the log.

The caller has authorised (a group's manager, an asked expert) and has locked the
conversation. A newcomer reads from his `joined` entry on, unless history is shared; a
returner gets a new interval. Who has left reads nothing.
"""

from collections.abc import Collection, Sequence

from accounts.models import Membership, PatientRecord, User
from accounts.people import Person
from chat import access, bells, inboxes, timeline
from chat.models import Conversation, Entry, EntryKind, Participant
from chat.timeline import Fact
from lib.text import fold
from realtime.bells import publish

TITLE_WORDS_MAX = 300


def add_people(
    *,
    conversation: Conversation,
    people: Sequence[User],
    by: Person,
    is_history_shared: bool = False,
) -> Entry | None:
    """Open an interval for each of these people who is not present; one `joined` entry.

    Returns None where all were present. Runs in the caller's transaction, under the
    conversation's lock.
    """
    there = {user_id for user_id, _ in access.recipients(conversation.pk)}
    newcomers = [user for user in people if user.pk not in there]
    if not newcomers:
        return None
    entry = timeline.append(
        conversation,
        EntryKind.JOINED,
        by,
        people=[_called(user) for user in newcomers],
    )
    participants = Participant.objects.bulk_create(
        _interval(conversation, user, entry.seq, is_history_shared=is_history_shared)
        for user in newcomers
    )
    recompute_organisations(conversation)
    moved = inboxes.stamp(
        [participant.pk for participant in participants],
        [user.pk for user in newcomers],
    )
    grown = bells.grown(
        conversation,
        [timeline.line(entry, by)],
        to=access.recipients(conversation.pk),
    )
    publish(grown, *moved)
    return entry


def _interval(
    conversation: Conversation, user: User, seq: int, *, is_history_shared: bool
) -> Participant:
    """What was written before him is not news to him."""
    return Participant(
        conversation=conversation,
        user=user,
        from_seq=1 if is_history_shared else seq,
        title_words=title_words(conversation.title),
        read_seq=seq - 1,
        received_seq=seq - 1,
    )


def remove_people(
    *, conversation: Conversation, people: Collection[User], by: Person
) -> list[Entry]:
    """End the intervals of these people, each with a `left` entry that he does not see.

    `by` is who removes, or himself. Runs in the caller's transaction, under the
    conversation's lock.
    """
    there = access.present(conversation.pk).filter(user__in=people)
    leaving = list(there.select_related("user").order_by("user_id"))
    if not leaving:
        return []
    entries = _end(conversation, leaving, by)
    # Those whom only the removed belonged to must hear it too.
    organisations = set(conversation.organisations)
    recompute_organisations(conversation)
    moved = inboxes.stamp([one.pk for one in leaving], [one.user_id for one in leaving])
    grown = bells.grown(
        conversation,
        [timeline.line(entry, by) for entry in entries],
        to=access.recipients(conversation.pk),
        gone=[
            (one.user_id, entry.seq - 1)
            for one, entry in zip(leaving, entries, strict=True)
        ],
        organisations=organisations.union(conversation.organisations),
    )
    publish(grown, *moved)
    return entries


def _end(
    conversation: Conversation, leaving: Sequence[Participant], by: Person
) -> list[Entry]:
    facts = [
        Fact(EntryKind.LEFT, by.id, {"person": _called(one.user)}) for one in leaving
    ]
    entries = timeline.append_all([(conversation, facts)])[conversation.pk]
    for one, entry in zip(leaving, entries, strict=True):
        one.left_seq, one.left_at = entry.seq, entry.at
    Participant.objects.bulk_update(leaving, ["left_seq", "left_at"])
    return entries


def recompute_organisations(conversation: Conversation) -> None:
    """Store which organisations' processes must hear this conversation's bells."""
    there = access.present(conversation.pk).values("user_id")
    memberships = Membership.objects.filter(user__in=there, ended_at=None)
    records = PatientRecord.objects.filter(user__in=there)
    keys = memberships.values_list("organisation_id").union(
        records.values_list("organisation_id")
    )
    conversation.organisations = sorted(key for (key,) in keys)
    conversation.save(update_fields=["organisations"])


def title_words(title: str) -> str:
    """Words of a title for search (S2-10)."""
    return fold(title)[:TITLE_WORDS_MAX]


def _called(user: User) -> dict[str, str]:
    return {"id": str(user.uuid), "name": user.display_name}
