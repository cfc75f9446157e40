import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from config import backups, catalogues, serving
from config.operations import unapplied_migrations


class Command(BaseCommand):
    help = (
        "Make everything ready to serve: translations, static files, tables. An older "
        "SQLite database is backed up before it changes. Quick when nothing is to do."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="fill a new database with demo data"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if catalogues.compile_changed():
            self.stdout.write("Translations compiled.")
        self._collect_static()
        is_new = self._migrate()
        if is_new and options["demo"]:
            self.stdout.write("New database: making demo data …")
            call_command("demo", stdout=self.stdout)

    def _collect_static(self) -> None:
        """Collect again where a source is newer than the last manifest."""
        manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
        sources = [Path(folder) for folder in settings.STATICFILES_DIRS]
        sources.append(settings.BASE_DIR / "requirements" / "base.txt")
        # With it, or another one, files are put together in another way.
        sources.append(settings.BASE_DIR / "node_modules" / ".package-lock.json")
        if manifest.exists() and manifest.stat().st_mtime >= newest(sources):
            return
        self.stdout.write("Collecting static files …")
        # In a rolling restart, pages of the older processes name the older files.
        alone = settings.PROCESSES == 1
        call_command("collectstatic", interactive=False, verbosity=0, clear=alone)
        os.utime(manifest)

    def _migrate(self) -> bool:
        """Bring the tables to this version; return whether there were none."""
        is_new = not connection.introspection.table_names()
        if not unapplied_migrations():
            return is_new
        try:
            lock = serving.hold_alone()
        except serving.NotSafeToServe as error:
            raise CommandError(str(error)) from error
        try:
            self._backup_and_migrate(is_new)
        finally:
            if lock:
                lock.close()
        return is_new

    def _backup_and_migrate(self, is_new: bool) -> None:  # noqa: FBT001
        if connection.vendor == "sqlite" and not is_new:
            kept = backups.backup(backups.new_path("before-migration"))
            self.stdout.write(f"The older database is kept in {kept}")
        self.stdout.write("Making the tables …" if is_new else "Migrating …")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)


def newest(sources: Iterable[Path]) -> float:
    """Return when something of `sources`, folders and what they hold, last changed."""
    found = (path for source in sources for path in (source, *source.rglob("*")))
    return max(path.stat().st_mtime for path in found if path.exists())
