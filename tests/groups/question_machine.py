"""What should be true of questions, written once more, as plainly as possible."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

OK = "ok"


@dataclass
class Asked:
    """A question: who may read all of it, and what is written in it."""

    id: UUID
    requester: str
    canaries: list[str]
    state: str = "pending"
    assignee: str | None = None
    released_by: str | None = None
    was_reopened: bool = False
    # Who has written since it was taken.
    writers: set[str] = field(default_factory=set)

    @property
    def those(self) -> set[str]:
        return {self.requester} | ({self.assignee} if self.assignee else set())


@dataclass
class Ideal:
    """An expert group and its questions. Each verb returns OK or the refusal's code."""

    members: set[str]
    present: set[str]
    is_active: bool = True
    questions: list[Asked] = field(default_factory=list)
    drafts: dict[str, str] = field(default_factory=dict)

    def readers(self, one: Asked) -> set[str]:
        return one.those | (self.members if one.state == "pending" else set())

    def texts(self) -> dict[str, set[str]]:
        """Who may read each text. One that closed several questions is in them all."""
        found: dict[str, set[str]] = {}
        for one in self.questions:
            for text in one.canaries:
                found.setdefault(text, set()).update(self.readers(one))
        return found

    def may_ask(self, who: str) -> str:
        if who not in self.present:
            return "not_found"
        return OK if self.is_answered_to(who) else "group_inactive"

    def is_answered_to(self, who: str) -> bool:
        return self.is_active and bool(self.members - {who})

    def claim(self, who: str, one: Asked, canary: str | None) -> str:
        if who == one.requester:
            return "own_question"
        if who == one.assignee:
            return self._say(who, one, canary) if canary else OK
        if who not in self.members or one.state not in {"pending", "claimed"}:
            return "not_found"
        if one.state == "claimed":
            if canary:
                self.drafts[canary] = who
            return "already_claimed"
        one.state, one.assignee, one.writers = "claimed", who, set()
        return self._say(who, one, canary) if canary else OK

    def send(self, who: str, one: Asked, canary: str) -> str:
        if who in one.those:
            return self._say(who, one, canary)
        return self.claim(who, one, canary)

    def _say(self, who: str, one: Asked, canary: str) -> str:
        if one.state not in {"pending", "claimed"}:
            return "conversation_closed"
        one.canaries.append(canary)
        one.writers.add(who)
        return OK

    def release(self, who: str, one: Asked) -> str:
        if who not in self.readers(one):
            return "not_found"
        if who != one.assignee:
            is_again = one.state == "pending" and one.released_by == who
            return OK if is_again else "not_the_assignee"
        if one.state == "closed":
            return "conversation_closed"
        if who in one.writers:
            return "already_answered"
        if not self.members:
            return "group_inactive"
        one.state, one.assignee, one.released_by = "pending", None, who
        return OK

    def withdraw(self, who: str, one: Asked) -> str:
        if who not in self.readers(one):
            return "not_found"
        if who != one.requester:
            return "not_the_requester"
        if one.state not in {"pending", "withdrawn"}:
            return "question_taken"
        one.state = "withdrawn"
        return OK

    def close(self, who: str, one: Asked, canary: str | None) -> str:
        if who not in one.those:
            return "not_found"
        if who != one.assignee:
            return "not_the_assignee"
        if one.state == "closed":
            return "conversation_closed" if canary else OK
        if canary:
            self._say(who, one, canary)
        one.state = "closed"
        return OK

    def reopen(self, who: str, one: Asked) -> str:
        if who not in one.those:
            return "not_found"
        if one.state != "closed":
            is_again = one.was_reopened and one.state != "withdrawn"
            return OK if is_again else "not_closed"
        if one.assignee not in self.present:
            if who == one.assignee:
                return "not_the_assignee"
            if not self.is_answered_to(one.requester):
                return "group_inactive"
            one.state, one.assignee = "pending", None
        else:
            one.state = "claimed"
        one.was_reopened = True
        return OK

    def remove(self, who: str) -> str:
        if self.members == {who}:
            return "needs_an_expert"
        self.members.discard(who)
        return OK

    def depart(self, who: str) -> None:
        self.present.discard(who)
        self.members.discard(who)
        self.is_active = self.is_active and bool(self.members)
        for one in self.questions:
            if one.state == "claimed" and one.assignee == who:
                one.state, one.assignee, one.released_by = "pending", None, who

    def switch_off(self, closed_with: str | None) -> None:
        """What waits is left, or closed with a text."""
        self.is_active = False
        for one in self.questions if closed_with else []:
            if one.state == "pending":
                one.state = "closed"
                one.canaries.append(str(closed_with))

    def switch_on(self) -> str:
        if not self.is_active and not self.members:
            return "needs_an_expert"
        self.is_active = True
        return OK
