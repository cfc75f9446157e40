from typing import ClassVar, Self

from django.conf import settings
from django.db import models


class Message(models.Model):
    room = models.CharField(max_length=100, db_index=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    # For mypy, which does not know this project's settings.
    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        app_label = "baseline"

    def __str__(self) -> str:
        return f"{self.room} {self.pk}"
