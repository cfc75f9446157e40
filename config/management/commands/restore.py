from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Session
from config import backups, serving


class Command(BaseCommand):
    help = (
        "Replace the database by a backup, bring it to this version, sign everybody "
        "out and begin a new epoch. What was there is kept beside it first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        source = options["file"].absolute()
        if not options["yes"] and input("Replace the database? [yes/no] ") != "yes":
            raise CommandError("Nothing was changed.")
        try:
            lock = serving.hold_alone()
        except serving.NotSafeToServe as error:
            raise CommandError("Stop the server first.") from error
        try:
            self._restore(source)
        finally:
            if lock:
                lock.close()

    def _restore(self, source: Path) -> None:
        kept = backups.backup(backups.new_path("before-restore"))
        self.stdout.write(f"What was there is kept in {kept}")
        backups.restore(source)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        # Sessions that were ended since the backup would live again.
        Session.objects.all().delete()
        call_command("new_epoch", stdout=self.stdout)
