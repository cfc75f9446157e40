"""Uploading a photo: at once, or in parts that survive a cut."""

from collections.abc import Callable, Iterable
from datetime import UTC
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.people import Person
from lib.db import retrying
from lib.errors import ClientIdReused, InvalidRequest
from photos import access, workshop
from photos.actions.keeping import Kept, keep_photo
from photos.errors import (
    PhotoFormat,
    PhotoQuota,
    PhotoTooLarge,
    PhotoUnreadable,
    UploadOffset,
)
from photos.limits import MIB, PART_MAX_BYTES, PHOTO_MAX_BYTES
from photos.models import Photo, Upload, UploadDay


class Progress(NamedTuple):
    """How far an upload is; `photo` when it is through."""

    upload: Upload
    offset: int
    photo: Photo | None


class Begun(NamedTuple):
    progress: Progress
    is_new: bool


def upload_photo(
    *, owner: Person, chunks: Iterable[bytes], size: int, client_id: UUID | None
) -> Kept:
    """Keep a photo that came whole. Safe to retry with the same `client_id`."""
    _require_light(size)
    if earlier := access.photo_named(owner, client_id):
        return Kept(earlier, is_new=False)
    workshop.require_room()
    spend(owner=owner, n_bytes=size)
    with workshop.bench() as folder:
        source = folder / "original"
        workshop.take_in(chunks, source)
        return keep_photo(owner=owner, source=source, client_id=client_id)


def begin_upload(*, owner: Person, client_id: UUID, size: int) -> Begun:
    """Begin an upload, or go on with the one of this name."""
    _require_light(size)
    if earlier := _earlier(owner, client_id, size):
        return earlier
    workshop.require_room()
    try:
        return _begin(owner=owner, client_id=client_id, size=size)
    except IntegrityError:
        # It was begun by another request in between.
        return _earlier(owner, client_id, size) or _begin(
            owner=owner, client_id=client_id, size=size
        )


@retrying
@transaction.atomic
def _begin(*, owner: Person, client_id: UUID, size: int) -> Begun:
    upload = Upload.objects.create(owner_id=owner.id, client_id=client_id, size=size)
    progress = progress_of(owner, upload)
    # It may have come whole before, by the other door.
    if progress.photo is None:
        spend(owner=owner, n_bytes=size)
    return Begun(progress, is_new=True)


def _earlier(owner: Person, client_id: UUID, size: int) -> Begun | None:
    upload = Upload.objects.filter(owner=owner.id, client_id=client_id).first()
    if upload is None:
        return None
    if upload.size != size:
        raise ClientIdReused
    return Begun(progress_of(owner, upload), is_new=False)


def upload_progress(*, owner: Person, upload_id: UUID) -> Progress:
    return progress_of(owner, access.upload_for(owner, upload_id))


def progress_of(owner: Person, upload: Upload) -> Progress:
    if photo := access.photo_named(owner, upload.client_id):
        return Progress(upload, upload.size, photo)
    return Progress(upload, workshop.offset_of(upload.uuid), None)


def add_part(
    *, owner: Person, upload_id: UUID, offset: int, read: Callable[[int], bytes]
) -> Progress:
    """Add bytes at the end; the part that completes it makes the photo.

    An empty part at the end tries again what was not done then: Busy, StorageFull. What
    is no picture is refused and forgotten.
    """
    progress = upload_progress(owner=owner, upload_id=upload_id)
    upload = progress.upload
    if progress.photo:
        return progress
    workshop.require_room()
    content = read(PART_MAX_BYTES + 1)
    if len(content) > PART_MAX_BYTES:
        raise RequestDataTooBig
    with workshop.part(upload.uuid) as file:
        there = file.tell()
        if offset != there:
            raise UploadOffset(offset=there)
        if there + len(content) > upload.size:
            raise InvalidRequest(field="size", max=upload.size)
        file.write(content)
        file.flush()
        offset = there + len(content)
        photo = _completed(owner, upload) if offset == upload.size else None
    return Progress(upload, offset, photo)


def _completed(owner: Person, upload: Upload) -> Photo:
    source = workshop.part_path(upload.uuid)
    try:
        kept = keep_photo(owner=owner, source=source, client_id=upload.client_id)
    except (PhotoFormat, PhotoUnreadable):
        drop_upload(owner=owner, upload_id=upload.uuid)
        raise
    workshop.drop_part(upload.uuid)
    return kept.photo


def drop_upload(*, owner: Person, upload_id: UUID) -> None:
    """Forget an upload and its bytes; a photo that came of it stays."""
    upload = access.upload_for(owner, upload_id)
    workshop.drop_part(upload.uuid)
    Upload.objects.filter(pk=upload.pk).delete()


@retrying
@transaction.atomic
def spend(*, owner: Person, n_bytes: int) -> None:
    """Count what a person sends us; PhotoQuota where it is too much for a day.

    One conditional UPDATE decides: requests at the same time share what is left.
    """
    most = settings.PHOTOS_DAILY_MIB * MIB
    today = {"owner_id": owner.id, "day": timezone.now().astimezone(UTC).date()}
    UploadDay.objects.bulk_create([UploadDay(**today)], ignore_conflicts=True)
    left = UploadDay.objects.filter(**today, n_bytes__lte=most - n_bytes)
    if not left.update(n_bytes=F("n_bytes") + n_bytes):
        raise PhotoQuota(max_bytes=most)


def _require_light(size: int) -> None:
    if size > PHOTO_MAX_BYTES:
        raise PhotoTooLarge(max_bytes=PHOTO_MAX_BYTES)
