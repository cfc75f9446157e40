"""Translations, compiled by Babel: a bare machine has no msgfmt."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings


def compile_changed() -> list[Path]:
    """Compile the catalogues that are newer than what was compiled; return them."""
    changed = [po for root in settings.LOCALE_PATHS for po in _changed(Path(root))]
    for po in changed:
        _compile(po)
    return changed


def _changed(root: Path) -> list[Path]:
    return [
        po
        for po in sorted(root.glob("*/LC_MESSAGES/*.po"))
        if not (mo := po.with_suffix(".mo")).exists()
        or mo.stat().st_mtime < po.stat().st_mtime
    ]


def _compile(po: Path) -> None:
    """Write beside and rename: two processes may compile at once."""
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parts[-3])
    draft = po.with_suffix(".mo.draft")
    with draft.open("wb") as target:
        write_mo(target, catalogue)
    draft.replace(po.with_suffix(".mo"))
