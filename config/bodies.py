"""How much a request may bring, counted while it comes, before anybody reads it.

Django takes a whole body in before it asks who sends it. A photo may be heavy, nothing
else is; a little more is let in than is allowed, so that the refusal comes with words.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from io import BytesIO
from typing import Any, Final

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse

from lib.errors import DomainError
from photos.errors import PhotoTooLarge
from photos.limits import MIB, PHOTO_MAX_BYTES

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

PHOTOS: Final = "/api/v1/photos"
MOST_BYTES: Final = 3 * MIB
MOST_OF_A_PHOTO: Final = PHOTO_MAX_BYTES + 2 * MIB


class Body:
    """What comes in of a request. Beyond its limit the line looks cut from our side."""

    def __init__(self, scope: Message, receive: Receive) -> None:
        self._scope, self._receive = scope, receive
        is_photo = scope["path"] == PHOTOS
        self._most = MOST_OF_A_PHOTO if is_photo else MOST_BYTES
        self._size = 0
        self.is_too_large = self._announced() > self._most

    def _announced(self) -> int:
        for name, value in self._scope.get("headers", ()):
            if name.lower() == b"content-length" and value.isdigit():
                return int(value)
        return 0

    async def receive(self) -> Message:
        message = await self._receive()
        self._size += len(message.get("body") or b"")
        if self._size > self._most:
            self.is_too_large = True
            return {"type": "http.disconnect"}
        return message

    def refusal(self) -> HttpResponse:
        """Say it in a language that the client accepts: who he is, nobody asked."""
        from config.refusals import TooLarge, refusal_response

        request: Any = ASGIRequest(self._scope, BytesIO())
        request._person = None
        is_photo = self._most == MOST_OF_A_PHOTO
        error: DomainError = TooLarge()
        if is_photo:
            error = PhotoTooLarge(max_bytes=PHOTO_MAX_BYTES)
        response = refusal_response(request, error)
        response["Cache-Control"] = "private, no-store"
        return response
