from pathlib import Path

import pytest

from chat import history_guard
from chat.epochs import begin_epoch
from chat.history_guard import HistoryWentBack, Note, require_no_step_back

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_a_first_start_notes_where_history_is():
    require_no_step_back()
    assert history_guard.read_note() == history_guard.database_note()


def test_a_database_behind_the_note_of_its_epoch_is_refused():
    now = history_guard.database_note()
    history_guard.write_note(Note(now.epoch, now.highest + 1))
    with pytest.raises(HistoryWentBack, match="new_epoch"):
        require_no_step_back()


def test_a_new_epoch_may_begin_further_back():
    now = history_guard.database_note()
    history_guard.write_note(Note(now.epoch, now.highest + 1))
    begin_epoch()
    require_no_step_back()


@pytest.mark.django_db(transaction=True)
def test_the_note_follows_while_the_process_serves(monkeypatch, data_dir: Path):
    monkeypatch.setattr(history_guard, "NOTE_EVERY_SECONDS", 0.01)
    history_guard.database_note()
    ended, thread = history_guard.keep_noting()
    while not history_guard.note_path().exists():
        pass
    ended.set()
    thread.join(5)
    assert history_guard.read_note() == history_guard.database_note()
