"""Texts that are written once and sent often: « Réponses types »."""

import uuid
from typing import ClassVar, Final

from django.db import models
from django.db.models import Q

from accounts.models import Organisation, User

SHORTCUT_MAX: Final = 30
TITLE_MAX: Final = 80
REPLY_MAX: Final = 4000


class QuickReply(models.Model):
    """An organisation's, for all its practitioners, or one person's own."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Foreign keys without an index of their own: a constraint's begins with them.
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        related_name="quick_replies",
        db_index=False,
    )
    owner = models.ForeignKey(
        User, models.CASCADE, null=True, related_name="quick_replies", db_index=False
    )
    # What is typed after « / »: one word in lower case.
    shortcut = models.CharField(max_length=SHORTCUT_MAX)
    title = models.CharField(max_length=TITLE_MAX)
    text_fr = models.TextField(blank=True)
    text_en = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(owner__isnull=True),
                name="a_quick_reply_is_of_an_organisation_or_of_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(text_fr="", text_en=""),
                name="a_quick_reply_has_a_text",
            ),
            models.UniqueConstraint(
                fields=["organisation", "shortcut"],
                name="a_shortcut_is_used_once_in_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["owner", "shortcut"],
                name="a_shortcut_is_used_once_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"quick reply {self.uuid}"
