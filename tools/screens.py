"""`make screens`: pictures of every screen, to look at.

    python tools/screens.py                       all into var/screens/, with an index
    python tools/screens.py --only 'patient-.*' --widths 390 --themes dark
    python tools/screens.py --best                the ten of README.md

Serves the demonstration by itself, on a free port and a database of its own, and ends
it. The screens are those of tests/browser/screens.py.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402  the path first

from tests.browser import screens  # noqa: E402
from tests.browser.chromium import CHROMIUM, FLAGS  # noqa: E402
from tests.browser.reader import Reader  # noqa: E402
from tests.servers import House, running  # noqa: E402

LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
TOLD = ("light", "dark")
SPEAK = (
    "from accounts.models import User; "
    "User.objects.filter(email__endswith='.example').update(language={!r})"
)
BEST_BYTES = 250_000
PAGE = """<!doctype html>
<meta charset="utf-8"><title>Screens</title>
<style>
body {{ font: 15px system-ui; margin: 2rem; background: #ececec; color: #222 }}
h2 {{ margin: 2rem 0 .5rem; font-size: 1rem }}
.row {{ display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start }}
figure {{ margin: 0 }} figcaption {{ font-size: .8rem; padding: .2rem 0 }}
img {{ height: 320px; border: 1px solid #bbb; background: #fff }}
</style>
{sections}
"""


class Picture(NamedTuple):
    screen: screens.Screen
    width: int
    language: str
    theme: str

    @property
    def name(self) -> str:
        return f"{self.screen.name}-{self.width}-{self.language}-{self.theme}.png"


class Best(NamedTuple):
    """A picture of README.md; what it shows stands there."""

    name: str
    screen: str
    width: int = 1440
    theme: str = "light"
    language: str = "fr"


BEST = (
    Best("discussions", "group"),
    Best("discussions-dark", "group", theme="dark"),
    Best("question-pending", "question-pending"),
    Best("question-taken", "question-mine", language="en"),
    Best("close", "close"),
    Best("expert-groups", "experts"),
    Best("photo-editor", "photo-editor"),
    Best("photo-viewer", "photo-viewer", theme="dark"),
    Best("phone-list", "list-queue", 390),
    Best("phone-thread-dark", "private", 390, "dark"),
    Best("patient-ask", "patient-ask", 390),
    Best("patient-answer", "patient-closed", 390),
    Best("patient-photos", "photos", 390),
)


def main() -> None:
    options = _options()
    folder: Path = ROOT / "docs" / "screenshots" if options.best else options.out
    folder.mkdir(parents=True, exist_ok=True)
    wanted = dict(_best()) if options.best else {one: one.name for one in _all(options)}
    failed = []
    with _clinic() as (house, browser):
        for language in LANGUAGES:
            some = {
                one: name for one, name in wanted.items() if one.language == language
            }
            if some:
                house.manage("shell", "-c", SPEAK.format(language))
                failed += _take(house, browser, some, folder)
    if options.best:
        failed += _too_large(folder)
    else:
        (folder / "index.html").write_text(_index(folder, list(wanted)))
        print(f"\nfile://{folder.resolve()}/index.html")
    if failed:
        sys.exit("\n".join(failed))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make screens")
    parser.add_argument("--only", default=".*", help="screens by name, a pattern")
    parser.add_argument("--widths", default=",".join(map(str, screens.SHAPES)))
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument(
        "--themes", default=",".join(TOLD), help=", ".join(screens.THEMES)
    )
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "screens")
    parser.add_argument("--best", action="store_true", help="those of README.md")
    return parser.parse_args()


def _all(options: argparse.Namespace) -> Iterator[Picture]:
    for screen in screens.named(options.only):
        for width in map(int, options.widths.split(",")):
            for language in options.languages.split(","):
                for theme in options.themes.split(","):
                    yield Picture(screen, width, language, theme)


def _best() -> Iterator[tuple[Picture, str]]:
    by_name = {screen.name: screen for screen in screens.SCREENS}
    for one in BEST:
        picture = Picture(by_name[one.screen], one.width, one.language, one.theme)
        yield picture, f"{one.name}.png"


@contextmanager
def _clinic() -> Iterator[tuple[House, Browser]]:
    """The demonstration, served, and a browser to look at it."""
    with (
        tempfile.TemporaryDirectory(prefix="relais-screens-") as folder,
        running(Path(folder), DEMO="1") as house,
        sync_playwright() as playwright,
    ):
        house.manage("demo")
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        try:
            yield house, browser
        finally:
            browser.close()


def _take(
    house: House, browser: Browser, wanted: dict[Picture, str], folder: Path
) -> list[str]:
    """Return what could not be taken, in words; the others are taken all the same."""
    cookies: dict[str, Any] = {}
    failed = []
    for picture, name in wanted.items():
        try:
            _take_one(house, browser, cookies, picture, folder / name)
            print(name, flush=True)
        except Exception as error:
            failed.append(f"{picture.name}: {str(error).splitlines()[0]}")
            print(f"FAILED {failed[-1]}", flush=True)
    return failed


def _take_one(
    house: House,
    browser: Browser,
    cookies: dict[str, Any],
    picture: Picture,
    path: Path,
) -> None:
    options = screens.SHAPES[picture.width] | screens.THEMES[picture.theme]
    options |= {"locale": LANGUAGES[picture.language]}
    address = f"http://localhost:{house.web[0].port}"
    already = set(browser.contexts)
    try:
        reader: Reader = screens.visit(
            browser, address, picture.screen, cookies, **options
        )
        reader.page.screenshot(path=path, caret="initial", animations="disabled")
    finally:
        for context in set(browser.contexts) - already:
            context.close()


def _too_large(folder: Path) -> list[str]:
    return [
        f"{path.name} has {path.stat().st_size} bytes, {BEST_BYTES} at most"
        for path in sorted(folder.glob("*.png"))
        if path.stat().st_size > BEST_BYTES
    ]


def _index(folder: Path, pictures: Sequence[Picture]) -> str:
    """All of them on one page, a row for each screen."""
    sections = []
    for screen in dict.fromkeys(picture.screen for picture in pictures):
        figures = [
            f'<figure><a href="{escape(one.name)}"><img src="{escape(one.name)}"'
            f' loading="lazy" alt=""></a><figcaption>{one.width} {one.language}'
            f" {one.theme}</figcaption></figure>"
            for one in pictures
            if one.screen == screen and (folder / one.name).exists()
        ]
        sections.append(
            f'<h2>{escape(screen.name)}</h2><div class="row">{"".join(figures)}</div>'
        )
    return PAGE.format(sections="\n".join(sections))


if __name__ == "__main__":
    main()
