"""Notices, deliveries, the devices that can be reached, and who wants what."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import PatientRecord, User
from lib.db import DatabaseNow


class NoticeKind(models.TextChoices):
    MESSAGE = "message", _("Nouveau message")
    QUESTION = "question", _("Nouvelle question")
    TEST = "test", _("Essai")


class Notice(models.Model):
    """Something that people who are away must be told. Grows until it is expanded."""

    kind = models.CharField(max_length=10, choices=NoticeKind)
    # A conversation, by its opaque id and by its key.
    subject = models.UUIDField()
    subject_key = models.PositiveBigIntegerField()
    # The seqs of which it tells.
    first = models.PositiveBigIntegerField()
    upto = models.PositiveBigIntegerField()
    is_urgent = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField(db_default=DatabaseNow(), editable=False)
    expanded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_key", "kind"],
                condition=Q(expanded_at__isnull=True),
                name="one_notice_of_a_kind_waits_for_a_subject",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                condition=Q(expanded_at__isnull=True),
                name="notices_that_wait",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Platform(models.TextChoices):
    """A browser is reached by Web Push, the others by FCM."""

    IOS = "ios", "iOS"
    ANDROID = "android", "Android"
    WEB = "web", _("Page web (FCM)")
    BROWSER = "browser", _("Navigateur")


class Device(models.Model):
    """One installation of an app, or one browser, of the last person who was there.

    `token` is FCM's name for it, or the address of a browser's subscription; `keys` are
    what one encrypts with for a browser. It goes with its session.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="devices")
    session_key = models.CharField(max_length=40, db_index=True)
    platform = models.CharField(max_length=10, choices=Platform)
    token = models.CharField(max_length=1000, unique=True)
    keys = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=DatabaseNow(), editable=False)
    # When the app last said that the token is good.
    seen_at = models.DateTimeField(db_default=DatabaseNow())

    class Meta:
        verbose_name = _("appareil")

    def __str__(self) -> str:
        return f"{self.platform} {self.uuid}"


class ChannelName(models.TextChoices):
    PUSH = "push", _("Application mobile")
    BROWSER = "browser", _("Navigateur")
    EMAIL = "email", _("E-mail")
    TEXT = "text", _("Texto")
    VOICE = "voice", _("Appel")


class DeliveryState(models.TextChoices):
    """Planned and leased are under way; a dead one failed too often."""

    PLANNED = "planned", _("Prévue")
    LEASED = "leased", _("En cours d’envoi")
    ACCEPTED = "accepted", _("Acceptée")
    FAILED = "failed", _("Échec")
    DEAD = "dead", _("Abandonnée")
    CANCELLED = "cancelled", _("Annulée")
    BOUNCED = "bounced", _("Rebond")


UNDER_WAY = (DeliveryState.PLANNED, DeliveryState.LEASED)


class Delivery(models.Model):
    """One notice for one recipient by one channel: the queue, and the ledger (N8)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # push:<subject>:<upto>:<device>, email:<subject>:<seq>:<person> …
    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=10, choices=NoticeKind)
    subject = models.UUIDField()
    subject_key = models.PositiveBigIntegerField()
    first = models.PositiveBigIntegerField()
    upto = models.PositiveBigIntegerField()
    is_urgent = models.BooleanField(default=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="deliveries")
    record = models.ForeignKey(
        PatientRecord, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    device = models.ForeignKey(Device, models.SET_NULL, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=ChannelName)
    # Masked: enough to recognise it.
    address = models.CharField(max_length=120, blank=True)
    state = models.CharField(
        max_length=10, choices=DeliveryState, default=DeliveryState.PLANNED
    )
    reason = models.CharField(max_length=60, blank=True)
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    # The fence: who holds another one may not write any more.
    lease = models.UUIDField(null=True)
    provider_ref = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(db_default=DatabaseNow(), editable=False)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("envoi")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="leased", lease__isnull=False)
                | (~Q(state="leased") & Q(lease__isnull=True)),
                name="who_sends_a_delivery_holds_its_lease",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["not_before"],
                condition=Q(state="planned"),
                name="deliveries_that_wait",
            ),
            models.Index(
                fields=["lease_until"],
                condition=Q(state="leased"),
                name="deliveries_under_way",
            ),
            models.Index(fields=["subject_key", "user"], name="deliveries_of_subject"),
            models.Index(
                fields=["provider_ref"],
                condition=~Q(provider_ref=""),
                name="deliveries_by_provider",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state} {self.key}"


class Wishes(models.Model):
    """What a person wants to be told, how, and when not; `schemas.Wishes` names all."""

    user = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="wishes"
    )
    # {kind: {channel: bool}}, where it differs from what `wishes` gives everybody.
    matrix = models.JSONField(default=dict)
    # {"1": ["22:00", "07:00"], …}, ISO weekday of the beginning, local time.
    quiet = models.JSONField(default=dict)
    snoozed_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("souhaits de notification")

    def __str__(self) -> str:
        return f"wishes of {self.user_id}"


class Link(models.Model):
    """The way in from an e-mail: opaque, personal, for a time."""

    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    subject = models.UUIDField()
    expires_at = models.DateTimeField(db_index=True)
    created_at = models.DateTimeField(db_default=DatabaseNow(), editable=False)

    def __str__(self) -> str:
        return f"link of {self.user_id}"
