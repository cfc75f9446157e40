"""Hostile and odd files, and what becomes of each: clean, or refused with its code."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from tests.photos import pictures as make
from tests.photos.pictures import CANARY

CLEAN, FORMAT, UNREADABLE = "clean", "photo_format", "photo_unreadable"
MARK = CANARY.encode()


@dataclass(frozen=True)
class Odd:
    """A file; `outcome` is `clean` or the code of its refusal."""

    name: str
    make: Callable[[], bytes]
    outcome: str = CLEAN
    # Whether it shows the flag upright (pictures.flag).
    is_flag: bool = True


def zipped() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("canary.txt", CANARY)
    return buffer.getvalue()


def cut(whole: Callable[[], bytes], share: float) -> Callable[[], bytes]:
    return lambda: whole()[: int(len(whole()) * share)]


def turned(orientation: int) -> Callable[[], bytes]:
    """Stored as a camera that was held so stores it."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    held = make.flag()
    if orientation in undo:
        held = held.transpose(undo[orientation])
    how = {"quality": 92, "exif": make.exif(orientation)}
    return lambda: make.encoded(held, "JPEG", **how)


def several_in_one() -> bytes:
    """As phones store a picture with its depth (MPO)."""
    other = Image.new("RGB", (64, 48), "white")
    how = {"save_all": True, "append_images": [other], "exif": make.exif()}
    return make.encoded(make.flag(), "MPO", **how)


def cmyk() -> bytes:
    return make.encoded(make.flag().convert("CMYK"), "JPEG", quality=92)


SVG = f'<svg xmlns="http://www.w3.org/2000/svg"><script>{CANARY}</script></svg>'
PDF = f"%PDF-1.7\n1 0 obj<</Author({CANARY})>>endobj\n%%EOF"
EPS = f"%!PS-Adobe-3.0 EPSF-3.0\n%%Creator: {CANARY}\n"
HTML = f"<html><script>alert('{CANARY}')</script></html>"
JS = f"/*{CANARY}*/alert(1);"

METADATA = [
    Odd("exif, gps, maker's note", lambda: make.jpeg(exif=make.exif())),
    Odd("xmp", lambda: make.jpeg(xmp=make.xmp())),
    Odd("comment", lambda: make.jpeg(comment=CANARY)),
    Odd("profile that says more", lambda: make.jpeg(icc_profile=make.profile())),
    Odd("photoshop's segment", lambda: make.with_segments(make.segment(0xED, MARK))),
    Odd("a segment of nobody", lambda: make.with_segments(make.segment(0xEF, MARK))),
    Odd(
        "a thousand segments",
        lambda: make.with_segments(*[make.segment(0xEB, MARK * 50)] * 1000),
    ),
    Odd("exif that is none", lambda: make.jpeg(exif=b"Exif\0\0MM\0*" + MARK)),
    Odd("png with exif", lambda: make.png(exif=make.exif())),
    Odd("png with a comment", lambda: make.texts(1, 10, is_packed=False)),
    Odd("png with a packed comment", lambda: make.texts(1, 10, is_packed=True)),
    Odd("png with many comments", lambda: make.texts(2000, 100, is_packed=False)),
    Odd("png with a profile", lambda: make.png(icc_profile=make.profile())),
    Odd("png with a date", lambda: make.png_with(make.chunk(b"tIME", b"\x07" * 7))),
    Odd("png with a private part", lambda: make.png_with(make.chunk(b"caNa", MARK))),
    Odd("webp with exif", lambda: make.webp(exif=make.exif(), quality=95)),
    Odd("webp with xmp", lambda: make.webp(xmp=make.xmp(), quality=95)),
    Odd("webp with a profile", lambda: make.webp(icc_profile=make.profile())),
]
TURNED = [Odd(f"orientation {number}", turned(number)) for number in range(1, 9)]
STRANGE_TURNS = [
    Odd("orientation 0", turned(0)),
    Odd("orientation 9", turned(9)),
]
POLYGLOTS = [
    Odd("jpeg and zip", lambda: make.jpeg() + zipped()),
    Odd("jpeg and html", lambda: make.jpeg() + HTML.encode()),
    Odd("jpeg with html in its comment", lambda: make.jpeg(comment=HTML)),
    Odd("jpeg and script", lambda: make.jpeg(comment=JS) + JS.encode()),
    Odd("jpeg and a second jpeg", lambda: make.jpeg() + make.jpeg(comment=CANARY)),
    Odd("png and zip", lambda: make.png() + zipped()),
    Odd("png and html", lambda: make.png() + HTML.encode()),
    Odd("webp and html", lambda: make.webp() + HTML.encode()),
    Odd("jpeg and trailing noise", lambda: make.jpeg() + os.urandom(4096) + MARK),
]
PIXELS = [
    Odd("progressive jpeg", lambda: make.jpeg(progressive=True)),
    Odd("several in one (MPO)", several_in_one),
    Odd(
        "grey jpeg",
        lambda: make.encoded(make.flag().convert("L"), "JPEG"),
        CLEAN,
        False,
    ),
    Odd("cmyk", cmyk),
    Odd("one bit", lambda: make.png(make.flag().convert("1")), CLEAN, False),
    Odd("grey of 16 bits", make.grey_of_sixteen_bits, CLEAN, False),
    Odd("16 bits a channel", make.sixteen_bits, CLEAN, False),
    Odd("palette", lambda: make.png(make.flag().quantize(8))),
    Odd(
        "palette with a hole",
        lambda: make.png(make.flag().quantize(8), transparency=0),
        CLEAN,
        False,
    ),
    Odd("see-through png", lambda: make.png(make.see_through()), CLEAN, False),
    Odd("see-through webp", lambda: make.webp(make.see_through()), CLEAN, False),
    Odd(
        "grey and see-through",
        lambda: make.png(make.see_through().convert("LA")),
        CLEAN,
        False,
    ),
    Odd(
        "a colour that stands for none",
        lambda: make.png(transparency=make.RED),
        CLEAN,
        False,
    ),
    Odd("webp without loss", lambda: make.webp(lossless=True)),
    Odd("one pixel", lambda: make.jpeg(1, 1), CLEAN, False),
    Odd("one line", lambda: make.png(Image.new("RGB", (12_000, 1))), CLEAN, False),
    Odd("more than is kept", lambda: make.jpeg(6000, 4500)),
]
BOMBS = [
    Odd("claims 50,000 × 50,000", lambda: make.claims(50_000, 50_000), UNREADABLE),
    Odd("claims two milliards", lambda: make.claims(2**31 - 1, 1), UNREADABLE),
    Odd("claims nothing", lambda: make.claims(0, 0), UNREADABLE),
    Odd("claims, and has little", lambda: make.claims(5000, 5000), UNREADABLE),
    Odd("12,001 wide", lambda: make.png(Image.new("1", (12_001, 1))), UNREADABLE),
    Odd("100 million black pixels", lambda: make.black(10_000, 10_000), UNREADABLE),
    Odd("49 million black pixels", lambda: make.black(7_000, 7_000), CLEAN, False),
    Odd(
        "packed texts without end",
        lambda: make.texts(80, 10**6, is_packed=True),
        UNREADABLE,
    ),
]
MOVING = [
    Odd("moving png", lambda: make.moving("PNG"), FORMAT),
    Odd("moving webp", lambda: make.moving("WEBP"), FORMAT),
    Odd("moving gif", lambda: make.moving("GIF"), FORMAT),
]
NOT_PHOTOS = [
    Odd("nothing", lambda: b"", FORMAT),
    Odd("zero bytes", lambda: b"\0" * 4096, FORMAT),
    Odd("noise", lambda: os.urandom(4096), FORMAT),
    Odd("gif", lambda: make.encoded(make.flag(), "GIF"), FORMAT),
    Odd("tiff", lambda: make.encoded(make.flag(), "TIFF"), FORMAT),
    Odd("bmp", lambda: make.encoded(make.flag(), "BMP"), FORMAT),
    Odd("jpeg 2000", lambda: make.encoded(make.flag(), "JPEG2000"), FORMAT),
    Odd("icon", lambda: make.encoded(make.flag(), "ICO"), FORMAT),
    Odd("svg", SVG.encode, FORMAT),
    Odd("pdf", PDF.encode, FORMAT),
    Odd("eps", EPS.encode, FORMAT),
    Odd("html", HTML.encode, FORMAT),
    Odd("zip", zipped, FORMAT),
    Odd("riff that is sound", lambda: b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 40, FORMAT),
    Odd("heic, which is off", make.heic, FORMAT),
]
BROKEN = [
    Odd("jpeg in name only", lambda: b"\xff\xd8\xff" + os.urandom(4096), UNREADABLE),
    Odd("png in name only", lambda: make.png_of(b"IHDR" + MARK), UNREADABLE),
    Odd("webp in name only", lambda: b"RIFF\x24\0\0\0WEBP" + MARK, UNREADABLE),
    Odd("png with a wrong sum", lambda: _damaged(make.png), UNREADABLE),
    Odd("jpeg without pixels", lambda: make.jpeg()[:300], UNREADABLE),
    *(
        Odd(f"jpeg cut at {share}", cut(make.jpeg, share), UNREADABLE)
        for share in (0.1, 0.5, 0.9)
    ),
    *(
        Odd(f"png cut at {share}", cut(make.png, share), UNREADABLE)
        for share in (0.1, 0.5, 0.9)
    ),
    *(
        Odd(f"webp cut at {share}", cut(make.webp, share), UNREADABLE)
        for share in (0.1, 0.5, 0.9)
    ),
]


def _damaged(whole: Callable[[], bytes]) -> bytes:
    made = bytearray(whole())
    at = made.index(b"IDAT") + 8
    made[at] ^= 0xFF
    return bytes(made)


CORPUS = [
    *METADATA,
    *TURNED,
    *STRANGE_TURNS,
    *POLYGLOTS,
    *PIXELS,
    *BOMBS,
    *MOVING,
    *NOT_PHOTOS,
    *BROKEN,
]
