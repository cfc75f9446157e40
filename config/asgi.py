"""The server's doors: HTTP through Django, the socket through the pipe."""

import os
from importlib.util import find_spec

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
http = get_asgi_application()
if find_spec("realtime.consumer") and find_spec("config.wiring"):
    from config.wiring import WIRING
    from realtime.consumer import as_asgi

    socket = as_asgi(WIRING)


async def application(scope, receive, send):
    match scope["type"]:
        case "http":
            await http(scope, receive, send)
        case "websocket" if scope["path"] == "/ws/v1/":
            await socket(scope, receive, send)
        case "websocket":
            await receive()
            await send({"type": "websocket.close"})
        case "lifespan":
            await lifespan(receive, send)


async def lifespan(receive, send):
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
