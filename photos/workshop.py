"""The private folder in which uploads and decodings lie, for as long as they last.

What comes from a camera says where and when it was taken: no other place ever holds it.
"""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final
from uuid import UUID

from django.conf import settings

from photos.errors import Busy, PhotoTooLarge, StorageFull
from photos.limits import MIB, PHOTO_MAX_BYTES, UNSENT_HOURS

# Of a folder in which a decoding is under way.
DECODING: Final = "decoding-"
PART: Final = ".part"
REQUEST_HOURS: Final = 1


def place() -> Path:
    return Path(settings.PHOTOS_UPLOADS_DIR)


def require_room() -> None:
    """StorageFull where a disk that photos are written to is nearly full."""
    for folder in (place(), Path(settings.PHOTOS_DIR)):
        if folder.exists():
            disk = shutil.disk_usage(folder)
            least = disk.total * settings.PHOTOS_MIN_FREE_PERCENT // 100
            if disk.free < max(settings.PHOTOS_MIN_FREE_MIB * MIB, least):
                raise StorageFull


@contextmanager
def bench() -> Iterator[Path]:
    """A folder of our own that is gone afterwards, whatever happens."""
    with tempfile.TemporaryDirectory(prefix=DECODING, dir=place()) as folder:
        yield Path(folder)


def take_in(chunks: Iterable[bytes], target: Path) -> int:
    """Write what comes, counting; PhotoTooLarge beyond the limit. Returns the size."""
    size = 0
    with target.open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > PHOTO_MAX_BYTES:
                raise PhotoTooLarge(max_bytes=PHOTO_MAX_BYTES)
            file.write(chunk)
    return size


def part_path(upload: UUID) -> Path:
    return place() / f"{upload}{PART}"


def offset_of(upload: UUID) -> int:
    """How many bytes of it are really there."""
    try:
        return part_path(upload).stat().st_size
    except FileNotFoundError:
        return 0


@contextmanager
def part(upload: UUID) -> Iterator[IO[bytes]]:
    """The bytes of an upload that are there, for us alone; Busy where another has them.

    Positioned at their end.
    """
    with part_path(upload).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        file.seek(0, os.SEEK_END)
        yield file


def drop_part(upload: UUID) -> None:
    part_path(upload).unlink(missing_ok=True)


def sweep() -> int:
    """Remove what a crash has left, or nobody came back for. Returns how many."""
    stale = [path for path in place().iterdir() if _is_stale(path)]
    for path in stale:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(stale)


def _is_stale(path: Path) -> bool:
    """Parts wait for their person; all else is of a request, and those are short."""
    hours = UNSENT_HOURS if path.suffix == PART else REQUEST_HOURS
    try:
        return path.stat().st_mtime < time.time() - hours * 3600
    except FileNotFoundError:
        return False
