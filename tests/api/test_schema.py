"""Whatever a client sends, by the published schema or against it: never a failure.

Requests are made from the OpenAPI document, and each is sent by nobody, by an
outsider, by a group's manager with the group's ids, and by those who answer and
administer an expert group with its ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.api import api
from realtime.limits import Limits
from tests.api import question_world, world

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

schema = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))
schema.app = get_wsgi_application()
# Other methods are refused by one line of ours, which has a test of its own.
schema.config.phases.coverage.unexpected_methods = set()


Worlds = tuple[world.World, question_world.World]


@pytest.fixture
def worlds(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worlds]:
    monkeypatch.setattr("chat.api.limits", lambda: Limits(sends_per_minute=10**6))
    # The test's transaction stays open from one request to the next.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield world.made(), question_world.made()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_no_request_is_a_failure(case: Any, worlds: Worlds) -> None:
    discussion, question = worlds
    assert _sent(case, None).status_code == 401
    _sent(case, discussion.people["outsider"].session_key)
    _placed(case, discussion)
    _sent(case, discussion.people["manager"].session_key)
    _placed(case, question)
    for role in ("member", "admin"):
        _sent(case, question.people[role].session_key)


def _placed(case: Any, world: world.World | question_world.World) -> None:
    """Put the world's ids where the path has names."""
    if case.path_parameters:
        case.path_parameters = {
            name: str(world.ids[name]) for name in case.path_parameters
        }


def _sent(case: Any, token: str | None) -> Any:
    """Send it, check the answer, and undo what it did."""
    headers = {"X-Session-Token": token} if token else {}
    with transaction.atomic():
        response = case.call_and_validate(headers=headers, checks=CHECKS)
        transaction.set_rollback(True)
    return response
