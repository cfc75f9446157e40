"""Groups: of experts, who are asked questions, and of discussion."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from chat.models import Conversation
from lib.db import DatabaseNow


class GroupKind(models.TextChoices):
    DISCUSSION = "discussion", _("Groupe de discussion")
    EXPERT = "expert", _("Groupe d’experts")


class Group(models.Model):
    """People addressed together; in a discussion, by one conversation (S2-05)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="groups"
    )
    kind = models.CharField(max_length=12, choices=GroupKind)
    name = models.CharField(_("nom"), max_length=120)
    conversation = models.OneToOneField(
        Conversation, models.PROTECT, null=True, related_name="group"
    )
    # Expert groups: what askers read, who may ask, and whether for the moment.
    public_name = models.CharField(_("nom affiché"), max_length=120, blank=True)
    description = models.CharField(_("description"), max_length=500, blank=True)
    specialty = models.CharField(_("spécialité"), max_length=80, blank=True)
    is_open_to_patients = models.BooleanField(default=False)
    is_open_to_practitioners = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    # The version of its queue, incremented by each change of what the queue shows.
    queue_version = models.PositiveBigIntegerField(default=0)
    # Below this version a change cannot be told: readers get the whole.
    queue_whole_from = models.PositiveBigIntegerField(default=0)
    queue_moved_at = models.DateTimeField(db_default=DatabaseNow(), db_index=True)
    # A newcomer reads what was written before him (S2-37).
    is_history_shared = models.BooleanField(default=False)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # The creator's device's name for the intention (exactly once).
    client_id = models.UUIDField(null=True)
    # Digest of what was asked: the same client_id with another content is refused.
    asked_digest = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("groupe")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["created_by", "client_id"], name="a_group_is_created_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="discussion") | Q(conversation__isnull=False),
                name="a_discussion_group_has_a_conversation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"

    def name_for(self, *, is_patient: bool) -> str:
        """Patients read the name that was made for them, where there is one."""
        return (is_patient and self.public_name) or self.name

    @property
    def discussion(self) -> Conversation:
        """The conversation of a discussion group, which always has one."""
        assert self.conversation is not None
        return self.conversation


class GroupMember(models.Model):
    group = models.ForeignKey(Group, models.PROTECT, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, related_name="group_memberships")
    # Where he is a practitioner, and for how long he can be a member at most.
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    # May rename the group, add and remove; the creator first, then the eldest member.
    is_manager = models.BooleanField(default=False)
    # An expert who wants no notices of what waits in this group (S2-33).
    muted_until = models.DateTimeField(null=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        verbose_name = _("membre de groupe")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "user"],
                condition=Q(removed_at__isnull=True),
                name="a_person_is_a_member_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.group_id}"
