"""Static files with their hash in their name, module imports rewritten, compressed.

Where esbuild is installed (`npm ci`), a page's modules are collected as one file, and
so are its styles: a page that comes for the first time is there in half of the time.
Without it they are served as they are written
(docs/decisions/0034-one-file-for-a-page.md).
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

ESBUILD: Final = Path("node_modules/.bin/esbuild")
# What pages name; these import all others.
ENTRIES: Final = ("js/app.js", "js/pages/*.js", "css/live.css")
HOW: Final = (
    "--bundle",
    "--format=esm",
    # Names stay: what a browser says of an error can be read.
    "--minify-whitespace",
    "--minify-syntax",
    "--log-level=warning",
    # Latin letters in words stay letters.
    "--charset=utf8",
)


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    support_js_module_import_aggregation = True
    # A module's name follows from those that it imports: as many passes as the longest
    # chain of imports, in whatever order the folder lists its files.
    max_post_process_passes = 50

    def post_process(self, paths: dict[str, Any], **options: Any) -> Iterator[Any]:
        with TemporaryDirectory() as folder:
            if (settings.BASE_DIR / ESBUILD).exists():
                paths = paths | bundled(Path(folder))
            yield from super().post_process(paths, **options)


def bundled(folder: Path) -> dict[str, tuple[FileSystemStorage, str]]:
    """The entries, each with all that it imports, in place of those collected.

    Raises CalledProcessError where one cannot be read, or imports what is not there.
    """
    source = settings.BASE_DIR / "static"
    entries = [str(path) for entry in ENTRIES for path in sorted(source.glob(entry))]
    where = (f"--outdir={folder}", f"--outbase={source}")
    program = str(settings.BASE_DIR / ESBUILD)
    subprocess.run([program, *entries, *HOW, *where], check=True)  # noqa: S603
    storage = FileSystemStorage(location=folder)
    made = [path for path in folder.rglob("*") if path.is_file()]
    names = [path.relative_to(folder).as_posix() for path in made]
    return {name: (storage, name) for name in names}
