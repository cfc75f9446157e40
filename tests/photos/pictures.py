"""Pictures made by code, byte by byte where a library would not make them.

The left half is red, the right half blue, and the top left corner green, so that a turn
or a loss of colour shows. CANARY stands in every place where metadata may stand.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

CANARY = "canari-4e1b"
RED, BLUE, GREEN = (220, 20, 20), (20, 20, 220), (20, 200, 20)
ORIENTATION, GPS, COMMENT, MAKER = 0x0112, 0x8825, 0x9286, 0x927C


def flag(width: int = 64, height: int = 48) -> Image.Image:
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    image.paste(GREEN, (0, 0, width // 4, height // 4))
    return image


def encoded(image: Image.Image, kind: str, **how: Any) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **how)
    return buffer.getvalue()


def jpeg(width: int = 64, height: int = 48, **how: Any) -> bytes:
    return encoded(flag(width, height), "JPEG", **{"quality": 90} | how)


def png(image: Image.Image | None = None, **how: Any) -> bytes:
    return encoded(image or flag(), "PNG", **how)


def webp(image: Image.Image | None = None, **how: Any) -> bytes:
    return encoded(image or flag(), "WEBP", **how)


def exif(orientation: int = 1) -> bytes:
    """Where, with what, by whom; and a thumbnail that shows the canary."""
    told = Image.Exif()
    told[ORIENTATION] = orientation
    for tag in (0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x8298):
        told[tag] = CANARY
    told.get_ifd(GPS).update({1: "N", 2: (48.0, 51.0, 24.0), 29: CANARY})
    told.get_ifd(0x8769).update({MAKER: CANARY.encode(), COMMENT: CANARY.encode()})
    return bytes(told.tobytes())


def xmp() -> bytes:
    return f"<x:xmpmeta><dc:creator>{CANARY}</dc:creator></x:xmpmeta>".encode()


def profile() -> bytes:
    """A colour profile whose end says more than colours."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return bytes(made) + CANARY.encode()


def wide_gamut() -> bytes:
    """A matrix profile of another space: its red is our green."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    n_tags = struct.unpack(">I", made[128:132])[0]
    for number in range(n_tags):
        place = 132 + 12 * number
        names = {b"rXYZ": b"gXYZ", b"gXYZ": b"rXYZ"}
        made[place : place + 4] = (
            names.get(bytes(made[place : place + 4])) or made[place : place + 4]
        )
    return bytes(made)


def segment(marker: int, content: bytes) -> bytes:
    """A part of a JPEG's head."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def with_segments(*segments: bytes) -> bytes:
    whole = jpeg()
    return whole[:2] + b"".join(segments) + whole[2:]


def chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG."""
    sum_ = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", sum_)


def png_of(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def header(width: int, height: int, depth: int = 8, colour: int = 2) -> bytes:
    return chunk(
        b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    )


def png_with(*extra: bytes) -> bytes:
    """A whole PNG with parts of ours before its pixels."""
    whole = png()
    at = whole.index(b"IDAT") - 4
    return whole[:at] + b"".join(extra) + whole[at:]


def claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""
    pixels = zlib.compress(b"\0" * 1000)
    return png_of(header(width, height), chunk(b"IDAT", pixels), chunk(b"IEND", b""))


def black(width: int, height: int) -> bytes:
    """One bit a pixel and nothing to say: a bomb that is whole."""
    row = b"\0" * (1 + (width + 7) // 8)
    squeezer = zlib.compressobj(9)
    pixels = b"".join(squeezer.compress(row) for _ in range(height)) + squeezer.flush()
    head = header(width, height, depth=1, colour=0)
    return png_of(head, chunk(b"IDAT", pixels), chunk(b"IEND", b""))


def moving(kind: str) -> bytes:
    others = [flag().transpose(Image.Transpose.ROTATE_180)]
    return encoded(flag(), kind, save_all=True, append_images=others, duration=100)


def texts(n_chunks: int, size: int, *, is_packed: bool) -> bytes:
    told = PngInfo()
    for number in range(n_chunks):
        told.add_text(f"Comment{number}", CANARY + "x" * size, zip=is_packed)
    return png(pnginfo=told)


def sixteen_bits() -> bytes:
    """RGB of 16 bits a channel, which Pillow cannot write."""
    row = b"\0" + struct.pack(">3H", 0xDC00, 0x1400, 0x1400) * 32
    row += struct.pack(">3H", 0x1400, 0x1400, 0xDC00) * 32
    pixels = zlib.compress(row * 48)
    head = header(64, 48, depth=16)
    return png_of(head, chunk(b"IDAT", pixels), chunk(b"IEND", b""))


def grey_of_sixteen_bits() -> bytes:
    return encoded(Image.new("I;16", (64, 48), 0x8000), "PNG")


def see_through() -> Image.Image:
    image = flag().convert("RGBA")
    image.paste((0, 0, 0, 0), (32, 24, 64, 48))
    return image


def heic(**how: Any) -> bytes:
    import pillow_heif

    buffer = BytesIO()
    pillow_heif.from_pillow(flag()).save(buffer, **how)
    return buffer.getvalue()
