"""How many people and conversations there are in a world; the same in all systems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

PEOPLE: Final = 1_000
CIRCLE: Final = 50
PAIRS: Final = 200
WARDS: Final = 30
# Ten who drop and return, and one who stays and writes.
WARD_MEMBERS: Final = 11
EXPERTS: Final = 50


def circle() -> list[int]:
    """Places of the members of W1's group."""
    return list(range(CIRCLE))


def pairs() -> Iterator[tuple[int, int]]:
    """Places of the two people of each private conversation of W2."""
    return ((2 * number, 2 * number + 1) for number in range(PAIRS))


def wards() -> Iterator[list[int]]:
    """Places of the members of each group of W4."""
    for number in range(WARDS):
        yield list(range(number * WARD_MEMBERS, (number + 1) * WARD_MEMBERS))
