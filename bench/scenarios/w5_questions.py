"""W5: 50 experts press « Répondre » at the same moment, question after question."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import uuid4

from bench import shapes
from bench.load import percentile
from bench.plan import Figures, Plan
from bench.scenarios.crowd import crowd
from bench.servers import Serving, System
from bench.speech import RelaisTalker

TITLE = "questions: 50 experts claim each question at the same moment"
LOST = "already_claimed"
SETTLE_SECONDS = 2.0


class Verdict:
    """Who has taken a question, by the replies; how long each waited for his."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.waits: list[float] = []
        self.winners: list[str] = []
        self.others: Counter[str] = Counter()


def measure(system: str, plan: Plan) -> Figures:
    one = plan.systems[system]
    one.world  # noqa: B018  the people come first
    asked = one.seed("questions", str(plan.n_questions))
    with one.serving() as serving:
        verdicts, figures = asyncio.run(_claim(serving, asked["questions"]))
    return figures | {"wrong": _wrong(one, asked["group"], verdicts)}


async def _claim(
    serving: Serving, questions: Sequence[str]
) -> tuple[dict[str, Verdict], Figures]:
    places = [(place, "") for place in range(shapes.EXPERTS)]
    async with crowd(serving, places) as talkers:
        experts = cast("list[RelaisTalker]", talkers)
        began, cpu = time.perf_counter(), serving.cpu_seconds()
        verdicts = {
            question: await _race(experts, number, question)
            for number, question in enumerate(questions)
        }
        took = time.perf_counter() - began
        used = serving.cpu_seconds() - cpu
        await asyncio.sleep(SETTLE_SECONDS)
        gone = _gone(experts, verdicts)
    waits = [wait for verdict in verdicts.values() for wait in verdict.waits]
    return verdicts, {
        "verdict_p50_ms": 1000 * percentile(waits, 50),
        "verdict_p95_ms": 1000 * percentile(waits, 95),
        "gone_p95_ms": 1000 * percentile(gone, 95),
        "claims_per_s": len(waits) / took,
        "cpu_ms_per_claim": 1000 * used / len(waits),
        "not_gone": len(experts) * len(questions) - len(gone),
    }


async def _race(experts: Sequence[RelaisTalker], ref: int, question: str) -> Verdict:
    verdict = Verdict()

    async def one(expert: RelaisTalker) -> None:
        intention = str(uuid4())
        reply = await expert.ask(
            ref, "question.claim", question=question, client_id=intention
        )
        verdict.waits.append(time.perf_counter() - verdict.began)
        if reply["ok"]:
            verdict.winners.append(expert.me)
        else:
            verdict.others[reply["error"]["code"]] += 1

    await asyncio.gather(*(one(expert) for expert in experts))
    return verdict


def _gone(
    experts: Sequence[RelaisTalker], verdicts: Mapping[str, Verdict]
) -> list[float]:
    """How long each expert's queue still showed a question that was claimed."""
    return [
        expert.drops[question] - verdict.began
        for question, verdict in verdicts.items()
        for expert in experts
        if question in expert.drops
    ]


def _wrong(system: System, group: str, verdicts: Mapping[str, Verdict]) -> int:
    """Count the questions that have not one winner, the same for all."""
    taken: dict[str, Any] = system.seed("winners", group)
    return sum(
        verdict.winners != [taken.get(question)]
        or verdict.others != {LOST: shapes.EXPERTS - 1}
        for question, verdict in verdicts.items()
    )
