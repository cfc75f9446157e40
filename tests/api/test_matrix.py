"""Every operation by every role answers as the tables; a refusal changes nothing."""

from __future__ import annotations

import pytest

from config.api import api
from config.wiring import WIRING
from tests.api import question_world, world
from tests.api.cells import bare, cell, in_full
from tests.api.matrix import GROUPS
from tests.api.question_matrix import QUESTIONS


def test_every_operation_has_a_row() -> None:
    paths = api.get_openapi_schema(path_prefix="/")["paths"]
    operations = {
        f"{method.upper()} {path}" for path, ways in paths.items() for method in ways
    }
    commands = {*WIRING.commands, *WIRING.passing, "hello"}
    batches = {f"{name} (batch)" for name in WIRING.batches}
    known = operations | commands | batches
    assert {in_full(name) for name in QUESTIONS.rows} == known
    assert {in_full(name) for name in GROUPS.rows} <= known


@pytest.mark.parametrize("operation", GROUPS.rows)
def test_around_a_discussion(operation: str, db: None) -> None:
    made = world.made()
    found = {role: cell(GROUPS, operation, role, made) for role in GROUPS.roles}
    assert found == GROUPS.rows[operation]


@pytest.mark.parametrize("operation", sorted(set(map(bare, QUESTIONS.rows))))
def test_around_a_question(operation: str, db: None) -> None:
    """Wherever the question stands; what a cell does is undone before the next."""
    made = question_world.made()
    for name in (one for one in QUESTIONS.rows if bare(one) == operation):
        found = {role: cell(QUESTIONS, name, role, made) for role in QUESTIONS.roles}
        assert found == QUESTIONS.rows[name], name
