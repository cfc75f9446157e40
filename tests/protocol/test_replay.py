"""Replay equals refetch, for every command, every change of a group and every role."""

from __future__ import annotations

import pytest

from config.api import api
from config.wiring import WIRING
from tests.protocol.cases import CHANGES, COMMANDS
from tests.protocol.doing import Case
from tests.protocol.scene import on_the_line


def test_every_command_has_a_case():
    known = {name.partition(",")[0] for name in COMMANDS}
    assert known == {*WIRING.commands, *WIRING.passing}


def test_every_change_of_a_group_has_a_case():
    operations = {
        f"{method.upper()} {path.removeprefix('/api/v1/')}"
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method in methods
        if "/groups" in path and method != "get"
    }
    assert operations == {name.partition(",")[0] for name in CHANGES}


@pytest.mark.parametrize(
    ("name", "case"), (COMMANDS | CHANGES).items(), ids=(COMMANDS | CHANGES).keys()
)
async def test_replay_equals_refetch(name: str, case: Case):
    options = {
        "is_history_shared": case.is_history_shared,
        "is_asked": case.is_asked,
    }
    async with on_the_line(**options) as scene:
        before, marks = await scene.snapshots(), scene.marks()
        for who in case.refused:
            assert not await case.act(scene, who), f"{who} may {name}"
        assert await scene.snapshots() == before
        assert await case.act(scene, case.by)
        await scene.require_replay(before, marks)
