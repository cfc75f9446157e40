"""Whatever a client sends, by the published schema or against it: never a failure.

Requests are made from the OpenAPI document, and each is sent by nobody, by an
outsider, and by a group's manager with the group's ids.
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
from tests.api.world import World, made

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


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr("chat.api.limits", lambda: Limits(sends_per_minute=10**6))
    # The test's transaction stays open from one request to the next.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield made()
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
def test_no_request_is_a_failure(case: Any, world: World) -> None:
    assert _sent(case, None).status_code == 401
    _sent(case, world.people["outsider"].session_key)
    if case.path_parameters:
        case.path_parameters = {
            name: str(world.ids[name]) for name in case.path_parameters
        }
    _sent(case, world.people["manager"].session_key)


def _sent(case: Any, token: str | None) -> Any:
    """Send it, check the answer, and undo what it did."""
    headers = {"X-Session-Token": token} if token else {}
    with transaction.atomic():
        response = case.call_and_validate(headers=headers, checks=CHECKS)
        transaction.set_rollback(True)
    return response
