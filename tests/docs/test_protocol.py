"""Every example of docs/protocol.md is said to the server, or said by it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.docs.player import Player
from tests.docs.story import PAGE, Direction, Step, chapters

CHAPTERS = chapters()


@contextmanager
def _at(step: Step) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        error.add_note(f"docs/protocol.md, line {step.line}")
        raise


@pytest.mark.parametrize("chapter", CHAPTERS)
async def test_the_examples_are_what_is_said(chapter: str, player: Player) -> None:
    for step in CHAPTERS[chapter]:
        with _at(step):
            await player.play(step)


def test_no_block_is_left_out() -> None:
    fences = PAGE.read_text().count("```")
    shown = PAGE.read_text().count("```text\n")
    steps = [step for chapter in CHAPTERS.values() for step in chapter]
    played = [step for step in steps if not isinstance(step, Direction)]
    assert fences == 2 * (len(played) + shown)
