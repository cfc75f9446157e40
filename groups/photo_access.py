"""Who may see a photo, and what a patient's consent lacks. The only fetchers.

Beside those of whose conversation it is, the members of a group may see those of its
pending questions, until one of them takes it.
"""

from uuid import UUID

from accounts.people import Person
from chat import photo_access
from groups.access import expert_there
from groups.models import Question, QuestionState
from groups.question_schemas import PhotoConsentState, RequesterOut
from lib.errors import NotFound
from photos.models import Photo


def photo_for(person: Person, photo_id: UUID) -> Photo:
    """Return a photo that `person` may see now; else NotFound. Two queries at most."""
    try:
        return photo_access.photo_for(person, photo_id)
    except NotFound:
        waiting = Question.objects.filter(
            expert_there(person.id), state=QuestionState.PENDING
        )
        keys = waiting.values_list("conversation_id", flat=True)
        return photo_access.photo_in(keys, photo_id)


def photo_consent(
    person: Person, question_id: UUID, requester: RequesterOut
) -> PhotoConsentState:
    """What the next photo of this reader needs. One query, where a patient has asked
    and another one reads.
    """
    if requester.role != "patient" or requester.id == person.uuid:
        return None
    return "given" if photo_access.is_consent_given(question_id) else "needed"
