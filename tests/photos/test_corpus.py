"""Every odd file is made anew from its pixels, or refused; nothing of it stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from accounts.people import Person
from photos.models import Photo
from tests.photos.corpus import CLEAN, CORPUS, Odd
from tests.photos.pictures import BLUE, CANARY, GREEN, RED
from tests.photos.verbs import files, look, opened, upload

# What no stored picture has: metadata, other files, scripts.
STRANGERS = (
    CANARY.encode(),
    b"Exif",
    b"GPS",
    b"ICC_PROFILE",
    b"Adobe",
    b"http://ns.adobe.com",
    b"<script",
    b"PK\x03\x04",
)
# JPEG's marker of a comment, and those of what applications add; JFIF's is the first.
ADDED = [bytes((0xFF, marker)) for marker in (*range(0xE1, 0xF0), 0xFE)]


def test_the_corpus_is_large() -> None:
    assert len(CORPUS) >= 60
    assert len({odd.name for odd in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("odd", CORPUS, ids=lambda odd: odd.name)
def test_it_is_made_anew_or_refused(
    odd: Odd, alice: Person, kept: Path, workshop: Path
) -> None:
    answer = upload(alice, odd.make())
    assert files(workshop) == []
    if odd.outcome != CLEAN:
        assert answer.status in {415, 422}
        assert answer.code == odd.outcome
        assert files(kept) == []
        assert not Photo.objects.exists()
        return
    assert answer.status == 201, answer.body
    require_clean(kept)
    if odd.is_flag:
        require_flag(look(alice, answer.body["id"]).content)


def require_clean(kept: Path) -> None:
    """Three JPEGs, of their sizes, with pixels and nothing else."""
    stored = files(kept)
    assert len(stored) == 3
    longest = {"full": 4096, "screen": 1600, "thumb": 320}
    for path in stored:
        content = path.read_bytes()
        assert not [one for one in STRANGERS if one in content]
        head = content[: content.index(b"\xff\xda")]
        assert not [one for one in ADDED if one in head]
        assert content.endswith(b"\xff\xd9")
        with opened(content) as image:
            assert (image.format, image.mode) == ("JPEG", "RGB")
            assert max(image.size) <= longest[path.stem.rpartition("-")[2]]
            assert set(image.info) <= {
                "jfif",
                "jfif_version",
                "jfif_unit",
                "jfif_density",
            }
            image.load()


def require_flag(content: bytes) -> None:
    """Upright, in its colours."""
    with opened(content) as image:
        width, height = image.size
        assert width > height
        places = {
            (1, 1): GREEN,
            (width // 3, height // 2): RED,
            (2, height - 3): RED,
            (width - 3, height - 3): BLUE,
            (width - 3, 2): BLUE,
        }
        for place, colour in places.items():
            pixel = image.getpixel(place)
            assert isinstance(pixel, tuple)
            far = max(abs(a - b) for a, b in zip(pixel, colour, strict=True))
            assert far < 60, (place, pixel)
