"""Reads one picture that nobody trusts, in a process that may die of it.

    python -I decoder.py SOURCE MEMORY_BYTES CPU_SECONDS FILE_BYTES [heic]

Run in an empty folder, it writes there `full.jpg`, `screen.jpg` and `thumb.jpg`, new
images made from the pixels alone, and prints `{"w", "h"}`; or it prints why not, as
`{"refused", "reason"}`. Imports nothing of ours, and nothing that it need not.
"""

import json
import resource
import sys
import warnings
from io import BytesIO
from typing import Any

MEMORY, CPU, FILE = map(int, sys.argv[2:5])
for what, most in (
    (resource.RLIMIT_AS, MEMORY),
    (resource.RLIMIT_CPU, CPU),
    (resource.RLIMIT_FSIZE, FILE),
    (resource.RLIMIT_CORE, 0),
):
    resource.setrlimit(what, (most, most))

from PIL import (  # noqa: E402  the limits come first
    Image,
    ImageCms,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

PIXELS_MAX = 50_000_000
SIDE_MAX = 12_000
# The longest side of each size, and its quality as a JPEG.
SIZES = {"full": (4096, 88), "screen": (1600, 85), "thumb": (320, 80)}
WHITE = (255, 255, 255)

Image.MAX_IMAGE_PIXELS = PIXELS_MAX
ImageFile.LOAD_TRUNCATED_IMAGES = False
warnings.simplefilter("error", Image.DecompressionBombWarning)
# What reads the three formats; Image.open finds it loaded.
KNOWN = (JpegImagePlugin, PngImagePlugin, WebPImagePlugin)

# EXIF's tag, and what undoes each of its values.
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}


class Refused(Exception):
    """`code` is that of the refusal; `reason` says more to programs."""

    def __init__(self, code: str, reason: str) -> None:
        self.code, self.reason = code, reason


def main() -> None:
    try:
        answer = decoded(sys.argv[1], is_heic_on="heic" in sys.argv[5:])
    except Refused as refused:
        answer = {"refused": refused.code, "reason": refused.reason}
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        answer = {"refused": "photo_unreadable", "reason": "too_many_pixels"}
    except MemoryError:
        answer = {"refused": "photo_unreadable", "reason": "too_hard"}
    except Exception:  # whatever a library makes of garbage
        answer = {"refused": "photo_unreadable", "reason": "damaged"}
    print(json.dumps(answer))  # noqa: T201  the parent reads it


def decoded(path: str, *, is_heic_on: bool) -> dict[str, Any]:
    kind = format_of(path, is_heic_on=is_heic_on)
    with opened(path, kind) as image:
        image.verify()
    with opened(path, kind) as image:
        clean = cleaned(image)
    return written(clean)


def format_of(path: str, *, is_heic_on: bool) -> str:
    """Tell the format by the first bytes, whatever the file is called."""
    with open(path, "rb") as file:  # noqa: PTH123  one import less
        head = file.read(16)
    if head[:3] == b"\xff\xd8\xff":
        return "JPEG"
    if head[:8] == b"\x89PNG\r\n\x1a\n":
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS and is_heic_on:
        _learn_heic()
        return "HEIF"
    raise Refused("photo_format", "format")


def _learn_heic() -> None:
    import pillow_heif

    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.options.THUMBNAILS = False
    pillow_heif.register_heif_opener()


def opened(path: str, kind: str) -> Image.Image:
    """Open a picture of this format and no other; look at its size before its pixels.

    A JPEG may hold several (MPO, of many phones): the first is the photo. Other moving
    pictures are none.
    """
    image = Image.open(path, formats=(kind,))
    width, height = image.size
    if max(width, height) > SIDE_MAX or width * height > PIXELS_MAX:
        raise Refused("photo_unreadable", "too_many_pixels")
    if kind in {"PNG", "WEBP"} and getattr(image, "is_animated", False):
        raise Refused("photo_format", "animated")
    return image


def cleaned(image: Image.Image) -> Image.Image:
    """Return the pixels, upright, in sRGB, over white, in an image without a past."""
    full = SIZES["full"][0]
    profile = image.info.get("icc_profile")
    # libjpeg leaves pixels out while it reads; nothing happens to other formats.
    image.draft(None, (full, full))
    image.load()
    turn = turn_of(image)
    image = with_plain_pixels(image)
    image.thumbnail((full, full), Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = over_white(image if turn is None else image.transpose(turn))
    if profile:
        image = in_srgb(image, profile)
    clean = Image.new("RGB", image.size, WHITE)
    clean.paste(image.convert("RGB"))
    return clean


def turn_of(image: Image.Image) -> Image.Transpose | None:
    """What sets the picture upright. Of broken EXIF nothing is believed."""
    try:
        return TURNS.get(image.getexif().get(ORIENTATION, 1))
    except Exception:  # whatever a library makes of garbage
        return None


def with_plain_pixels(image: Image.Image) -> Image.Image:
    """Eight bits a channel, and no palette, which cannot be made smaller."""
    if image.mode.startswith(("I", "F")):
        # 16 bits, whose upper eight are what a screen shows.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in {"P", "PA", "LA", "La", "RGBa"} or "transparency" in image.info:
        return image.convert("RGBA")
    return image


def over_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, WHITE)
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Convert the colours; a profile that does not fit the pixels is no profile."""
    try:
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        ours = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, theirs, ours, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return converted or image


def written(clean: Image.Image) -> dict[str, Any]:
    """Write every size, each made from the one before."""
    width, height = clean.size
    for name, (longest, quality) in SIZES.items():
        clean.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        clean.save(f"{name}.jpg", "JPEG", quality=quality, exif=b"", icc_profile=None)
    return {"w": width, "h": height}


if __name__ == "__main__":
    main()
