"""Texts to translate: collect them, or check that every one has its English.

The texts in the code are French; `locale/en` says them in English. Collecting needs
GNU gettext; compiling does not.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
APPS = ["accounts", "chat", "config", "groups", "lib", "photos", "push", "realtime"]
SOURCES = [*APPS, "templates", "static"]
COMMAND = ["makemessages", "--locale=en", "--no-location", "--no-wrap", "--symlinks"]
COMMAND += ["--ignore=vendor", "--ignore=staticfiles", "--verbosity=0"]


def collect(root: Path) -> None:
    """Bring `root`/locale up to what the code of `root` says."""
    (root / "locale").mkdir(exist_ok=True)
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "config.settings_test",
    }
    for domain in ("django", "djangojs"):
        command = [sys.executable, "-m", "django", *COMMAND, f"--domain={domain}"]
        command += [
            "--extension=py,html,txt" if domain == "django" else "--extension=js"
        ]
        subprocess.run(command, cwd=root, env=environment, check=True)


def check() -> None:
    """Exit with what is missing, left over or unsure. Writes nothing here."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in SOURCES:
            if (ROOT / name).exists():
                (copy / name).symlink_to(ROOT / name)
        if (ROOT / "locale").exists():
            shutil.copytree(ROOT / "locale", copy / "locale")
        collect(copy)
        problems = [*_problems(copy)]
    if problems:
        sys.exit("\n".join([*problems, "`make messages` collects; then translate."]))


def _problems(copy: Path) -> Iterator[str]:
    for name in ("django", "djangojs"):
        path = Path("locale/en/LC_MESSAGES") / f"{name}.po"
        fresh = _read(copy / path)
        kept = _read(ROOT / path)
        for message in fresh:
            if message.id and not _is_translated(kept.get(message.id, message.context)):
                yield f"{path}: not translated: {_shown(message)}"
        for message in kept:
            if message.id and fresh.get(message.id, message.context) is None:
                yield f"{path}: in no source any more: {_shown(message)}"


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog("en")
    with path.open("rb") as file:
        return read_po(file, locale="en")


def _is_translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    words = message.string
    return all(words) if isinstance(words, tuple) else bool(words)


def _shown(message: Message) -> str:
    return repr(message.id if isinstance(message.id, str) else message.id[0])


if __name__ == "__main__":
    if not shutil.which("xgettext"):
        sys.exit("GNU gettext is missing (apt install gettext).")
    if sys.argv[1] == "collect":
        collect(ROOT)
    else:
        check()
