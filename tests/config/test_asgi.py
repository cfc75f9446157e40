"""The doors besides HTTP and the socket."""

from typing import Any

from django.test import Client

from config.asgi import doors


async def told(scope: dict[str, Any], *messages: str) -> list[str]:
    """Return what the application answers to these messages, by its type."""
    up = iter(messages)
    answers: list[str] = []

    async def receive() -> dict[str, Any]:
        return {"type": next(up)}

    async def send(message: Any) -> None:
        answers.append(message["type"])

    await doors(scope, receive, send)
    return answers


async def test_a_socket_elsewhere_is_closed():
    scope = {"type": "websocket", "path": "/ws/v2/"}
    assert await told(scope, "websocket.connect") == ["websocket.close"]


async def test_the_server_is_told_that_we_are_up_and_then_down():
    life = ["lifespan.startup", "lifespan.shutdown"]
    answers = await told({"type": "lifespan"}, *life)
    assert answers == [f"{moment}.complete" for moment in life]


def test_the_front_door_leads_to_the_conversations(client: Client):
    assert client.get("/").headers["Location"] == "/messages/discussions"
