"""Photos that go with a message: taken under locks, written down with its entry.

lock the conversation -> lock the photos -> groups, personal rows
  each is its author's own, and unsent     else PhotoUnknown, for whatever reason
  -> what the entry says of them
after the entry -> unsent becomes sent; which message it went with
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from accounts.people import Person
from chat.errors import PhotoConsentRequired
from chat.models import Conversation, Entry, Kind
from chat.photo_access import is_consent_given
from chat.photo_models import PhotoConsent, SentPhoto
from chat.schemas import Enclosure, PhotoIn
from photos.access import locked_unsent
from photos.actions.discarding import discard_sent
from photos.actions.sending import send_photos
from photos.errors import PhotoUnknown
from photos.models import Photo

# What entries say of their photos.
Told = Sequence[Mapping[str, Any]]


class Album:
    """The photos that messages of one transaction name, locked; each is given once."""

    def __init__(self, messages: Iterable[Enclosure]) -> None:
        """One query, none where no photo is named."""
        named = {photo.id for message in messages for photo in message.photos}
        self._unsent = locked_unsent(named) if named else {}
        self._given: dict[UUID, Photo] = {}

    def require(self, person: Person, message: Enclosure) -> None:
        """Raise PhotoUnknown unless all are there, unsent, and his."""
        missing = [one.id for one in message.photos if not self._is_his(person, one.id)]
        if missing:
            raise PhotoUnknown(photos=[str(one) for one in missing])

    def _is_his(self, person: Person, photo_id: UUID) -> bool:
        photo = self._unsent.get(photo_id)
        return photo is not None and photo.owner_id == person.id

    def give(self, message: Enclosure) -> list[dict[str, Any]]:
        """Take them out for one message; returns what its entry says of them."""
        for one in message.photos:
            self._given[one.id] = self._unsent.pop(one.id)
        return [_told(one, self._given[one.id]) for one in message.photos]

    def enclose(self, entries: Iterable[Entry]) -> None:
        """Write down with which entries they went. Two queries, none for no photo."""
        if not self._given:
            return
        send_photos(photos=self._given.values())
        SentPhoto.objects.bulk_create(
            SentPhoto(
                photo=self._given[UUID(told["id"])],
                conversation_id=entry.conversation_id,
                seq=entry.seq,
            )
            for entry in entries
            for told in entry.data.get("photos", ())
        )


def _told(asked: PhotoIn, photo: Photo) -> dict[str, Any]:
    return {
        "id": str(photo.uuid),
        "w": photo.width,
        "h": photo.height,
        "alt": asked.alt,
        "site": asked.site.value if asked.site else None,
    }


def content(message: Enclosure, photos: Told) -> dict[str, Any]:
    """What the entry of a message says, its text first."""
    told: dict[str, Any] = {"text": message.text or ""}
    if photos:
        told["photos"] = list(photos)
    return told


def is_same(kept: Mapping[str, Any], message: Enclosure, **more: Any) -> bool:
    """Whether an entry says what is asked again. Measures are not the author's."""
    photos = [
        {name: one[name] for name in ("id", "alt", "site")}
        for one in kept.get("photos", ())
    ]
    asked = [one.model_dump(mode="json") for one in message.photos]
    others = {name: one for name, one in kept.items() if name != "photos"}
    return photos == asked and others == {"text": message.text or "", **more}


def require_consent(
    conversation: Conversation, author: Person, message: Enclosure, *, is_patients: bool
) -> None:
    """A practitioner shows a patient: once he says that the patient agrees.

    Under the conversation's lock. Writes down who said so. `is_patients`: a patient has
    asked the question.
    """
    if not message.photos or conversation.kind != Kind.QUESTION or not is_patients:
        return
    if is_consent_given(conversation.uuid):
        return
    if not message.photo_consent:
        raise PhotoConsentRequired
    PhotoConsent.objects.create(conversation=conversation, given_by_id=author.id)


def discard_enclosed(conversation: Conversation, seq: int) -> None:
    """The message is taken back: nobody sees its photos any more."""
    sent = SentPhoto.objects.filter(conversation=conversation, seq=seq)
    discard_sent(keys=list(sent.values_list("photo_id", flat=True)))
