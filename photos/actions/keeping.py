"""Keeping a photo: read by another process, stored, then written down."""

import errno
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from accounts.people import Person
from photos import access, storage, workshop
from photos.decoding import Decoded, decode
from photos.errors import StorageFull
from photos.models import Photo


class Kept(NamedTuple):
    """`is_new` is false for a recognised retry."""

    photo: Photo
    is_new: bool


def keep_photo(*, owner: Person, source: Path, client_id: UUID | None) -> Kept:
    """Make a photo of a file that nobody trusts. The caller removes the file.

    File first, row after: a crash in between leaves nothing that anybody could see.
    """
    if earlier := access.photo_named(owner, client_id):
        return Kept(earlier, is_new=False)
    if not connection.in_atomic_block:
        # Others need it more, while this one waits for the decoder.
        connection.close()
    try:
        with workshop.bench() as folder:
            decoded = decode(source, folder)
            key = storage.keep(decoded)
            return _written(owner, client_id, key, decoded)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise StorageFull from error
        raise


def _written(owner: Person, client_id: UUID | None, key: str, decoded: Decoded) -> Kept:
    try:
        with transaction.atomic():
            photo = Photo.objects.create(
                owner_id=owner.id,
                client_id=client_id,
                key=key,
                width=decoded.width,
                height=decoded.height,
                **{
                    f"{size}_bytes": decoded.file(size).stat().st_size
                    for size in storage.SIZES
                },
            )
    except IntegrityError:
        # The same upload was finished elsewhere in between.
        storage.forget(key)
        earlier = access.photo_named(owner, client_id)
        if earlier is None:
            raise
        return Kept(earlier, is_new=False)
    return Kept(photo, is_new=True)
