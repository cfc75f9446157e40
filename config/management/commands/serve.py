import os
from typing import Any

from daphne.endpoints import build_endpoint_description_strings
from daphne.server import Server
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.serving import NotSafeToServe

# More than the protocol allows, so that the pipe itself can refuse with words.
MESSAGE_BYTES = 256 * 1024


class AnnouncingServer(Server):  # type: ignore[misc]  # Daphne has no types
    announcement = ""

    def listen_success(self, port: Any) -> None:
        print(self.announcement, flush=True)  # noqa: T201

    def listen_error(self, failure: Any) -> None:
        self.stop()


class Command(BaseCommand):
    help = "Serve with Daphne, in one process, until Ctrl-C or SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from config.asgi import application
        except NotSafeToServe as error:
            raise CommandError(str(error)) from error
        host, port = options["host"], options["port"]
        server = AnnouncingServer(
            application=application,
            endpoints=build_endpoint_description_strings(host=host, port=port),
            websocket_max_message_size=MESSAGE_BYTES,
            websocket_max_frame_size=MESSAGE_BYTES,
            websocket_timeout=-1,
            server_name="relais",
        )
        server.announcement = os.environ.get("ANNOUNCE") or f"Serving {host}:{port}"
        server.run()
        if server.abort_start:
            raise CommandError(f"Port {port} of {host} is not free.")
