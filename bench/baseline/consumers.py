"""The tutorial's last consumer, asynchronous, with a database behind it."""

import json
from typing import Any
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from bench.baseline.models import Message

MARK_DIGITS = 8


class ChatConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]  # Channels is untyped
    async def connect(self) -> None:
        if not self.scope["user"].is_authenticated:
            await self.close()
            return
        self.room_name = self.scope["url_route"]["kwargs"]["room_name"]
        self.room_group_name = f"chat_{self.room_name}"
        await self.channel_layer.group_add(self.room_group_name, self.channel_name)
        await self.accept()
        after = int(parse_qs(self.scope["query_string"].decode())["after"][0])
        if after >= 0:
            for text in await self.messages_after(after):
                await self.send(text_data=json.dumps({"message": text}))

    async def disconnect(self, close_code: int) -> None:
        await self.channel_layer.group_discard(self.room_group_name, self.channel_name)

    async def receive(self, text_data: str) -> None:
        message = json.loads(text_data)["message"]
        await self.save(message)
        await self.channel_layer.group_send(
            self.room_group_name, {"type": "chat.message", "message": message}
        )
        await self.send(text_data=json.dumps({"saved": message[:MARK_DIGITS]}))

    async def chat_message(self, event: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps({"message": event["message"]}))

    @database_sync_to_async  # type: ignore[untyped-decorator]
    def save(self, text: str) -> None:
        Message.objects.create(
            room=self.room_name, author=self.scope["user"], text=text
        )

    @database_sync_to_async  # type: ignore[untyped-decorator]
    def messages_after(self, after: int) -> list[str]:
        found = Message.objects.filter(room=self.room_name, pk__gt=after)
        return list(found.order_by("pk").values_list("text", flat=True))
