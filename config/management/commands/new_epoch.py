from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.audit import record
from chat.epochs import begin_epoch
from chat.models import Epoch


class Command(BaseCommand):
    help = (
        "Begin a new history: every client is told that what it has is stale, and "
        "loads it again. Part of every restore."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            word = begin_epoch()
            record(None, "chat.epoch.began", Epoch.objects.get(word=word))
        self.stdout.write(f"New epoch: {word}. Restart the server.")
