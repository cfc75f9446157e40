"""Who may see a photo. The only fetchers.

Its owner until it is sent; then who may read its message now, and nobody else: asked at
every request, for every size. What may not be seen is not there.
"""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.people import Person
from chat.access import participations
from chat.photo_models import PhotoConsent, SentPhoto
from photos.access import photo_seen
from photos.models import Photo, PhotoState


def photo_for(person: Person, photo_id: UUID) -> Photo:
    """Return a photo that `person` may see; else NotFound. One query."""
    there = participations(person).filter(
        conversation=OuterRef("conversation"), from_seq__lte=OuterRef("seq")
    )
    mine = Q(owner=person.id, state=PhotoState.UNSENT)
    sent = SentPhoto.objects.filter(Exists(there))
    return photo_seen(photo_id, mine | _went_with(sent))


def photo_in(conversations: QuerySet[Any, int], photo_id: UUID) -> Photo:
    """Return a photo that was sent to one of these conversations; else NotFound.

    For apps above, which say by their own rules who may read them whole. One query.
    """
    there = SentPhoto.objects.filter(conversation__in=conversations)
    return photo_seen(photo_id, _went_with(there))


def _went_with(messages: QuerySet[SentPhoto]) -> Q:
    """For rows of Photo. A message that is taken back takes the state with it."""
    return Q(Exists(messages.filter(photo=OuterRef("pk"))), state=PhotoState.SENT)


def is_consent_given(conversation_id: UUID) -> bool:
    return PhotoConsent.objects.filter(conversation__uuid=conversation_id).exists()
