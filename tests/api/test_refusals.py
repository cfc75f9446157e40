"""How a refusal is said: one shape, the right words, nothing that gives away."""

from __future__ import annotations

import logging
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client

from accounts.people import Person
from tests.api.calls import as_app, call


@pytest.fixture
def app(alice: Person) -> Client:
    return as_app(alice)


@pytest.mark.parametrize(
    "path",
    [
        "conversations/6a1f0c1e-3b52-4c8e-9d2b-0a4f7c1d2e3f",
        "conversations/42",
        "conversations/%00",
        "groups/abc",
        "nothing",
        "nothing/at/all",
        "",
    ],
)
def test_what_does_not_exist_is_not_found(app: Client, path: str) -> None:
    answer = call(app, "GET", path)
    assert (answer.status, answer.code) == (404, "not_found")


def test_another_method_is_not_allowed(app: Client) -> None:
    answer = call(app, "DELETE", "me")
    assert (answer.status, answer.code) == (405, "method_not_allowed")
    assert answer.headers["Allow"] == "GET"


@pytest.mark.parametrize(
    "body", [b"{", b"[" * 100_000, b'{"name": NaN}', b"\xff\xfe", b"1" * 10_000]
)
def test_what_is_not_json_is_refused(app: Client, body: bytes) -> None:
    answer = call(app, "POST", "groups", body)
    assert (answer.status, answer.code) == (422, "invalid_request")


def test_too_large_a_body_is_refused(app: Client) -> None:
    answer = call(app, "POST", "groups", b" " * 2_000_000)
    assert (answer.status, answer.code) == (413, "too_large")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\x00b", "contient un caractère interdit"),
        ("a\ud800b", "contient un caractère interdit"),
        ("", "vide"),
        ("x" * 8001, "trop long"),
        ("   ", "vide"),
        (7, "valeur non valide"),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused_with_the_reason(
    app: Client, text: Any, words: str
) -> None:
    body = {"client_id": str(uuid4()), "text": text}
    answer = call(app, "POST", f"conversations/{uuid4()}/messages", body)
    assert (answer.status, answer.code) == (422, "invalid_request")
    assert answer.body["error"]["detail"] == {"fields": {"text": words}}
    assert words in answer.body["error"]["message"]


def test_fields_are_named_and_never_quoted(app: Client) -> None:
    members = [str(uuid4()), "abc"]
    body = {"name": "x", "members": members, "<b>secret</b>": 1}
    answer = call(app, "POST", "groups", {"kind": "discussion", **body})
    assert answer.body["error"]["detail"] == {
        "fields": {"members.1": "valeur non valide", "?": "inconnu"}
    }
    assert "secret" not in str(answer.body)


def test_the_kind_of_a_group_says_what_must_be_told(app: Client) -> None:
    answer = call(app, "POST", "groups", {"kind": "expert", "name": ""})
    assert answer.body["error"]["detail"] == {
        "fields": {
            "organisation": "nécessaire",
            "name": "trop court",
            "asked_by": "nécessaire",
            "members": "nécessaire",
        }
    }
    answer = call(app, "POST", "groups", {"kind": "<b>secret</b>"})
    assert answer.body["error"]["detail"] == {"fields": {"kind": "valeur non valide"}}
    assert "secret" not in str(answer.body)


@pytest.mark.parametrize(
    "pending", ["all", {"move_to": "x"}, {"close_with": " "}, {"move_to": None}]
)
def test_what_becomes_of_pending_questions_is_one_of_three(
    app: Client, pending: Any
) -> None:
    body = {"active": False, "pending": pending}
    answer = call(app, "PATCH", f"groups/{uuid4()}", body)
    assert answer.body["error"]["detail"] == {
        "fields": {"pending": "valeur non valide"}
    }
    answer = call(app, "PATCH", f"groups/{uuid4()}", {"pending": "leave"})
    assert answer.body["error"]["detail"] == {
        "fields": {"pending": "valeur non valide"}
    }


def test_what_is_missing_is_named(app: Client) -> None:
    answer = call(app, "POST", "groups")
    assert answer.status == 422
    assert call(app, "POST", "groups", {}).body["error"]["detail"] == {
        "fields": {"kind": "nécessaire"}
    }
    discussion = call(app, "POST", "groups", {"kind": "discussion"})
    assert discussion.body["error"]["detail"] == {
        "fields": {"name": "nécessaire", "members": "nécessaire"}
    }


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=x",
        "state=gone",
        "kind=all",
        "cursor=abc",
        "cursor=MjAyNi0wMS0wMVQwMDowMDowMCAx",
        "cursor=MDAwMS0wMS0wMVQwMDowMDowMCsxNDowMCAx",
        "cursor=MjAyNi0wMS0wMVQwMDowMDowMCswMDowMCA5OTk5OTk5OTk5OTk5OTk5OTk5OTk5",
        "q=%00",
        f"q={'x' * 201}",
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(app: Client, query: str) -> None:
    answer = call(app, "GET", f"conversations?{query}")
    assert (answer.status, answer.code) == (422, "invalid_request")


def test_a_page_of_entries_goes_one_way(app: Client) -> None:
    answer = call(app, "GET", f"conversations/{uuid4()}/entries?before=2&after=1")
    assert (answer.status, answer.code) == (422, "invalid_request")


def test_a_patient_reads_refusals_in_his_language(thomas: Person) -> None:
    answer = call(
        as_app(thomas), "GET", f"groups/{uuid4()}", **{"Accept-Language": "fr"}
    )
    assert answer.headers["Content-Language"] == "en"


def test_a_failure_says_nothing_of_itself(
    app: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr("groups.queries.groups_of", fail)
    with caplog.at_level(logging.ERROR, "config.refusals"):
        answer = call(app, "GET", "groups")
    assert (answer.status, answer.code) == (500, "internal_error")
    assert "secret" not in str(answer.body)
    assert "the HTTP API failed" in caplog.messages


def test_a_database_that_does_not_answer_is_unavailable_for_a_while(
    app: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise OperationalError

    monkeypatch.setattr("groups.queries.groups_of", fail)
    answer = call(app, "GET", "groups")
    assert (answer.status, answer.code) == (503, "unavailable")
    assert answer.headers["Retry-After"] == "1"
