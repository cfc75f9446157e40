"""Lets another process read a picture; this one never opens it.

That process has limits of memory, processor, time and file size, no environment, no
open file of ours, and a folder of its own. Whatever becomes of it, this one goes on.
"""

import json
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any, Final, NamedTuple

from django.conf import settings

from photos.errors import Busy, PhotoFormat, PhotoFormatOfFour, PhotoUnreadable
from photos.limits import DECODINGS_AT_ONCE, DECODINGS_WAITING, MIB, WAIT_SECONDS
from photos.starting import Starter

logger = logging.getLogger(__name__)

DECODER: Final = Path(__file__).with_name("decoder.py")
MEMORY_BYTES: Final = 1024 * MIB
CPU_SECONDS: Final = 10
WALL_SECONDS: Final = 15.0
# Before that, while nobody else wants the processor.
IDLE_SECONDS: Final = 5.0
# Of one size, and 4096 pixels of noise a side.
FILE_BYTES: Final = 48 * MIB

# The one that was used last comes first: the other may never be needed.
_places: Final[LifoQueue[Starter]] = LifoQueue()
for _ in range(DECODINGS_AT_ONCE):
    _places.put(Starter())
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
    with _turn() as starter:
        answer = _answer(starter, source, folder)
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
def _turn() -> Iterator[Starter]:
    """Wait for one of the places, for a while and not in any number."""
    if not _waiting.acquire(blocking=False):
        raise Busy
    try:
        try:
            starter = _places.get(timeout=WAIT_SECONDS)
        except Empty:
            raise Busy from None
        try:
            yield starter
        finally:
            _places.put(starter)
    finally:
        _waiting.release()


def _answer(starter: Starter, source: Path, folder: Path) -> Any:
    """What the decoder says; None where it came to grief."""
    heic = ["heic"] if is_heic_on() else []
    limits = map(str, (MEMORY_BYTES, CPU_SECONDS, FILE_BYTES))
    decoder = [sys.executable, "-I", str(DECODER), str(source), *limits, *heic]
    try:
        said = _said(starter, decoder, folder)
    except TimeoutError:
        logger.warning("a picture was not read in %s s", WALL_SECONDS)
        return None
    if said is None:
        logger.warning("the decoder did not end well")
        return None
    try:
        return json.loads(said)
    except ValueError:
        return None


def _said(starter: Starter, decoder: list[str], folder: Path) -> str | None:
    """In the time that conversations leave; where they leave none, beside them."""
    with suppress(TimeoutError):
        return starter.run(decoder, folder, seconds=IDLE_SECONDS, is_idle=True)
    return starter.run(decoder, folder, seconds=WALL_SECONDS, is_idle=False)
