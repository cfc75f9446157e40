"""The two ways to run, each started once for the tests that break it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from tests.servers import House, running

# People in a storm write faster than people.
UNHURRIED = {
    "LIMIT_SENDS_PER_MINUTE": "100000",
    "LIMIT_FRAMES_PER_SECOND": "1000",
    "LIMIT_FRAMES_BURST": "1000",
}
EMBEDDED = pytest.param(1, id="embedded")
SCALED_OUT = pytest.param(2, id="scaled-out", marks=pytest.mark.services)


# What `make test` has done, `make test-services` need not do again.
WAYS = [SCALED_OUT] if os.environ.get("REDIS_URL") else [EMBEDDED, SCALED_OUT]


@pytest.fixture(scope="session", params=WAYS)
def house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    directory = tmp_path_factory.mktemp("house")
    with running(directory, processes=request.param, **UNHURRIED) as house:
        yield house
        # Shown where a test failed.
        sys.stderr.writelines(child.tail() for child in house.children)
