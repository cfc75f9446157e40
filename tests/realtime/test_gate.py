"""Who may knock."""

import pytest

from realtime.contract import Refused
from realtime.gate import credentials

HERE = "https://relais.example"


@pytest.fixture(autouse=True)
def origins(settings):
    settings.ORIGINS = [HERE]


def knock(*headers):
    return credentials([(name.encode(), value.encode()) for name, value in headers])


def test_a_browser_shows_its_cookie_and_a_listed_origin(settings):
    cookie = ("cookie", f"a=b; {settings.SESSION_COOKIE_NAME}=abc")
    shown = knock(cookie, ("origin", HERE))
    assert (shown.session_key, shown.is_app) == ("abc", False)


@pytest.mark.parametrize(
    "headers",
    [
        [("origin", "https://evil.example")],
        [("origin", "http://relais.example")],
        [("origin", "https://relais.example:444")],
        [("origin", "https://a.relais.example")],
        [("origin", "null")],
        [("origin", HERE), ("origin", HERE)],
        [],
    ],
)
def test_a_cookie_needs_exactly_one_listed_origin(headers, settings):
    cookie = ("cookie", f"{settings.SESSION_COOKIE_NAME}=abc")
    with pytest.raises(Refused) as refused:
        knock(cookie, *headers)
    assert refused.value.code == 4403


@pytest.mark.parametrize(
    "header",
    [
        ("x-session-token", "tok"),
        ("authorization", "Bearer tok"),
        ("Authorization", "bearer tok"),
    ],
)
def test_an_app_shows_a_token_and_its_cookies_and_origin_do_not_count(header, settings):
    shown = knock(
        header,
        ("cookie", f"{settings.SESSION_COOKIE_NAME}=abc"),
        ("origin", "https://evil.example"),
    )
    assert (shown.session_key, shown.is_app) == ("tok", True)


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("origin", HERE)],
        [("authorization", "Basic abc"), ("origin", HERE)],
        [("cookie", "other=1"), ("origin", HERE)],
        [("cookie", "bad[name]=1;=;"), ("origin", HERE)],
    ],
)
def test_who_shows_nothing_is_signed_out(headers):
    with pytest.raises(Refused) as refused:
        knock(*headers)
    assert refused.value.code == 4401
