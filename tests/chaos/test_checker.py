"""The checker bites: every kind of wrong history is called by its name."""

from __future__ import annotations

import pytest

from tests.chaos.checker import Row, Told, problems

LOG = [
    Row(1, "joined", 1, None),
    Row(2, "message", 1, "a"),
    Row(3, "message", 2, "b"),
]
SHOWN = {row.seq: {"client_id": row.client_id} for row in LOG}


def told(**changes) -> Told:
    fine = {"intended": {"a"}, "acknowledged": {"a": 2}, "shown": SHOWN}
    return Told("alice", **fine | changes)


def test_a_true_history_passes():
    assert problems(LOG, [told(), told(shown={})]) == []


@pytest.mark.parametrize(
    ("log", "client", "word"),
    [
        ([LOG[0], LOG[2]], told(intended=set(), acknowledged={}), "missing: [2]"),
        ([*LOG, Row(4, "message", 1, "a")], told(), "written 2 times"),
        (LOG, told(intended={"a", "c"}), "c was lost"),
        (LOG, told(acknowledged={"a": 3}), "a is not at 3"),
        (LOG, told(shown={2: {"client_id": "b"}}), "shows something else at 2"),
        (LOG, told(shown={1: SHOWN[1], 3: SHOWN[3]}), "has a gap: [2]"),
        (LOG, told(shown={1: SHOWN[1]}), "has a gap: [2, 3]"),
        (LOG, told(shown={**SHOWN, 4: {"client_id": "x"}}), "else at 4"),
    ],
)
def test_a_false_history_is_called_by_its_name(log, client, word):
    assert any(word in problem for problem in problems(log, [client]))
