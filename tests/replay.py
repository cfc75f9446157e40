"""Replay equals refetch: a snapshot plus the frames of a change is the next snapshot.

What a client derives from frames is written here once more, as plainly as possible,
and compared with what HTTP says afterwards. A difference is a client that shows wrong
things until it is reloaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from accounts.people import Person
from tests import factories
from tests.model import Log

UNREAD_MAX = 100
PREFIX, QUEUE = "conversation:", "queue:"
# What becomes of a question with an entry of this kind.
STATES = {
    "claimed": "claimed",
    "released": "pending",
    "withdrawn": "withdrawn",
    "closed": "closed",
}
# What a frame of `inbox:me` says of a conversation.
OWN_VIEW = ("read", "received", "archived_head", "muted_until", "draft_at")


@dataclass
class Snapshot:
    """What one person's screens show. `people` are (name, read, received) by id."""

    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    people: dict[str, dict[str, tuple[Any, ...]]] = field(default_factory=dict)
    logs: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    queues: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def snapshot(person: Person) -> Snapshot:
    """Fetch everything over HTTP, as a client that was just installed."""
    client = factories.app(person)

    def get(path: str) -> dict[str, Any]:
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 200, (path, answer.content)
        return dict(json.loads(answer.content))

    taken = Snapshot()
    for archived in ("false", "true"):
        for row in get(f"conversations?archived={archived}&limit=100")["items"]:
            taken.rows[row["id"]] = row
    for key in taken.rows:
        taken.people[key] = {
            one["id"]: (one["name"], one["read"], one["received"])
            for one in get(f"conversations/{key}")["participants"]
        }
        page = get(f"conversations/{key}/entries?after=0&limit=200")
        taken.logs[key] = page["items"]
    for group in get("groups?kind=expert")["items"]:
        if group.get("is_member"):
            page = get(f"groups/{group['id']}/queue")
            taken.queues[group["id"]] = page["items"]
    return taken


class Replay:
    """A client that only listens.

    Rows that it must fetch are in `unknown`, logs in `unread`: without a position it
    takes only a frame that starts at its beginning.
    """

    def __init__(self, me: str, before: Snapshot) -> None:
        self.me = me
        self.now = deepcopy(before)
        self.unknown: set[str] = set()
        self.unread: set[str] = set()

    def hear(self, frames: Iterable[Mapping[str, Any]]) -> Replay:
        for frame in frames:
            match frame["type"]:
                case "entries":
                    self._entries(frame)
                case "state" if frame["stream"].startswith(QUEUE):
                    self._queue(frame)
                case "state":
                    self._state(frame)
                case "cursors":
                    self._cursors(frame)
                case "gone":
                    self._gone(frame["stream"])
        return self

    def shown(self, fresh: Snapshot) -> Snapshot:
        """What the client shows, once it has fetched the rows that are new to it."""
        for key in self.unread & set(fresh.rows):
            self.now.logs[key] = fresh.logs[key]
        for key in (self.unknown | self.unread) & set(fresh.rows):
            self.now.rows[key] = fresh.rows[key]
            self.now.people[key] = fresh.people[key]
        return self.now

    def _entries(self, frame: Mapping[str, Any]) -> None:
        key = frame["stream"].removeprefix(PREFIX)
        if key not in self.now.logs and not frame.get("start"):
            self.unread.add(key)
            return
        known = self.now.logs.setdefault(key, [])
        log = Log(0, {item["seq"]: item for item in known})
        fresh = [item for item in frame["items"] if item["seq"] not in log.items]
        log.add(fresh)
        self.now.logs[key] = log.in_order()
        if key not in self.now.rows:
            self.unknown.add(key)
            return
        for item in fresh:
            self._happened(key, item)
        self._derive(key)

    def _happened(self, key: str, item: Mapping[str, Any]) -> None:
        row, people, data = self.now.rows[key], self.now.people[key], item["data"]
        row["head"], row["moved_at"] = item["seq"], item["at"]
        if state := STATES.get(item["kind"]) or data.get("state"):
            row["state"], row["can_write"] = state, state in {"pending", "claimed"}
        match item["kind"]:
            case "moved":
                row["question"]["group"] = data["group"]["id"]
            case "renamed":
                row["title"] = data["title"]
            case "left":
                people.pop(data["person"]["id"], None)
            case "joined":
                cursor = item["seq"] - 1
                for one in data["people"]:
                    people[one["id"]] = (one["name"], cursor, cursor)
            case "claimed":
                shown = None if self._is_patient_of(key) else item["seq"] - 1
                author = item["author"]
                people[author["id"]] = (author["name"], shown, shown)
            case "transferred":
                self._leave_asker_alone(key)
                shown, heir = None if self._is_patient_of(key) else 0, data["person"]
                people[heir["id"]] = (heir["name"], shown, shown)
            case "released" | "reopened" if row["state"] == "pending":
                self._leave_asker_alone(key)

    def _leave_asker_alone(self, key: str) -> None:
        asked = self.now.logs[key][0]["author"]["id"]
        for one in self.now.people[key].keys() - {asked}:
            del self.now.people[key][one]

    def _is_patient_of(self, key: str) -> bool:
        """Whose cursors only are shown to himself (C2)."""
        author = self.now.logs[key][0]["author"]
        return author["id"] == self.me and author["role"] == "patient"

    def _derive(self, key: str) -> None:
        """What follows from the log and from my cursors."""
        row, log = self.now.rows[key], self.now.logs[key]
        row["last"] = next((i for i in log if i["seq"] == row["head"]), None)
        row["archived"] = row["archived_head"] == row["head"]
        others = [
            item
            for item in log
            if item["kind"] == "message"
            and item["seq"] > row["read"]
            and item["author"]["id"] != self.me
        ]
        row["unread"] = min(len(others), UNREAD_MAX)
        row["unread_at"] = others[0]["at"] if others else None

    def _state(self, frame: Mapping[str, Any]) -> None:
        for put in frame["put"]:
            key = put["conversation"]
            if key not in self.now.rows:
                continue
            self.now.rows[key] |= {name: put[name] for name in OWN_VIEW}
            people = self.now.people[key]
            people[self.me] = (people[self.me][0], put["read"], put["received"])
            self._derive(key)

    def _cursors(self, frame: Mapping[str, Any]) -> None:
        people = self.now.people.get(frame["conversation"], {})
        for one in frame["items"]:
            if one["person"] in people:
                name = people[one["person"]][0]
                people[one["person"]] = (name, one["read"], one["received"])
            other = self.now.rows.get(frame["conversation"], {}).get("other")
            if other and other["id"] == one["person"]:
                other |= {"read": one["read"], "received": one["received"]}

    def _queue(self, frame: Mapping[str, Any]) -> None:
        key = frame["stream"].removeprefix(QUEUE)
        rows: dict[str, dict[str, Any]] = {}
        if "from" in frame:
            rows = {row["question"]: row for row in self.now.queues[key]}
        rows |= {row["question"]: row for row in frame["put"]}
        for question in frame["drop"]:
            rows.pop(question, None)
        by_age = sorted(rows.values(), key=lambda row: row["asked_at"])
        self.now.queues[key] = by_age

    def _gone(self, stream: str) -> None:
        if stream.startswith(QUEUE):
            self.now.queues.pop(stream.removeprefix(QUEUE), None)
            return
        key = stream.removeprefix(PREFIX)
        for part in (self.now.rows, self.now.people, self.now.logs):
            part.pop(key, None)
        self.unknown.discard(key)


def difference(shown: Snapshot, fresh: Snapshot) -> str:
    """Say where the two differ; empty where they are equal."""
    return "\n".join(
        f"{part} {key}\nreplayed {ours.get(key)}\nfetched  {theirs.get(key)}"
        for part in ("rows", "people", "logs", "queues")
        for ours, theirs in [(getattr(shown, part), getattr(fresh, part))]
        for key in ours.keys() | theirs.keys()
        if ours.get(key) != theirs.get(key)
    )
