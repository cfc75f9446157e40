import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application
from django.urls import re_path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.baseline.settings")
http = get_asgi_application()

from bench.baseline.consumers import ChatConsumer  # noqa: E402

chat = re_path(r"ws/chat/(?P<room_name>[\w-]+)/$", ChatConsumer.as_asgi())
application = ProtocolTypeRouter(
    {"http": http, "websocket": AuthMiddlewareStack(URLRouter([chat]))}
)
