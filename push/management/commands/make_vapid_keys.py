from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from push import vapid
from push.models import Device, Platform


class Command(BaseCommand):
    help = (
        "Make the key by which push services of browsers know this server, once, and "
        "print its public half. The file is VAPID_KEY_FILE: back it up."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--replace",
            action="store_true",
            help="make another one, and forget browsers: their pages subscribe again",
        )

    def handle(self, *args: Any, replace: bool, **options: Any) -> None:
        try:
            vapid.make(is_replaced=replace)
        except OSError as error:
            raise CommandError(f"The key cannot be written: {error}") from error
        if replace:
            # Push services would refuse what is sent to them from now on, and our
            # breaker would count it.
            Device.objects.filter(platform=Platform.BROWSER).delete()
        public = vapid.public_key()
        if public is None:
            raise CommandError(
                "The file that is there holds no key of the curve P-256; --replace "
                "writes another one over it."
            )
        self.stdout.write(public)
