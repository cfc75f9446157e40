"""Conversations, their append-only log, who takes part, and each person's own view."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import PatientRecord, User
from chat.photo_models import PhotoConsent, SentPhoto  # noqa: F401  as the next
from chat.quick_models import QuickReply  # noqa: F401  Django looks for models here
from lib.db import DatabaseNow


class Kind(models.TextChoices):
    """The three kinds of conversation; a kind never changes (S2-02)."""

    QUESTION = "question", _("Question")
    PRIVATE = "private", _("Message privé")
    GROUP = "group", _("Groupe de discussion")


class State(models.TextChoices):
    """Open is every private or group conversation; the others are a question's life."""

    OPEN = "open", _("En cours")
    PENDING = "pending", _("En attente")
    CLAIMED = "claimed", _("Prise en charge")
    CLOSED = "closed", _("Clôturée")
    WITHDRAWN = "withdrawn", _("Retirée")


class Conversation(models.Model):
    """A log. `head` is the seq of its last entry, 0 before the first."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    # The group's name or the question's subject; a private conversation has none: each
    # of the two sees the other's name (S2-29).
    title = models.CharField(max_length=120, blank=True)
    # "low:high", the two people's keys: a pair always finds the same one (S2-04).
    pair = models.CharField(max_length=41, null=True, unique=True, editable=False)
    head = models.PositiveBigIntegerField(default=0)
    # Database time of the last entry; creation before the first.
    moved_at = models.DateTimeField(db_default=DatabaseNow(), db_index=True)
    # Organisations of the present participants: who must hear its bells.
    organisations = models.JSONField(default=list)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="private", pair__isnull=False)
                | (~Q(kind="private") & Q(pair__isnull=True)),
                name="a_private_conversation_has_a_pair_and_no_other_has",
            ),
            models.CheckConstraint(
                condition=Q(kind="private", title="")
                | (~Q(kind="private") & ~Q(title="")),
                name="a_group_or_question_has_a_title",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


class EntryKind(models.TextChoices):
    """What can be read in a log. Readers ignore the kinds that they do not know."""

    MESSAGE = "message"
    RETRACTED = "retracted"
    JOINED = "joined"
    LEFT = "left"
    RENAMED = "renamed"
    ASKED = "asked"
    MOVED = "moved"
    CLAIMED = "claimed"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    REOPENED = "reopened"
    TRANSFERRED = "transferred"


class Entry(models.Model):
    """A numbered fact. `timeline` alone writes it; never updated, never deleted."""

    # Foreign keys without an index of their own: a constraint's begins with them.
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="entries", db_index=False
    )
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20, choices=EntryKind)
    author = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    for_record = models.ForeignKey(
        PatientRecord, models.PROTECT, null=True, related_name="+", db_index=False
    )
    # The author's device's name for the intention (exactly once).
    client_id = models.UUIDField(null=True)
    # The seq that this entry points at: the message that it retracts.
    target = models.PositiveBigIntegerField(null=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "seq"],
                name="entry_seq_is_unique_in_its_conversation",
            ),
            models.UniqueConstraint(
                fields=["author", "client_id"],
                name="a_client_id_is_used_once_per_author",
            ),
            models.UniqueConstraint(
                fields=["conversation", "target"],
                condition=Q(kind="retracted"),
                name="a_message_is_retracted_once",
            ),
            models.CheckConstraint(
                condition=Q(seq__gte=1), name="entry_seq_starts_at_one"
            ),
        ]
        indexes: ClassVar = [
            # Unread = others' messages after my cursor: one short range.
            models.Index(
                fields=["conversation", "seq", "author"],
                condition=Q(kind="message"),
                name="messages_for_unread",
            ),
            models.Index(
                fields=["for_record"],
                condition=Q(for_record__isnull=False),
                name="entries_for_a_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.seq}"


class Participant(models.Model):
    """One interval of one person in a conversation, and his own view of it.

    He sees the entries from `from_seq` on while he is present (`left_seq` is null); an
    interval that has ended gives no reading at all.
    """

    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="participants"
    )
    user = models.ForeignKey(
        User, models.PROTECT, related_name="participations", db_index=False
    )
    for_record = models.ForeignKey(
        PatientRecord, models.PROTECT, null=True, related_name="+"
    )
    from_seq = models.PositiveBigIntegerField(default=1)
    left_seq = models.PositiveBigIntegerField(null=True)
    joined_at = models.DateTimeField(db_default=Now(), editable=False)
    left_at = models.DateTimeField(null=True, db_index=True)
    # Folded words of the title as this person sees it (S2-10).
    title_words = models.CharField(max_length=300, blank=True)

    read_seq = models.PositiveBigIntegerField(default=0)
    received_seq = models.PositiveBigIntegerField(default=0)
    # How far a page has received that was in front of him: his devices can wait.
    visible_seq = models.PositiveBigIntegerField(default=0)
    # Archived while this is the conversation's head: a new entry brings it back.
    archived_head = models.PositiveBigIntegerField(null=True)
    muted_until = models.DateTimeField(null=True)
    # The version of the person's inbox that last changed this row.
    inbox_version = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "user"],
                condition=Q(left_seq__isnull=True),
                name="a_person_is_present_once_in_a_conversation",
            ),
            models.CheckConstraint(
                condition=Q(left_seq__isnull=True, left_at__isnull=True)
                | Q(left_seq__isnull=False, left_at__isnull=False),
                name="who_left_has_a_time_of_leaving",
            ),
            models.CheckConstraint(
                condition=Q(received_seq__gte=F("read_seq")),
                name="what_is_read_was_received",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["user", "conversation"],
                condition=Q(left_seq__isnull=True),
                name="present_participations",
            ),
            models.Index(fields=["user", "inbox_version"], name="inbox_changes"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.conversation_id}"


class Inbox(models.Model):
    """Version of what entries cannot tell a person: cursors, archive, mute, drafts."""

    user = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="inbox"
    )
    version = models.PositiveBigIntegerField(default=0)
    moved_at = models.DateTimeField(db_default=Now(), db_index=True)

    def __str__(self) -> str:
        return f"{self.user_id} at {self.version}"


class Draft(models.Model):
    """What a person began to write. Emptied, not deleted: other devices learn it.

    It outlives his taking part: who lost a question keeps his text (N19).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        User, models.CASCADE, related_name="drafts", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="drafts"
    )
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "conversation"],
                name="a_person_has_one_draft_per_conversation",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "version"], name="draft_changes")
        ]

    def __str__(self) -> str:
        return f"draft of {self.user_id}"


class Epoch(models.Model):
    """This database's history by name; a restore from backup begins a new one."""

    word = models.CharField(max_length=32)
    began_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.word
