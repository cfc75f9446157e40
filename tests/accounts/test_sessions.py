import pytest

from accounts import signing
from accounts.templatetags.devices import device
from tests import factories
from tests.accounts.verbs import session_of, sign_in


@pytest.fixture
def two(client, account):
    """Her browser, and a second one."""
    sign_in(client, account)
    second = type(client)(
        REMOTE_ADDR="10.255.255.254", headers={"User-Agent": "Firefox/140 Linux"}
    )
    sign_in(second, account)
    return client, second


def test_both_devices_are_listed(two):
    page = two[0].get("/accounts/sessions/").text
    assert "Firefox, Linux" in page
    assert "10.255.255.254" in page
    assert page.count("Cet appareil") == 1


def test_the_others_are_signed_out_with_their_sockets(
    two, account, told, django_capture_on_commit_callbacks
):
    first, second = two
    ended = session_of(second)
    with django_capture_on_commit_callbacks(execute=True):
        first.post("/accounts/sessions/")
    assert told == [account.pk]
    assert signing.person_for_session(ended) is None
    assert signing.person_for_session(session_of(first))


def test_somebody_elses_sessions_stay(two, bob):
    theirs = factories.signed_in(bob)
    two[0].post("/accounts/sessions/")
    assert signing.person_for_session(theirs.session_key)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X) Version/18 Safari/605",
            "Safari, macOS",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140",
            "Edge, Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 16) Chrome/140 Mobile Safari/537",
            "Chrome, Android",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19 like Mac OS X)", "iPhone"),
        ("Relais-iOS/1.0", "Relais-iOS/1.0"),
        ("", "?"),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_device_has_a_short_name(user_agent, name):
    assert device(user_agent) == name
