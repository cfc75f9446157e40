"""Django's door for HTTP: a request crosses into a thread once."""

from typing import Any

from django import setup
from django.core.handlers.asgi import ASGIHandler

from config.bodies import Body


class Handler(ASGIHandler):
    """Runs all middleware and the view in one thread, one after another.

    They are synchronous. Django would cross from the event loop into a thread and back
    for each of them, a score of times a request.
    """

    _middleware_chain: Any

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: FBT001
        super().load_middleware(is_async=False)
        chain = self._middleware_chain
        self._middleware_chain = self.adapt_method_mode(True, chain, False)

    async def handle(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request, or refuse it for its size as soon as that is known."""
        body = Body(scope, receive)
        if not body.is_too_large:
            await super().handle(scope, body.receive, send)
        if body.is_too_large:
            await self.send_response(body.refusal(), send)


def application() -> Handler:
    """Set Django up and return its ASGI application."""
    setup(set_prefix=False)
    return Handler()
