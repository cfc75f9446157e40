"""One photo over HTTP: to see it is to be asked for one's right, at every request."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Status

from accounts.api import AuthenticatedRequest
from groups.photo_access import photo_for
from photos.actions.discarding import discard_unsent
from photos.serving import served
from photos.storage import Size

router = Router()

PICTURE: Final[dict[str, Any]] = {
    "responses": {
        200: {
            "description": "OK",
            "content": {
                "image/jpeg": {"schema": {"type": "string", "format": "binary"}}
            },
        },
        302: {"description": "At the store, by a link of half a minute"},
    }
}


@router.get("/photos/{photo}", summary="See a photo", openapi_extra=PICTURE)
def show(
    request: AuthenticatedRequest, photo: UUID, size: Size = "screen"
) -> HttpResponse:
    """For its owner until it is sent, then for who may read its message now."""
    return served(photo_for(request.auth, photo), size)


@router.delete(
    "/photos/{photo}", response={204: None}, summary="Throw an unsent photo away"
)
def discard(request: AuthenticatedRequest, photo: UUID) -> Status[None]:
    discard_unsent(owner=request.auth, photo_id=photo)
    return Status(204, None)
