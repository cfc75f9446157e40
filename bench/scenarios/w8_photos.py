"""W8: what others feel of photos that come in: private messages at a calm pace, alone
and while four people upload photos of 8 MiB."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bench import shapes
from bench.load import Load, percentile
from bench.plan import Figures, Plan
from bench.scenarios.crowd import crowd
from bench.servers import Serving
from bench.speech import Talker
from local.children import ROOT, Failed

TITLE = "photos: 4 people upload photos of 8 MiB while others write"
UPLOADERS = 4
RATE = 100.0
WRITERS = 40
END_SECONDS = 60


def measure(system: str, plan: Plan) -> Figures:
    with plan.systems[system].serving() as serving:
        return asyncio.run(_compare(serving, plan))


async def _compare(serving: Serving, plan: Plan) -> Figures:
    """Quiet, then with uploads that go on all the time."""
    conversations = serving.system.world["pairs"]
    pairs = zip(shapes.pairs(), conversations[: WRITERS // 2], strict=False)
    places = [(place, conversation) for pair, conversation in pairs for place in pair]
    async with crowd(serving, places) as talkers:
        load = Load(serving, talkers)
        await load.open_loop(talkers, RATE, plan.warm_up)
        quiet, _ = await _waits(load, talkers, plan.seconds)
        with _uploading(serving) as uploading:
            await asyncio.to_thread(_first, uploading)
            busy, took = await _waits(load, talkers, plan.seconds)
            n_photos = await asyncio.to_thread(_end, uploading)
    figures = {"photos": n_photos, "photos_per_s": n_photos / took}
    for percent in (50, 95, 99):
        before, now = (1000 * percentile(one, percent) for one in (quiet, busy))
        figures |= {f"quiet_p{percent}_ms": before, f"busy_p{percent}_ms": now}
    return figures | {"lost": load.accepted * 2 - len(load.waits)}


async def _waits(
    load: Load, talkers: Sequence[Talker], seconds: float
) -> tuple[list[float], float]:
    n_before = len(load.waits)
    begin, end = await load.open_loop(talkers, RATE, seconds)
    return list(load.waits[n_before:]), end.at - begin.at


@contextmanager
def _uploading(serving: Serving) -> Iterator[subprocess.Popen[str]]:
    """A process of its own, so that the load generator's clock is not disturbed."""
    people = serving.system.world["sessions"][-UPLOADERS:]
    command = [sys.executable, "-m", "bench.uploading", str(serving.port), *people]
    process = subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _first(process: subprocess.Popen[str]) -> None:
    """Wait until the first photo is in: from then on the server is busy."""
    assert process.stdout
    if not process.stdout.readline():
        raise Failed("no photo could be uploaded")


def _end(process: subprocess.Popen[str]) -> int:
    said, _ = process.communicate(timeout=END_SECONDS)
    if process.returncode:
        raise Failed("a photo was refused while others wrote")
    return len(said.splitlines())
