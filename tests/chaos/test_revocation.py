"""Rights are taken away under fire: nothing is seen after them, sockets end in time."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from tests.chaos.asking import Answer, as_app, as_operator
from tests.chaos.storm import Storm, seed, storm
from tests.factories import PASSWORD
from tests.servers import House
from tests.transports import OverWebSocket
from tests.wire import Wire, speaking, stream_of
from tests.wire import as_app as shown

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(180)]

# The promise is 2 s by bell, 30 s by sweep; a busy machine gets three times the bell.
BELL_SECONDS = 3 * 2.0
SWEEP_SECONDS = 30.0
SENDERS = 6


@asynccontextmanager
async def under_fire(house: House) -> AsyncIterator[Storm]:
    async with storm(house, SENDERS + 2) as crowd:
        for place in range(2, SENDERS + 2):
            crowd.join(place, pause_seconds=0.2)
        await crowd.more_is_acknowledged(20)
        yield crowd


@asynccontextmanager
async def watching(house: House, token: str) -> AsyncIterator[Wire]:
    """A socket on the first process; what happens will happen on the last one."""
    transport = await OverWebSocket.connect(house.web[0].socket, shown(token))
    async with speaking(transport) as wire:
        assert (await wire.hello()).ok
        yield wire


async def test_a_removed_member_sees_nothing_of_what_follows(house: House):
    async with under_fire(house) as crowd:
        manager, victim = crowd.crowd["people"][:2]
        stream = stream_of(crowd.crowd["conversation"])
        async with watching(house, victim["token"]) as wire:
            await wire.hear("entries", stream=stream)
            path = f"/api/v1/groups/{crowd.crowd['group']}/members/{victim['id']}"
            base = house.web[-1].http
            assert (await as_app(base, manager["token"], "DELETE", path)).status == 204
            await wire.hear("gone", stream=stream, within=BELL_SECONDS)
            await crowd.more_is_acknowledged(40)
            await wire.hears_nothing("entries", stream=stream)
            log = await crowd.calms_down()
        left = next(row.seq for row in log if row.kind == "left")
        seen = [
            item["seq"]
            for heard in wire.journal
            if heard.frame.get("stream") == stream
            for item in heard.frame.get("items", [])
        ]
        assert 0 < max(seen) < left < len(log)
        page = f"/api/v1/conversations/{crowd.crowd['conversation']}/entries"
        assert (await as_app(base, victim["token"], "GET", page)).status == 404


async def sign_out(base: str, crowd: dict[str, Any], me: dict[str, Any]) -> Answer:
    path = "/_allauth/app/v1/auth/session"
    return await as_app(base, me["token"], "DELETE", path)


async def change_password(
    base: str, crowd: dict[str, Any], me: dict[str, Any]
) -> Answer:
    path = "/_allauth/app/v1/account/password/change"
    words = {"current_password": PASSWORD, "new_password": "another-long-word-7"}
    return await as_app(base, me["other_token"], "POST", path, **words)


async def be_deactivated(
    base: str, crowd: dict[str, Any], me: dict[str, Any]
) -> Answer:
    row = {"action": "deactivate", "_selected_action": me["key"]}
    return await as_operator(base, crowd["operator"], "user", **row)


async def stop_being_a_member(
    base: str, crowd: dict[str, Any], me: dict[str, Any]
) -> Answer:
    row = {"action": "end", "_selected_action": me["membership"]}
    return await as_operator(base, crowd["operator"], "membership", **row)


# Each is done to another person of one crowd; the first of it has a password.
WAYS = [change_password, sign_out, be_deactivated, stop_being_a_member]


@pytest.fixture(scope="module")
def crowd(house: House) -> dict[str, Any]:
    return seed(house, len(WAYS) + 1)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_a_socket_ends_with_the_right_to_it(
    house: House, crowd: dict[str, Any], way: Any
):
    me = crowd["people"][WAYS.index(way)]
    async with watching(house, me["token"]) as wire:
        answer = await way(house.web[-1].http, crowd, me)
        # The answer to a sign-out is that one is signed out.
        assert answer.status < 400 or way is sign_out, answer
        bye = await wire.hear("bye", within=BELL_SECONDS)
        assert (bye["code"], bye["reason"]) == (4401, "signed_out")
        assert (await wire.is_closed()).code == 4401
    if way is change_password:
        await goes_on(house, json.loads(answer.body)["meta"]["session_token"])


async def goes_on(house: House, token: str) -> None:
    """Who changed his password stays signed in, by the token of the answer."""
    async with watching(house, token) as wire:
        assert (await wire.say("ping")).ok


async def test_without_redis_the_sweep_ends_it(house: House, crowd: dict[str, Any]):
    if house.redis is None:
        pytest.skip("embedded: no Redis runs")
    me = crowd["people"][-1]
    async with watching(house, me["token"]) as wire:
        house.redis.kill()
        try:
            await be_deactivated(house.web[-1].http, crowd, me)
            await wire.hear("bye", code=4401, within=SWEEP_SECONDS)
        finally:
            await asyncio.to_thread(house.redis.start, wait=True)
