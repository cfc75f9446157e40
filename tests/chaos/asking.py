"""HTTP to the servers under test, as an app or as an operator's browser."""

from __future__ import annotations

import asyncio
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, NamedTuple


class Answer(NamedTuple):
    status: int
    body: str


async def as_app(base: str, token: str, method: str, path: str, **data: Any) -> Answer:
    """A request with a session token, JSON both ways."""
    headers = {"X-Session-Token": token, "Content-Type": "application/json"}
    body = json.dumps(data).encode() if method != "GET" else None
    return await asyncio.to_thread(ask, base + path, method, headers, body)


async def as_operator(base: str, session_key: str, model: str, **chosen: Any) -> Answer:
    """Choose an action on rows of the administration's list of `model`."""
    url = f"{base}/admin/accounts/{model}/"
    cookie = f"relais_session={session_key}"
    page = await asyncio.to_thread(ask, url, "GET", {"Cookie": cookie}, None)
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.body)
    assert found, page
    token = found[1]
    headers = {
        "Cookie": f"{cookie}; csrftoken={token}",
        "Origin": "http://127.0.0.1",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    body = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **chosen}).encode()
    return await asyncio.to_thread(ask, url, "POST", headers, body)


def ask(url: str, method: str, headers: dict[str, str], body: bytes | None) -> Answer:
    request = urllib.request.Request(url, body, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return Answer(answer.status, answer.read().decode())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read().decode())
