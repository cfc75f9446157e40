"""Photos that go out with a message: from then on they are its readers'."""

from collections.abc import Collection

from photos.errors import PhotoUnknown
from photos.models import Photo, PhotoState


def send_photos(*, photos: Collection[Photo]) -> None:
    """In the message's transaction, which has locked them. One UPDATE decides."""
    unsent = Photo.objects.filter(
        pk__in=[photo.pk for photo in photos], state=PhotoState.UNSENT
    )
    if unsent.update(state=PhotoState.SENT) != len(photos):
        raise PhotoUnknown
