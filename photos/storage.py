"""Where the pixels are kept: a folder, or an S3-compatible store. Random names.

A file is there whole or not at all; its row is written after it.
"""

import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from photos.decoding import Decoded

Size = Literal["thumb", "screen", "full"]
SIZES: Final[tuple[Size, ...]] = ("thumb", "screen", "full")
PREFIX: Final = 2
PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700


class Folder(FileSystemStorage):
    """A folder without an address. A file appears under its name when it is on disk."""

    def _save(self, name: str, content: File[Any]) -> str:
        path = Path(self.path(name))
        self._make(path.parent)
        draft = path.with_suffix(".draft")
        with draft.open("xb") as file:
            for chunk in content.chunks():
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(self.file_permissions_mode or PRIVATE_FILE)
        draft.rename(path)
        return name

    def _make(self, folder: Path) -> None:
        """Its mode is the one that is wanted, whatever the process's mask."""
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(self.directory_permissions_mode or PRIVATE_FOLDER)

    def url(self, name: str | None) -> str:
        raise NotImplementedError("A photo has no public address.")


def store() -> Storage:
    return storages["photos"]


def name_of(key: str, size: Size) -> str:
    return f"{key[:PREFIX]}/{key}-{size}.jpg"


def keep(decoded: Decoded) -> str:
    """Store all sizes under a new key; returns it. Leaves nothing where it fails."""
    key = secrets.token_hex(16)
    try:
        for size in SIZES:
            with decoded.file(size).open("rb") as file:
                store().save(name_of(key, size), File(file))
    except BaseException:
        forget(key)
        raise
    return key


def read(key: str, size: Size) -> bytes:
    """Raises FileNotFoundError."""
    with store().open(name_of(key, size)) as file:
        content: bytes = file.read()
        return content


def forget(key: str) -> None:
    """Remove all sizes. Safe to repeat."""
    for size in SIZES:
        store().delete(name_of(key, size))


def kept(prefix: str) -> Iterator[tuple[str, str, datetime]]:
    """(key, name, time) of all files below a prefix, drafts of a crash included."""
    _, files = store().listdir(prefix)
    for file in files:
        name = f"{prefix}/{file}"
        yield file.partition("-")[0], name, store().get_modified_time(name)


def prefixes() -> list[str]:
    """The folders that there are."""
    folders, _ = store().listdir("")
    return sorted(folder for folder in folders if len(folder) == PREFIX)


def link(name: str, answer: dict[str, str], *, seconds: int) -> str:
    """A signed address at the S3-compatible store, with what it shall answer."""
    store_in_s3: Any = store()
    address: str = store_in_s3.url(name, parameters=answer, expire=seconds)
    return address
