"""Which message a photo went with, and that a patient agreed to his being shown."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from accounts.models import User
from photos.models import Photo


class SentPhoto(models.Model):
    """A photo and its message. Who may read the one may see the other.

    What else is said of it (alternative text, site) stands in the entry's data.
    """

    # Foreign keys without an index of their own: a constraint's begins with them.
    photo = models.ForeignKey(
        Photo, models.CASCADE, related_name="sent", db_index=False
    )
    conversation = models.ForeignKey(
        "chat.Conversation", models.PROTECT, related_name="+", db_index=False
    )
    seq = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["photo"], name="a_photo_goes_with_one_message"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["conversation", "seq"], name="photos_of_a_message")
        ]

    def __str__(self) -> str:
        return f"photo {self.photo_id} of {self.conversation_id}/{self.seq}"


class PhotoConsent(models.Model):
    """A practitioner says that the patient of this question agrees. Once for all."""

    conversation = models.OneToOneField(
        "chat.Conversation", models.PROTECT, primary_key=True, related_name="+"
    )
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"consent in {self.conversation_id}"
