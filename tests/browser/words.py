"""What a page says, found in French and in English by its French words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from tests.house import ROOT

CATALOGUES = ROOT / "locale" / "en" / "LC_MESSAGES"


def either(french: str) -> re.Pattern[str]:
    """The whole of a label, in the language of whoever reads it."""
    said = {french, english(french)}
    return re.compile("|".join(f"^{re.escape(words)}$" for words in sorted(said)))


def english(french: str) -> str:
    """Its translation; itself where it has none yet."""
    return _translations(CATALOGUES).get(french) or french


@cache
def _translations(folder: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale="en")
        found |= {
            message.id: message.string
            for message in catalogue
            if isinstance(message.id, str) and isinstance(message.string, str)
        }
    return found
