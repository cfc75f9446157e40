"""Relais runs on each of the three ASGI servers, whichever an operator prefers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.asgi import SERVERS
from local.children import answers
from tests.chaos.asking import as_app
from tests.chaos.storm import seed
from tests.servers import House, running
from tests.transports import OverWebSocket
from tests.wire import as_app as shown
from tests.wire import speaking, stream_of

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(180)]
# uvicorn ends by the signal itself, after all is closed.
WELL_ENDED = {0, -15}


@pytest.fixture(params=SERVERS)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    with running(tmp_path, server=request.param) as house:
        yield house


async def test_it_serves_and_says_goodbye(house: House):
    crowd = await asyncio.to_thread(seed, house, 2)
    web, conversation = house.web[0], crowd["conversation"]
    me, other = (person["token"] for person in crowd["people"])
    assert await asyncio.to_thread(answers, web.port, path="/accounts/login/")
    async with (
        speaking(await OverWebSocket.connect(web.socket, shown(me))) as mine,
        speaking(await OverWebSocket.connect(web.socket, shown(other))) as theirs,
    ):
        assert (await mine.hello()).ok
        assert (await theirs.hello()).ok
        sent = await mine.send(conversation, "Bonjour")
        assert sent.ok
        heard = await theirs.hear("entries", stream=stream_of(conversation))
        assert [item["seq"] for item in heard["items"]][-1] <= sent.data["seq"]
        path = f"/api/v1/conversations/{conversation}/entries"
        page = await as_app(web.http, other, "GET", path)
        assert page.status == 200
        assert "Bonjour" in page.body
        ending = asyncio.create_task(asyncio.to_thread(web.stop))
        for wire in (mine, theirs):
            assert (await wire.hear("bye"))["code"] == 4503
            assert (await wire.is_closed()).code == 4503
    assert await ending in WELL_ENDED
