"""`manage.py prepare`: new, again, and over an older database."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.servers import House

pytestmark = pytest.mark.chaos


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An installation that nobody serves; its folder is made by its first command."""
    return House(tmp_path, 1, DEMO="1")


def people(database: Path) -> int:
    with closing(sqlite3.connect(database)) as db:
        return int(db.execute("SELECT count(*) FROM accounts_user").fetchone()[0])


def test_a_new_database_is_filled_once_and_an_older_one_is_kept(
    house: House, tmp_path: Path
):
    assert "Making the tables" in house.manage("prepare", "--demo")
    data = tmp_path / "data"
    first = people(data / "relais.sqlite3")
    assert first >= 10

    assert "demo" not in house.manage("prepare", "--demo")
    assert people(data / "relais.sqlite3") == first
    assert not (data / "backups").exists()

    house.manage("migrate", "groups", "zero")
    assert "The older database is kept" in house.manage("prepare")
    [kept] = (data / "backups").iterdir()
    assert people(kept) == first
    assert kept.stat().st_mode & 0o077 == 0
