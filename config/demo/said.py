"""How invented talk is written down."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from config.demo.dating import When
from photos.sites import BodySite

HOUR: Final = 60
DAY: Final = 24 * HOUR


class Shown(NamedTuple):
    """A picture by its name (pictures.py)."""

    picture: str
    alt: str = ""
    site: BodySite | None = None


class Said(NamedTuple):
    who: str
    text: str
    # Minutes since the words before.
    after: int = 3
    # The number of the message that it answers, from 0.
    reply_to: int | None = None
    photos: Sequence[Shown] = ()


class Talk(NamedTuple):
    """The first speaker opens it; a name makes it a group. Each reads what he answers;
    the last words are unread for the others, except for `read_by`.
    """

    people: Sequence[str]
    began: When
    said: Sequence[Said]
    name: str = ""
    read_by: Sequence[str] = ()
