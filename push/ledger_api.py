"""The HTTP door to what was sent of a conversation (N8).

Who may see it and whose names he may read, the app above says.
"""

from collections.abc import Callable, Collection
from uuid import UUID

from ninja import Router

from accounts.api import AuthenticatedRequest
from push import queries
from push.schemas import Ledger

# The subject's key for who may see its ledger; else raises NotFound.
Require = Callable[[AuthenticatedRequest, UUID], int]
# The people (keys) who take part in a subject now: their names may be read.
Named = Callable[[int], Collection[int]]


def nobody(subject_key: int) -> Collection[int]:
    return ()


def ledger_router(require: Require, named: Named = nobody) -> Router:
    router = Router()

    @router.get(
        "/conversations/{conversation}/notices",
        response=Ledger,
        summary="List the notices that were sent",
    )
    def notices(request: AuthenticatedRequest, conversation: UUID) -> Ledger:
        """By which channel, to which masked address, when, and what became of each.

        For professionals who take part. Patients get 404.
        """
        key = require(request, conversation)
        return queries.ledger_of(key, named=named(key))

    return router
