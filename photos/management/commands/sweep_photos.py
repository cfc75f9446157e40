from typing import Any

from django.core.management.base import BaseCommand

from photos.sweeping import sweep, sweep_orphans


class Command(BaseCommand):
    help = (
        "Remove photos that were discarded or never sent, uploads that nobody came "
        "back for, and files that no photo names. Every server does it by itself."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        swept, n_orphans = sweep(), sweep_orphans()
        self.stdout.write(
            f"Removed: {swept.photos} photos, {swept.uploads} uploads, "
            f"{swept.files} files of uploads, {n_orphans} files without a photo."
        )
