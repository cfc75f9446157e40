"""`manage.py deliver`: a worker of its own, as many as you like (PostgreSQL)."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from config.wiring import desk
from push.working import work


class Command(BaseCommand):
    help = "Send notices until SIGTERM."

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stopped.set())
        work(desk(), stopped)
