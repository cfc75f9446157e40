"""Whose an upload, or a photo that is not sent, is. The only fetchers of this app.

Who may see a photo that was sent is said by who knows the conversations.
"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from accounts.people import Person
from lib.errors import NotFound
from photos.models import Photo, PhotoState, Upload


def upload_for(person: Person, upload_id: UUID) -> Upload:
    """Return an upload of his; else NotFound."""
    found = Upload.objects.filter(owner=person.id, uuid=upload_id).first()
    if found is None:
        raise NotFound
    return found


def photo_named(person: Person, client_id: UUID | None) -> Photo | None:
    """Return the photo to which its owner's device gave this name. One query."""
    if client_id is None:
        return None
    return Photo.objects.filter(owner=person.id, client_id=client_id).first()


def photo_seen(photo_id: UUID, seen: Q) -> Photo:
    """Return a photo of those that may be `seen`; else NotFound. One query.

    Authorises nothing: the caller says who may see what.
    """
    found = Photo.objects.filter(seen, uuid=photo_id).first()
    if found is None:
        raise NotFound
    return found


def locked_unsent(photo_ids: Collection[UUID]) -> dict[UUID, Photo]:
    """Return those of these photos that nobody has sent, locked. One query.

    Authorises nothing: whose they are, the caller asks. Locked after the conversation,
    and before groups.
    """
    wanted = Photo.objects.select_for_update(of=("self",)).filter(
        uuid__in=photo_ids, state=PhotoState.UNSENT
    )
    return {photo.uuid: photo for photo in wanted.order_by("pk")}
