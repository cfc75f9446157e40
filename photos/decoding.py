"""Lets another process read a picture; this one never opens it.

That process has limits of memory, processor, time and file size, no environment, no
open file of ours, and a folder of its own. Whatever becomes of it, this one goes on.
"""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.conf import settings

from photos.errors import Busy, PhotoFormat, PhotoFormatOfFour, PhotoUnreadable
from photos.limits import DECODINGS_AT_ONCE, DECODINGS_WAITING, MIB, WAIT_SECONDS

logger = logging.getLogger(__name__)

DECODER: Final = Path(__file__).with_name("decoder.py")
MEMORY_BYTES: Final = 1024 * MIB
CPU_SECONDS: Final = 10
WALL_SECONDS: Final = 15.0
# Of one size, and 4096 pixels of noise a side.
FILE_BYTES: Final = 48 * MIB

_reading: Final = threading.BoundedSemaphore(DECODINGS_AT_ONCE)
_waiting: Final = threading.BoundedSemaphore(DECODINGS_AT_ONCE + DECODINGS_WAITING)


class Decoded(NamedTuple):
    """What was made of a picture: its measures, and the folder with its sizes."""

    width: int
    height: int
    folder: Path

    def file(self, size: str) -> Path:
        return self.folder / f"{size}.jpg"


def decode(source: Path, folder: Path) -> Decoded:
    """Make the sizes of a picture in an empty folder, or refuse it.

    Raises PhotoFormat, PhotoUnreadable; Busy where others take too long.
    """
    with _turn():
        answer = _answer(source, folder)
    match answer:
        case {"w": int(width), "h": int(height)}:
            return Decoded(width, height, folder)
        case {"refused": "photo_format", "reason": str(reason)}:
            refusal = PhotoFormatOfFour if is_heic_on() else PhotoFormat
            raise refusal(reason=reason)
        case {"refused": "photo_unreadable", "reason": str(reason)}:
            raise PhotoUnreadable(reason=reason)
    raise PhotoUnreadable(reason="too_hard")


def is_heic_on() -> bool:
    """HEIC is off unless the operator wants it and has installed what reads it."""
    return bool(settings.PHOTOS_HEIC) and find_spec("pillow_heif") is not None


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for one of the places, for a while and not in any number."""
    if not _waiting.acquire(blocking=False):
        raise Busy
    try:
        if not _reading.acquire(timeout=WAIT_SECONDS):
            raise Busy
        try:
            yield
        finally:
            _reading.release()
    finally:
        _waiting.release()


def _answer(source: Path, folder: Path) -> Any:
    """What the decoder says; None where it came to grief."""
    heic = ["heic"] if is_heic_on() else []
    limits = map(str, (MEMORY_BYTES, CPU_SECONDS, FILE_BYTES))
    decoder = [sys.executable, "-I", str(DECODER), str(source), *limits, *heic]
    try:
        done = subprocess.run(  # noqa: S603  no word of it comes from outside
            decoder,
            cwd=folder,
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        logger.warning("a picture was not read in %s s", WALL_SECONDS)
        return None
    if done.returncode:
        logger.warning("the decoder ended with %s", done.returncode)
        return None
    try:
        return json.loads(done.stdout)
    except ValueError:
        return None
