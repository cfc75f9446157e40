"""Pictures for the invented people, drawn by code: nobody stood before a camera.

A piece of skin on a cloth, with something on it, and a ruler beside it.
"""

import random
from collections.abc import Callable
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

SIZE: Final = (1200, 900)
CLOTH, SKIN = (126, 152, 160), (226, 182, 154)
REDNESS, CRUST, BROWN, ROSE = (
    (196, 70, 62),
    (120, 34, 34),
    (84, 54, 40),
    (222, 132, 124),
)
Colour = tuple[int, int, int]
Paint = Callable[[ImageDraw.ImageDraw], None]


def _skin(box: tuple[int, int, int, int], radius: int) -> Image.Image:
    image = Image.new("RGB", SIZE, CLOTH)
    pen = ImageDraw.Draw(image)
    for x in range(0, SIZE[0], 24):
        pen.line((x, 0, x, SIZE[1]), fill=(120, 146, 154), width=3)
    pen.rounded_rectangle(box, radius, fill=SKIN)
    return image.filter(ImageFilter.GaussianBlur(4))


def _into(image: Image.Image, colour: Colour, soft: float, paint: Paint) -> None:
    """Paint something into the skin, with soft edges."""
    mask = Image.new("L", SIZE, 0)
    paint(ImageDraw.Draw(mask))
    image.paste(colour, mask=mask.filter(ImageFilter.GaussianBlur(soft)))


def _ruler(image: Image.Image) -> Image.Image:
    pen = ImageDraw.Draw(image)
    pen.rectangle((90, 800, 690, 866), fill=(244, 240, 226))
    for n in range(61):
        x, long = 90 + 10 * n, 30 if n % 10 == 0 else 16
        pen.line((x, 800, x, 800 + long), fill=(40, 40, 40), width=2)
    return image


def _oval(x: int, y: int, r: int, strength: int = 255) -> Paint:
    box = (x - r, y - int(r * 0.75), x + r, y + int(r * 0.75))
    return lambda pen: pen.ellipse(box, fill=strength)


def forearm() -> Image.Image:
    image = _skin((-80, 220, 1280, 680), 200)
    dice = random.Random(7)
    for _ in range(34):
        x, y = int(dice.gauss(560, 130)), int(dice.gauss(450, 70))
        _into(image, REDNESS, 12, _oval(x, y, dice.randint(16, 52), 170))
    return _ruler(image)


def forearm_from_afar() -> Image.Image:
    image = _skin((260, -60, 780, 960), 220)
    _into(image, REDNESS, 14, _oval(520, 470, 90, 180))
    return image


def wound(radius: int) -> Image.Image:
    image = _skin((180, 60, 1020, 780), 330)
    _into(image, ROSE, 26, _oval(600, 410, radius + 60, 220))
    _into(image, REDNESS, 5, _oval(600, 410, radius))
    _into(image, CRUST, 12, _oval(610, 420, radius // 2, 220))
    return _ruler(image)


def knee() -> Image.Image:
    image = _skin((150, -40, 1050, 940), 300)
    _into(image, ROSE, 12, lambda pen: pen.line((600, 200, 610, 640), 220, 44))
    _into(image, CRUST, 2, lambda pen: pen.line((600, 210, 610, 630), 255, 8))
    for y in range(230, 630, 50):
        _into(image, BROWN, 1, _stitch(y))
    return image


def _stitch(y: int) -> Paint:
    return lambda pen: pen.line((565, y, 645, y + 6), 255, 6)


def back() -> Image.Image:
    image = _skin((-50, -50, 1250, 950), 10)
    _into(image, BROWN, 4, _oval(640, 420, 74))
    _into(image, (44, 26, 22), 7, _oval(668, 404, 36))
    return _ruler(image)


DRAWN: Final[dict[str, Callable[[], Image.Image]]] = {
    "forearm": forearm,
    "forearm from afar": forearm_from_afar,
    "wound": lambda: wound(150),
    "wound, cleaned": lambda: wound(96),
    "knee": knee,
    "back": back,
}


def photo(name: str) -> bytes:
    """One of them, as a camera would store it: a JPEG."""
    buffer = BytesIO()
    DRAWN[name]().save(buffer, "JPEG", quality=88)
    return buffer.getvalue()
