"""A question to an expert group: who asked, who has taken it, where it stands."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import PatientRecord, User
from chat.models import Conversation
from groups.models.groups import Group


class QuestionState(models.TextChoices):
    """Mirrored by the conversation's state, in the same transaction."""

    PENDING = "pending", _("En attente")
    CLAIMED = "claimed", _("Prise en charge")
    CLOSED = "closed", _("Clôturée")
    WITHDRAWN = "withdrawn", _("Retirée")


class Question(models.Model):
    """The first member of the group who answers takes it (S2-14 … S2-16).

    While it is pending only the requester takes part in its conversation; the members
    read it through `groups/access.py`. Its id outside is its conversation's.
    """

    conversation = models.OneToOneField(
        Conversation, models.PROTECT, primary_key=True, related_name="question"
    )
    group = models.ForeignKey(Group, models.PROTECT, related_name="questions")
    state = models.CharField(
        max_length=10, choices=QuestionState, default=QuestionState.PENDING
    )
    requester = models.ForeignKey(User, models.PROTECT, related_name="+")
    # The patient for whom it is asked; none where a practitioner asks.
    for_record = models.ForeignKey(
        PatientRecord, models.PROTECT, null=True, related_name="questions"
    )
    assignee = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="questions_taken"
    )
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    claimed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    # The version of the group's queue that last changed this row, leaving included.
    queue_version = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("question")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["pending", "withdrawn"],
                    assignee__isnull=True,
                    claimed_at__isnull=True,
                )
                | Q(
                    state__in=["claimed", "closed"],
                    assignee__isnull=False,
                    claimed_at__isnull=False,
                )
                # A pending question of a deactivated group, closed with a message.
                | Q(state="closed", assignee__isnull=True, claimed_at__isnull=True),
                name="who_takes_a_question_is_its_assignee",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="a_closed_question_has_a_time_of_closing",
            ),
            models.CheckConstraint(
                condition=Q(assignee__isnull=True) | ~Q(assignee=models.F("requester")),
                name="nobody_takes_his_own_question",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["group", "queue_version"], name="queue_changes"),
            models.Index(
                fields=["group", "asked_at"],
                condition=Q(state="pending"),
                name="pending_questions_by_age",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} question {self.pk}"
