"""Relais as an app of the device keeps one page, and nothing that somebody wrote."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests import factories


@pytest.fixture
def worker(alice) -> dict[str, object]:
    """What the service worker of a signed-in person is told."""
    script = factories.browser(alice).get("/service-worker.js").text
    found = re.search(r"self\.SHELL = (.*);", script)
    assert found
    shell: dict[str, object] = json.loads(found[1])
    return shell


def test_the_manifest_names_icons_that_are_there(db):
    answer = Client().get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    manifest = answer.json()
    assert manifest["start_url"] == "/messages/discussions"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    assert "maskable" in {icon["purpose"] for icon in manifest["icons"]}
    for icon in manifest["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))


def test_the_worker_answers_for_every_page_and_is_asked_for_each_time(db):
    answer = Client().get("/service-worker.js")
    assert answer["Content-Type"] == "text/javascript"
    assert "no-cache" in answer["Cache-Control"]
    assert "worker-src 'self'" in answer["Content-Security-Policy"]


def test_it_keeps_static_files_and_the_page_without_a_line(worker):
    assert worker["offline"] == "/offline"
    files = worker["files"]
    assert isinstance(files, list)
    assert all(file.startswith("/static/") for file in files)


def test_that_page_says_what_is_the_matter_and_names_nobody(alice):
    page = factories.browser(alice).get("/offline").text
    assert "Hors connexion" in page
    assert alice.name not in page
    assert str(alice.uuid) not in page


def test_that_page_needs_only_what_is_kept(alice, worker):
    page = factories.browser(alice).get("/offline").text
    files = worker["files"]
    assert isinstance(files, list)
    assert set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page)) <= {*files}
