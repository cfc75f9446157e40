"""A client of the HTTP API, as an app of one person uses it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client

from accounts.people import Person
from tests import factories

ROOT = "/api/v1/"


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    headers: Any

    @property
    def code(self) -> str:
        """The code of a refusal."""
        return str(self.body["error"]["code"])


def as_app(person: Person | None, **headers: str) -> Client:
    client = factories.app(person) if person else Client()
    for name, value in headers.items():
        client.defaults[f"HTTP_{name.upper()}"] = value
    return client


def call(
    client: Client, method: str, path: str, body: Any = None, **headers: str
) -> Answer:
    """`body` is JSON, or bytes as they are."""
    sent: dict[str, Any] = {"headers": headers}
    if body is not None:
        sent |= {"data": body, "content_type": "application/json"}
    response = client.generic(method, ROOT + path, **_encoded(sent))
    return Answer(response.status_code, _read(response), response.headers)


def _read(response: Any) -> Any:
    """JSON, or the bytes of a photo."""
    if not response.content or response["Content-Type"] == "image/jpeg":
        return response.content or None
    return response.json()


def _encoded(sent: dict[str, Any]) -> dict[str, Any]:
    if "data" in sent and not isinstance(sent["data"], bytes):
        sent["data"] = json.dumps(sent["data"]).encode()
    return sent
