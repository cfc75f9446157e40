"""What the parts of this app say to each other, and what the apps above tell it.

No type here has a field for a text, a title or a name (N7).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol
from uuid import UUID


class About(NamedTuple):
    """Of what a notice tells: entries (first … upto) of a subject, by its opaque id."""

    kind: str
    subject: UUID
    subject_key: int
    first: int
    upto: int
    is_urgent: bool = False


class Recipient(NamedTuple):
    """One of the audience, as the app above knows him now.

    `replies` are the seqs of a professional's messages, for a patient: each is worth an
    e-mail, read or not (S2-25). `record_id` is the patient record for which he writes.
    """

    person_id: int
    is_patient: bool
    is_unread: bool
    is_muted: bool
    # A page that was in front of him has received it.
    is_visible: bool = False
    # Which of his wishes decides: "question", "private", "group" or "reply".
    topic: str = "private"
    record_id: int | None = None
    replies: tuple[int, ...] = ()


# Who must be told, authors left out. A bounded number of queries.
Audience = Callable[[About], Sequence[Recipient]]
# Of these people, those who must still be told, each with the reason where not: one of
# `Why`. Asked before each sending, at most 100 people. A bounded number of queries.
StillDue = Callable[[About, Sequence[int]], dict[int, str]]


class Rule(NamedTuple):
    """What an app above says of one kind of notice."""

    audience: Audience
    still_due: StillDue


class Why:
    """Why a delivery was not sent, or not any more: codes, translated at the edge."""

    READ = "read"
    GONE = "gone"
    MUTED = "muted"
    TAKEN = "taken"
    SUPERSEDED = "superseded"
    NO_ADDRESS = "no_address"
    UNREGISTERED = "unregistered"
    EXPIRED = "expired"
    REFUSED = "refused"
    BOUNCED = "bounced"
    PREFERENCE = "preference"


@dataclass(frozen=True, slots=True)
class Envelope:
    """All that a provider is told. `count` is the badge: unread in all exchanges."""

    kind: str
    subject: UUID
    count: int
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing to send to an address; it replaces what has the same `collapse`.

    `address` is a token, an endpoint, an e-mail address or an E.164 number; `keys` are
    what a browser's subscription adds. `link` is where the reader goes.
    """

    id: UUID
    envelope: Envelope
    address: str
    language: str
    collapse: str
    link: str
    keys: dict[str, str] = field(default_factory=dict, repr=False)
    # After this nobody wants it any more.
    seconds_to_live: int = 86_400


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider has it; `ref` is its name for it, for bounces that come later."""

    ref: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """Not now: `after` seconds where the provider said so. `is_down`: nobody's letter
    would pass, so that the breaker counts it."""

    reason: str
    after: float | None = None
    is_down: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Never. `is_address_dead`: the device or the subscription is to be forgotten."""

    reason: str
    is_address_dead: bool = False


Outcome = Accepted | Again | Refused


class Channel(Protocol):
    """A way to reach people. Sends, and has no database: the loop keeps the books."""

    name: str

    def is_on(self) -> bool:
        """Whether it is configured."""

    def send(self, letters: Sequence[Letter]) -> list[Outcome]:
        """Send at most `BATCH` letters within `SEND_SECONDS`; an outcome for each, in
        order. Raises nothing for what a network or a provider does."""


BATCH = 50
SEND_SECONDS = 20.0


# How much each of these people (keys) has not read, as his badge says. One query.
Badges = Callable[[Sequence[int]], dict[int, int]]
