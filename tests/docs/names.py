"""What the page calls `<name>` and what it is in this run.

A name stands for one value, and two names for two. Times are compared by form. All the
rest of an example must be as the server says it, to the letter.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import uuid4

NAME = re.compile(r"<([a-z][a-z0-9_]*)>")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z")


class Differs(AssertionError):
    """What the page says is not what the server said."""


class Names(dict[str, str]):
    def filled(self, told: Any) -> Any:
        """Put values for names; a client makes up the ids that it is first to say."""
        if isinstance(told, dict):
            return {self.filled(key): self.filled(one) for key, one in told.items()}
        if isinstance(told, list):
            return [self.filled(one) for one in told]
        if not isinstance(told, str):
            return told
        return NAME.sub(lambda name: self.setdefault(name[1], str(uuid4())), told)

    def learn(self, told: Any, said: Any) -> None:
        """Take names from what the server said. Raises Differs, and learns nothing."""
        learned = Names(self)
        learned._compare(told, said, "")
        self.update(learned)

    def _compare(self, told: Any, said: Any, place: str) -> None:
        if isinstance(told, dict) and isinstance(said, dict):
            mine = {self.filled(key): one for key, one in told.items()}
            if mine.keys() != said.keys():
                raise Differs(f"{place}: {sorted(mine)} is not {sorted(said)}")
            for key, one in mine.items():
                self._compare(one, said[key], f"{place}.{key}")
        elif isinstance(told, list) and isinstance(said, list):
            if len(told) != len(said):
                raise Differs(f"{place}: {len(told)} items, not {len(said)}")
            for number, (one, other) in enumerate(zip(told, said, strict=True)):
                self._compare(one, other, f"{place}[{number}]")
        elif isinstance(told, str) and isinstance(said, str):
            self._compare_texts(told, said, place)
        elif isinstance(told, str) and NAME.fullmatch(told) and isinstance(said, float):
            self._compare_texts(told, str(said), place)
        elif (type(told), told) != (type(said), said):
            raise Differs(f"{place}: {told!r} is not {said!r}")

    def _compare_texts(self, told: str, said: str, place: str) -> None:
        if TIME.fullmatch(told) and TIME.fullmatch(said):
            datetime.fromisoformat(said)
            return
        found = re.fullmatch(self._pattern(told), said)
        if found is None or self.keys() & self._strangers(found):
            raise Differs(f"{place}: {told!r} is not {said!r}")
        self.update(found.groupdict())

    def _pattern(self, told: str) -> str:
        """A regular expression in which unknown names are groups."""
        parts = NAME.split(told)
        for place in range(1, len(parts), 2):
            name = parts[place]
            parts[place] = re.escape(self[name]) if name in self else f"(?P<{name}>.+)"
        for place in range(0, len(parts), 2):
            parts[place] = re.escape(parts[place])
        return "".join(parts)

    def _strangers(self, found: re.Match[str]) -> set[str]:
        """Names that already stand for what was found under another name."""
        values = set(found.groupdict().values())
        return {name for name, value in self.items() if value in values}
