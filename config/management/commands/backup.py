from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config import backups


class Command(BaseCommand):
    help = "Write a backup of the whole database while the server runs, and check it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="default: in DATA_DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        target = options["file"] or backups.new_path("backup")
        self.stdout.write(f"Backup: {backups.backup(target.absolute())}")
