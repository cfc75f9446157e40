"""Photos of the invented people, uploaded as they would."""

from uuid import uuid4

from accounts.people import Person
from chat.schemas import PhotoIn
from config.demo.drawing import photo
from config.demo.said import Shown
from photos.actions.uploading import upload_photo


def attach(author: Person, shown: Shown) -> PhotoIn:
    content = photo(shown.picture)
    kept = upload_photo(
        owner=author, chunks=[content], size=len(content), client_id=uuid4()
    )
    return PhotoIn(id=kept.photo.uuid, alt=shown.alt, site=shown.site)
