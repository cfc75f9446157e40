"""The only writer of entries."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from chat import access, timeline
from chat.lines import encode
from chat.models import Conversation, Entry, EntryKind
from chat.timeline import Fact, Range
from tests.chat.verbs import say


def test_append_numbers_the_entry_and_moves_the_conversation(alice, room):
    with transaction.atomic():
        conversation = access.locked(room.pk)
        entry = timeline.append(conversation, EntryKind.RENAMED, alice, title="Garde")
    stored = Entry.objects.get(conversation=room, seq=entry.seq)
    assert (stored.seq, stored.kind, stored.data) == (2, "renamed", {"title": "Garde"})
    assert (conversation.head, conversation.moved_at) == (2, stored.at)
    room.refresh_from_db()
    assert (room.head, room.moved_at) == (2, stored.at)


def test_an_entry_may_have_no_author(room):
    with transaction.atomic():
        timeline.append(access.locked(room.pk), EntryKind.RENAMED, None, title="Garde")
    [line] = timeline.read([Range(room.pk, 1, 2)])[room.pk]
    assert (line.author_uuid, line.author_name) == (None, "")
    assert encode(line, "practitioner")["author"] is None


def test_time_never_goes_back_in_a_conversation(alice, room):
    later = timezone.now() + timedelta(hours=1)
    Conversation.objects.update(moved_at=later)
    assert say(alice, room).at == later


def test_several_conversations_are_written_together(
    alice, bob, room, pair, django_assert_max_num_queries
):
    facts = [Fact(EntryKind.RENAMED, alice.id, {"title": str(n)}) for n in range(3)]
    wanted = [(access.locked(room.pk), facts), (access.locked(pair.pk), facts[:1])]
    with django_assert_max_num_queries(4):
        written = timeline.append_all(wanted)
    assert [entry.seq for entry in written[room.pk]] == [2, 3, 4]
    assert [entry.seq for entry in written[pair.pk]] == [1]


def test_ranges_are_read_together_and_in_order(
    alice, room, pair, django_assert_max_num_queries
):
    for text in "abc":
        say(alice, room, text)
        say(alice, pair, text)
    with django_assert_max_num_queries(1):
        found = timeline.read([Range(room.pk, 2, 4), Range(pair.pk, 0, 2)])
    assert [line.data["text"] for line in found[room.pk]] == ["b", "c"]
    assert [line.seq for line in found[pair.pk]] == [1, 2]


def test_many_ranges_are_one_query(alice, room, django_assert_num_queries):
    nowhere = [Range(-n, 0, 1) for n in range(1, 2000)]
    with django_assert_num_queries(1):
        found = timeline.read([*nowhere, Range(room.pk, 0, 1)])
    assert [line.kind for line in found[room.pk]] == ["joined"]


def test_nothing_is_asked_for_no_range(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert timeline.read([]) == {}
