"""The process that reads a picture: its limits, and what it does to colours."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from accounts.people import Person
from photos import decoding
from photos.errors import Busy, PhotoFormat, PhotoFormatOfFour, PhotoUnreadable
from photos.models import Photo
from tests.photos import pictures as make
from tests.photos.verbs import files, look, opened, photograph, upload


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "original"
    path.write_bytes(make.jpeg())
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "made"
    path.mkdir()
    return path


def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> None:
    """Another decoder, which does what a bad picture could make ours do."""
    path = tmp_path / "decoder.py"
    ours = decoding.DECODER.read_text()
    limits = ours[: ours.index("from PIL")]
    path.write_text(f"{limits}\nimport os\n{code}\n")
    monkeypatch.setattr(decoding, "DECODER", path)


MISDEEDS = {
    "is killed": "os.kill(os.getpid(), 9)",
    "breaks": "import ctypes; ctypes.string_at(0)",
    "takes memory": "x = bytearray(2_000_000_000)",
    "takes time": "while True: pass",
    "sleeps": "import time; time.sleep(60)",
    "fills the disk": "f = open('full.jpg', 'wb')\nwhile True: f.write(b'x' * 10**6)",
    "says nonsense": 'print(\'{"w": "wide"}\')',
    "says nothing": "",
    "exits": "sys.exit(3)",
}


@pytest.mark.parametrize("misdeed", MISDEEDS)
def test_whatever_becomes_of_it_the_parent_goes_on(
    misdeed: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    alice: Person,
    kept: Path,
    workshop: Path,
) -> None:
    with monkeypatch.context() as patch:
        stand_in(patch, tmp_path, MISDEEDS[misdeed])
        patch.setattr(decoding, "CPU_SECONDS", 1)
        patch.setattr(decoding, "IDLE_SECONDS", 1.0)
        patch.setattr(decoding, "WALL_SECONDS", 3.0)
        began = time.monotonic()
        refused = upload(alice, make.jpeg())
    assert (refused.status, refused.code) == (422, "photo_unreadable")
    assert refused.body["error"]["detail"] == {"reason": "too_hard"}
    assert time.monotonic() - began < 10
    assert files(kept) == files(workshop) == []
    assert upload(alice, make.jpeg()).status == 201


def test_it_gets_neither_secrets_nor_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: Path, folder: Path
) -> None:
    stand_in(
        monkeypatch,
        tmp_path,
        "open('told', 'w').write(repr((dict(os.environ), os.listdir('/proc/self/fd'),"
        " sys.path, sys.flags.isolated)))",
    )
    monkeypatch.setenv("SECRET_KEY", "canari")
    with (tmp_path / "open").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        with pytest.raises(PhotoUnreadable):
            decoding.decode(source, folder)
    environment, descriptors, path, is_isolated = eval((folder / "told").read_text())
    assert set(environment) <= {"LC_CTYPE"}
    # The three of every process, that of the list and that of what it wrote.
    assert len(descriptors) <= 5
    assert is_isolated
    assert str(Path(__file__).resolve().parents[2]) not in path


def test_two_are_read_at_once_and_others_wait(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: Path
) -> None:
    monkeypatch.setattr(decoding, "WAIT_SECONDS", 0.2)
    stand_in(monkeypatch, tmp_path, "import time; time.sleep(1.5)")
    outcomes = at_once(source, tmp_path, 4)
    assert outcomes.count(Busy) == 2
    assert outcomes.count(PhotoUnreadable) == 2


def test_not_any_number_may_wait(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: Path
) -> None:
    monkeypatch.setattr(decoding, "_waiting", threading.BoundedSemaphore(1))
    stand_in(monkeypatch, tmp_path, "import time; time.sleep(1)")
    assert sorted(one.__name__ for one in at_once(source, tmp_path, 3)) == [
        "Busy",
        "Busy",
        "PhotoUnreadable",
    ]


def at_once(source: Path, tmp_path: Path, number: int) -> list[type[Exception]]:
    outcomes: list[type[Exception]] = []

    def work(place: int) -> None:
        folder = tmp_path / str(place)
        folder.mkdir()
        try:
            decoding.decode(source, folder)
        except (Busy, PhotoUnreadable) as error:
            outcomes.append(type(error))

    threads = [threading.Thread(target=work, args=(one,)) for one in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_who_finds_all_places_taken_may_come_again(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "_waiting", threading.BoundedSemaphore(1))
    with decoding._turn():
        refused = upload(alice, make.jpeg())
    assert (refused.status, refused.code) == (503, "busy")
    assert refused.headers["Retry-After"] == "1"


def test_colours_of_another_space_become_those_of_screens(alice: Person) -> None:
    """The profile says that its red is green."""
    content = make.jpeg(icc_profile=make.wide_gamut())
    photo = photograph(alice, content)
    with opened(look(alice, photo.uuid).content) as image:
        pixel = image.getpixel((60, 40)), image.getpixel((10, 40))
    blue, red = pixel
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert red[1] > red[0]
    assert blue[2] > max(blue[:2])


def test_a_profile_that_does_not_fit_is_none(alice: Person) -> None:
    content = make.jpeg(icc_profile=b"no profile at all")
    photo = photograph(alice, content)
    with opened(look(alice, photo.uuid).content) as image:
        pixel = image.getpixel((10, 40))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 180


def test_what_is_see_through_is_white(alice: Person) -> None:
    photo = photograph(alice, make.png(make.see_through()))
    with opened(look(alice, photo.uuid).content) as image:
        pixel = image.getpixel((60, 40))
    assert isinstance(pixel, tuple)
    assert min(pixel) > 240


def test_sixteen_bits_keep_their_brightness(alice: Person) -> None:
    photo = photograph(alice, make.grey_of_sixteen_bits())
    with opened(look(alice, photo.uuid).content) as image:
        pixel = image.getpixel((10, 10))
    assert isinstance(pixel, tuple)
    assert all(abs(value - 128) < 4 for value in pixel)


def test_sizes_are_bounded_and_keep_their_shape(alice: Person) -> None:
    photo = photograph(alice, make.jpeg(6000, 3000))
    assert (photo.width, photo.height) == (4096, 2048)
    sizes = {}
    for size in ("thumb", "screen", "full"):
        answer = look(alice, photo.uuid, size)
        assert len(answer.content) == getattr(photo, f"{size}_bytes")
        with opened(answer.content) as image:
            sizes[size] = image.size
    assert sizes == {"thumb": (320, 160), "screen": (1600, 800), "full": (4096, 2048)}


def test_a_small_photo_is_not_made_larger(alice: Person) -> None:
    photo = photograph(alice, make.jpeg(64, 48))
    for size in ("thumb", "screen", "full"):
        with opened(look(alice, photo.uuid, size).content) as image:
            assert image.size == (64, 48)


def test_heic_is_read_where_the_operator_wants_it(
    alice: Person, settings: Any, kept: Path
) -> None:
    settings.PHOTOS_HEIC = True
    answer = upload(alice, make.heic(exif=make.exif()))
    assert answer.status == 201, answer.body
    for path in files(kept):
        assert make.CANARY.encode() not in path.read_bytes()
    assert Photo.objects.get().width == 64


def test_heic_stays_refused_where_nothing_reads_it(
    alice: Person, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PHOTOS_HEIC = True
    monkeypatch.setattr(decoding, "find_spec", lambda name: None)
    refused = upload(alice, make.heic())
    assert (refused.status, refused.code) == (415, "photo_format")


def test_the_refusal_names_what_is_read(
    settings: Any, source: Path, folder: Path
) -> None:
    source.write_bytes(b"GIF89a")
    with pytest.raises(PhotoFormat) as refused:
        decoding.decode(source, folder)
    assert "HEIC" not in str(refused.value.message)
    settings.PHOTOS_HEIC = True
    with pytest.raises(PhotoFormatOfFour) as refused:
        decoding.decode(source, folder)
    assert "HEIC" in str(refused.value.message)


def test_the_decoder_knows_nothing_of_ours() -> None:
    code = decoding.DECODER.read_text()
    assert "django" not in code.lower()
    assert Path(sys.executable).exists()


def test_where_nobody_leaves_time_a_picture_is_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: Path, folder: Path
) -> None:
    """It sleeps while it has only the time of others, and says so when it has more."""
    stand_in(
        monkeypatch,
        tmp_path,
        "import time\n"
        "if os.sched_getscheduler(0) == os.SCHED_IDLE: time.sleep(60)\n"
        "assert os.nice(0) >= 10\n"
        'print(\'{"w": 3, "h": 2}\')',
    )
    monkeypatch.setattr(decoding, "IDLE_SECONDS", 0.5)
    assert decoding.decode(source, folder) == (3, 2, folder)
