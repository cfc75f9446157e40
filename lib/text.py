"""Folding of text for search: case and accents do not matter, words do."""

import unicodedata


def fold(text: str) -> str:
    """Return `text` without case or accents, its words each preceded by one space.

    >>> fold("Équipe du mardi")
    ' equipe du mardi'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(
        char if char.isalnum() else " "
        for char in decomposed
        if not unicodedata.combining(char)
    )
    return "".join(f" {word}" for word in letters.split())
