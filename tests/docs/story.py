"""docs/protocol.md as a script: chapters of steps, in the order of the page.

A step is a block of code or a stage direction, which is a comment of the page:

    <!-- do: says bob "Bonjour" -->
"""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[2] / "docs" / "protocol.md"

CHAPTER = re.compile(r"^## (.+)$", re.MULTILINE)
STEP = re.compile(
    r"^```(?P<way>[^\n]*)\n(?P<body>.*?)^```$|^<!-- do: (?P<do>.*?) -->$",
    re.MULTILINE | re.DOTALL,
)
# Blocks for the eye: not JSON, nothing to execute.
SHOWN = {"text"}


@dataclass(frozen=True)
class Step:
    """`line` is where it stands in the page."""

    line: int


@dataclass(frozen=True)
class Direction(Step):
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class FrameUp(Step):
    frame: Any


@dataclass(frozen=True)
class FrameDown(Step):
    """`is_next`: comes after the frame of the block before."""

    frame: Any
    is_next: bool


@dataclass(frozen=True)
class Request(Step):
    method: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass(frozen=True)
class Response(Step):
    status: int
    headers: dict[str, str]
    body: Any


def chapters() -> dict[str, list[Step]]:
    """Return the steps of each chapter that has some. Raises on an unknown block."""
    page = PAGE.read_text()
    starts = [*CHAPTER.finditer(page)]
    ends = [start.start() for start in starts[1:]] + [len(page)]
    found = {
        start[1]: [
            _step(match, page.count("\n", 0, match.start()) + 1)
            for match in STEP.finditer(page, start.end(), end)
            if match["way"] not in SHOWN
        ]
        for start, end in zip(starts, ends, strict=True)
    }
    return {title: steps for title, steps in found.items() if steps}


def _step(match: re.Match[str], line: int) -> Step:
    if match["do"]:
        name, *words = shlex.split(match["do"])
        return Direction(line, name, tuple(words))
    body = match["body"]
    match match["way"].split():
        case ["json", "up"]:
            return FrameUp(line, json.loads(body))
        case ["json", "down", *more] if more in ([], ["next"]):
            return FrameDown(line, json.loads(body), is_next=bool(more))
        case ["http"]:
            return _http(body, line)
    raise AssertionError(f"line {line}: a block that nothing executes")


def _http(body: str, line: int) -> Request | Response:
    head, _, content = body.partition("\n\n")
    first, *rest = head.splitlines()
    headers = dict(one.split(": ", 1) for one in rest)
    told = json.loads(content) if content.strip() else None
    if first.startswith("HTTP/1.1 "):
        return Response(line, int(first.split()[1]), headers, told)
    method, path = first.split()
    return Request(line, method, path, headers, told)
