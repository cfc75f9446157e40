"""A store and a workshop of each test's own, and what the cast photographs."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from accounts.people import Person
from groups.models import Group
from photos.models import Photo
from tests.groups.conftest import team  # noqa: F401  a fixture of both
from tests.photos import verbs


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, settings: Any) -> Path:
    """The folder of the store, for us to look into."""
    folder, uploads = tmp_path / "photos", tmp_path / "uploads"
    folder.mkdir()
    uploads.mkdir()
    settings.PHOTOS_DIR, settings.PHOTOS_UPLOADS_DIR = folder, uploads
    settings.FILE_UPLOAD_TEMP_DIR = str(uploads)
    store = settings.STORAGES["photos"]
    options = store["OPTIONS"] | {"location": str(folder)}
    settings.STORAGES = settings.STORAGES | {"photos": store | {"OPTIONS": options}}
    return folder


@pytest.fixture
def workshop(kept: Path) -> Path:
    return kept.with_name("uploads")


@pytest.fixture
def photo(alice: Person) -> Photo:
    """alice's, unsent."""
    return verbs.photograph(alice)


@pytest.fixture
def question(jeanne: Person, derm: Group) -> UUID:
    """jeanne's, with a photo; alice, bob and carol may take it."""
    return verbs.ask_with(jeanne, derm, verbs.photograph(jeanne))
