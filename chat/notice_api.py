"""The HTTP door to what was sent of a conversation: for its professionals."""

from uuid import UUID

from accounts.api import AuthenticatedRequest
from chat import access
from lib.errors import NotFound
from push.ledger_api import ledger_router


def _key(request: AuthenticatedRequest, conversation_id: UUID) -> int:
    """Who takes part for a patient has no ledger: NotFound, as a stranger."""
    mine = access.participation_for(request.auth, conversation_id)
    if mine.for_record_id is not None:
        raise NotFound
    return mine.conversation_id


def _there(conversation_key: int) -> list[int]:
    return list(access.present(conversation_key).values_list("user_id", flat=True))


router = ledger_router(_key, _there)
