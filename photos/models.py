"""What is kept of a photo, of an upload under way, and of what a day has brought."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from lib.db import DatabaseNow


class PhotoState(models.TextChoices):
    """Unsent: for its owner alone. Discarded: for nobody; the sweep removes it."""

    UNSENT = "unsent", _("Non envoyée")
    SENT = "sent", _("Envoyée")
    DISCARDED = "discarded", _("Supprimée")


class Photo(models.Model):
    """Three JPEGs in the store, made of pixels. Written once its files are there."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    # The owner's device's name for the intention (exactly once).
    client_id = models.UUIDField(null=True)
    # What its files are called; told to nobody.
    key = models.CharField(max_length=32, unique=True, editable=False)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    thumb_bytes = models.PositiveIntegerField()
    screen_bytes = models.PositiveIntegerField()
    full_bytes = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10, choices=PhotoState, default=PhotoState.UNSENT
    )
    created_at = models.DateTimeField(db_default=DatabaseNow(), editable=False)

    class Meta:
        verbose_name = _("photo")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "client_id"],
                name="a_client_id_names_one_photo_of_its_owner",
            ),
            models.CheckConstraint(
                condition=Q(width__gte=1, height__gte=1),
                name="a_photo_has_pixels",
            ),
        ]
        indexes: ClassVar = [
            # What the sweep looks at.
            models.Index(
                fields=["state", "created_at"],
                condition=~Q(state="sent"),
                name="photos_that_may_go",
            )
        ]

    def __str__(self) -> str:
        return f"photo {self.uuid}"


class Upload(models.Model):
    """A photo that comes in parts. How much is there, its file says (workshop.py)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    client_id = models.UUIDField()
    size = models.PositiveIntegerField()
    begun_at = models.DateTimeField(db_default=DatabaseNow(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "client_id"],
                name="a_client_id_names_one_upload_of_its_owner",
            ),
            models.CheckConstraint(
                condition=Q(size__gte=1), name="an_upload_has_a_size"
            ),
        ]

    def __str__(self) -> str:
        return f"upload {self.uuid}"


class UploadDay(models.Model):
    """What a person has sent us on one day, in UTC, of whatever quality."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    n_bytes = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "day"], name="a_person_has_one_count_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.n_bytes} bytes on {self.day}"
