"""An expert group on servers that run: who asks it, who claims, and what they hear."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.chaos.asking import Answer, as_app
from tests.servers import House
from tests.transports import OverWebSocket
from tests.wire import Wire, speaking
from tests.wire import as_app as shown

WON = "won"


@dataclass
class Expert:
    """He has a socket on one process and speaks HTTP with the next one."""

    token: str
    wire: Wire
    http: str
    socket: str

    async def get(self, path: str) -> Answer:
        return await as_app(self.http, self.token, "GET", f"/api/v1/{path}")

    async def post(self, path: str, **data: Any) -> str:
        answer = await as_app(self.http, self.token, "POST", f"/api/v1/{path}", **data)
        # 200: the first attempt had come through.
        is_won = answer.status in {200, 201}
        return WON if is_won else str(told(answer)["error"]["code"])

    async def claim(self, question: str, way: int, text: str) -> str:
        """By one of four ways; WON, or the code of the refusal.

        A machine that is too busy is asked again, as any client does.
        """
        said = {"client_id": str(uuid.uuid4()), "text": text}
        for _ in range(10):
            told = await self._claim_once(question, way, said)
            if told != "unavailable":
                break
        return told

    async def _claim_once(self, question: str, way: int, said: dict[str, str]) -> str:
        match way % 4:
            case 0:
                reply = await self.wire.say("question.claim", question=question, **said)
            case 1:
                return await self.post(f"questions/{question}/claim", **said)
            case 2:
                reply = await self.wire.say(
                    "message.send", conversation=question, **said
                )
            case _:
                return await self.post(f"conversations/{question}/messages", **said)
        return WON if reply.ok else str(reply.code)

    async def has_come_to(self, group: str, version: int) -> None:
        """Return when he was handed this version: an empty queue may be an old one."""
        stream = f"queue:{group}"
        await self.wire.until(
            lambda: self.wire.model.states[stream].version >= version,
            what=f"version {version}",
        )


@dataclass
class Ward:
    house: House
    group: str
    asker: str
    experts: list[Expert] = field(default_factory=list)

    async def ask(self, canary: str) -> str:
        said = {"client_id": str(uuid.uuid4()), "group": self.group}
        said |= {"title": f"Titre {canary}", "text": f"Texte {canary}"}
        base = self.house.web[0].http
        answer = await as_app(base, self.asker, "POST", "/api/v1/questions", **said)
        assert answer.status == 201, answer
        return str(told(answer)["question"])

    async def all_claim(self, question: str, *places: int) -> dict[int, str]:
        """Everybody, or these, at the same instant; each as his place says."""
        those = places or range(len(self.experts))
        outcomes = await asyncio.gather(
            *[
                self.experts[place].claim(question, place, reply_of(place, question))
                for place in those
            ]
        )
        return dict(zip(those, outcomes, strict=True))

    async def all_show(self, *questions: str) -> None:
        """Return when every queue is as it is now, and shows exactly these."""
        page = told(await self.experts[0].get(f"groups/{self.group}/queue"))
        await asyncio.gather(
            *[one.has_come_to(self.group, page["version"]) for one in self.experts]
        )
        await asyncio.gather(
            *[one.wire.has_queue(self.group, *questions) for one in self.experts]
        )


def told(answer: Answer) -> dict[str, Any]:
    return dict(json.loads(answer.body))


def winner_of(outcomes: Mapping[int, str]) -> int:
    """Whose it is; all others were told, and told the same."""
    n_lost = len(outcomes) - 1
    assert Counter(outcomes.values()) == {WON: 1, "already_claimed": n_lost}
    return next(place for place, outcome in outcomes.items() if outcome == WON)


def reply_of(place: int, question: str) -> str:
    """What this expert says to this question: nobody else may read it."""
    return f"reponse-{place}-{question}"


def told_down(wire: Wire) -> list[str]:
    """All that came down this line, frame by frame."""
    return [json.dumps(one.frame) for one in wire.journal if one.way == "down"]


def where_it_left(frames: Sequence[str], question: str) -> int:
    """The place of the frame that took it out of the queue."""
    for place, frame in enumerate(frames):
        if question in frame and question in json.loads(frame).get("drop", ()):
            return place
    raise AssertionError(f"{question} was never dropped")


@asynccontextmanager
async def ward(house: House, n_experts: int) -> AsyncIterator[Ward]:
    """A ward of its own in this house, every expert on the line."""
    task = ("-m", "tests.chaos.seeding", "experts", str(n_experts))
    seeded = json.loads(await asyncio.to_thread(house.run, *task))
    made = Ward(house, seeded["group"], seeded["asker"])
    hands = ThreadPoolExecutor(n_experts)
    asyncio.get_running_loop().set_default_executor(hands)
    async with AsyncExitStack() as stack:
        for place, token in enumerate(seeded["experts"]):
            near, far = (house.web[at % len(house.web)] for at in (place, place + 1))
            transport = await OverWebSocket.connect(near.socket, shown(token))
            wire = await stack.enter_async_context(speaking(transport))
            assert (await wire.hello()).ok
            made.experts.append(Expert(token, wire, far.http, far.socket))
        yield made
