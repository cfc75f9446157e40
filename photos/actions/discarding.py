"""Taking photos out of everybody's sight; their files follow."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from accounts.people import Person
from lib.errors import NotFound
from photos import storage
from photos.models import Photo, PhotoState


def discard_unsent(*, owner: Person, photo_id: UUID) -> None:
    """Discard a photo of his that no message names; else NotFound.

    One UPDATE decides between this and a message that goes out at the same time.
    """
    mine = Photo.objects.filter(owner=owner.id, uuid=photo_id)
    if not discard(mine.filter(state=PhotoState.UNSENT)):
        raise NotFound
    remove(mine.get())


def discard_sent(*, keys: Collection[int]) -> None:
    """In the transaction that takes their message back. The sweep removes the files."""
    discard(Photo.objects.filter(pk__in=keys))


def discard(photos: QuerySet[Photo]) -> int:
    """Returns how many. Their names are free again for what their owners mean then."""
    return photos.update(state=PhotoState.DISCARDED, client_id=None)


def remove(photo: Photo) -> None:
    """Files first: while they are there, a row says so."""
    storage.forget(photo.key)
    Photo.objects.filter(pk=photo.pk, state=PhotoState.DISCARDED).delete()
