"""Photos, in the words of the tests."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Locator, expect

from tests.browser.reader import Reader
from tests.photos.pictures import encoded, flag

# As slow as a phone in a cellar: the middle of an upload can be met.
SLOW_BYTES_A_SECOND: Final = 500_000
ARRIVAL_MS: Final = 30_000


def picture(folder: Path, name: str = "photo.jpg", width: int = 800) -> Path:
    """Red at the left, blue at the right, green in the upper left corner."""
    path = folder / name
    path.write_bytes(encoded(flag(width, width * 3 // 4), "JPEG", quality=95))
    return path


def heavy(folder: Path, name: str = "heavy.jpg") -> Path:
    """About two megabytes: noise cannot be made smaller."""
    noise = random.Random(1).randbytes(1100 * 800 * 3)
    path = folder / name
    image = Image.frombytes("RGB", (1100, 800), noise)
    path.write_bytes(encoded(image, "JPEG", quality=97))
    return path


def choose(reader: Reader, *paths: Path, ready: bool = True) -> None:
    before = tray(reader).count()
    reader.page.locator(".photo-input").set_input_files(list(paths))
    expect(tray(reader)).to_have_count(before + len(paths))
    if ready:
        is_ready(reader, before + len(paths))


def is_ready(reader: Reader, n: int) -> None:
    """The server has so many."""
    done = reader.page.locator(".tray-ready")
    expect(done).to_have_count(n, timeout=ARRIVAL_MS)


def tray(reader: Reader) -> Locator:
    return reader.page.locator(".tray-photo")


def send(reader: Reader, text: str = "") -> None:
    box = reader.page.get_by_label("Message", exact=True)
    box.fill(text)
    box.press("Control+Enter")
    expect(tray(reader)).to_have_count(0)


def tiles(reader: Reader) -> Locator:
    """Photos of messages that the log shows."""
    return reader.page.locator(".message:not(.message-pending) button.photo-tile")


def shows(reader: Reader, n: int) -> None:
    """So many photos are there, and their pictures have come."""
    expect(tiles(reader)).to_have_count(n, timeout=ARRIVAL_MS)
    for place in range(n):
        image = tiles(reader).nth(place).locator("img")
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", value=True)
        assert image.evaluate("(it) => it.naturalWidth") > 0


def viewer(reader: Reader) -> Locator:
    return reader.page.locator("dialog.viewer")


def look_at(reader: Reader, place: int = 0) -> None:
    tiles(reader).nth(place).click()
    expect(viewer(reader)).to_be_visible()


def kept_at_server(reader: Reader, place: int = 0) -> Image.Image:
    """The largest size, as the server hands it to him."""
    photo = tiles(reader).nth(place).get_attribute("data-photo")
    answer = reader.page.request.get(f"/api/v1/photos/{photo}?size=full")
    assert answer.ok, answer.status
    return Image.open(BytesIO(answer.body())).convert("RGB")


def pixel(image: Image.Image, x: int, y: int) -> tuple[int, int, int]:
    """Red, green and blue there, 0 to 255 each."""
    found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    red, green, blue = found
    return red, green, blue


class Line:
    """A slow line out of this page, that can be cut."""

    def __init__(self, reader: Reader) -> None:
        self._session = reader.context.new_cdp_session(reader.page)
        self._session.send("Network.enable")
        self._set(offline=False)

    def cut(self) -> None:
        self._set(offline=True)

    def mend(self) -> None:
        self._set(offline=False)

    def _set(self, *, offline: bool) -> None:
        conditions = {
            "offline": offline,
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": SLOW_BYTES_A_SECOND,
        }
        self._session.send("Network.emulateNetworkConditions", conditions)


def is_half_way(reader: Reader) -> None:
    """Some of it is there, and not all."""
    bar = reader.page.locator(".tray-bar").first
    for _ in range(200):
        if 5 <= int(bar.get_attribute("value") or 0) <= 80:
            return
        reader.page.wait_for_timeout(30)
    raise AssertionError("it was never half way")
