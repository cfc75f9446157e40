"""Where people are reached: devices come, move, and go with their session."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.actions.ending import end_sessions
from accounts.errors import SignedOut
from accounts.models import Session
from accounts.people import Person
from lib.errors import NotFound
from push.actions.forgetting import forget_devices_without_session
from push.actions.registering import DEVICES_MAX, forget_device, register_device
from push.device_api import REGISTERED_PER_MINUTE
from push.models import Device, Platform
from tests import factories
from tests.api.calls import Answer, as_app, call

ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/abc"
AGES_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


KEYS = {"p256dh": base64url(b"\x04" + bytes(64)), "auth": base64url(bytes(16))}
PHONE: dict[str, Any] = {"platform": "ios", "token": "a-secret-token"}
BROWSER: dict[str, Any] = {"platform": "browser", "token": ENDPOINT, "keys": KEYS}


def post(person: Person | Client, body: Any) -> Answer:
    client = person if isinstance(person, Client) else as_app(person)
    return call(client, "POST", "devices", body)


def register(person: Person, token: str, platform: str = Platform.ANDROID) -> Device:
    """By a session of the person's own; a new one where he has none."""
    signed_in = person if person.session_key else factories.signed_in(person)
    return register_device(person=signed_in, platform=platform, token=token, keys={})


def tokens(person: Person) -> set[str]:
    return set(Device.objects.filter(user=person.id).values_list("token", flat=True))


def test_a_phone_is_registered_for_who_asks_in_his_session(alice: Person) -> None:
    person = factories.signed_in(alice)
    answer = post(person, PHONE)
    device = Device.objects.get()
    assert answer.status == 200
    assert answer.body["id"] == str(device.uuid)
    assert answer.body["platform"] == "ios"
    assert (device.user_id, device.session_key) == (alice.id, person.session_key)
    assert (device.token, device.keys) == ("a-secret-token", {})


def test_to_register_again_changes_nothing_but_the_time(alice: Person) -> None:
    person = factories.signed_in(alice)
    first = post(person, PHONE)
    Device.objects.update(seen_at=AGES_AGO)
    again = post(person, PHONE)
    assert (again.status, again.body["id"]) == (200, first.body["id"])
    assert again.body["created_at"] == first.body["created_at"]
    assert Device.objects.get().seen_at > AGES_AGO


def test_a_browser_is_registered_with_its_keys(alice: Person) -> None:
    assert post(alice, BROWSER).status == 200
    device = Device.objects.get()
    assert (device.platform, device.token, device.keys) == ("browser", ENDPOINT, KEYS)


def test_a_browser_that_names_another_address_is_refused(alice: Person) -> None:
    for url in ("https://intranet.example/x", "http://127.0.0.1/", "not an address"):
        assert post(alice, BROWSER | {"token": url}).status == 422
    refused = post(alice, BROWSER | {"token": "https://intranet.example/x"})
    assert refused.code == "endpoint_refused"
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"token": ""},
        {"token": "x" * 1001},
        {"token": "with space"},
        {"token": "nul\x00"},
        {"token": "line\n"},
        {"token": "é"},
        {"token": None},
        {"platform": "fax"},
        {"keys": KEYS},
        {"session_key": "another"},
    ],
)
def test_what_is_no_phone_is_refused(alice: Person, changed: dict[str, Any]) -> None:
    refused = post(alice, PHONE | changed)
    assert (refused.status, refused.code) == (422, "invalid_request")
    assert "a-secret-token" not in str(refused.body)
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    "keys",
    [
        None,
        {},
        {"auth": KEYS["auth"]},
        KEYS | {"p256dh": base64url(b"\x05" + bytes(64))},
        KEYS | {"p256dh": base64url(b"\x04" + bytes(63))},
        KEYS | {"p256dh": "A"},
        KEYS | {"auth": base64url(bytes(15))},
        KEYS | {"auth": "é" * 22},
        KEYS | {"more": "x"},
    ],
)
def test_a_browser_without_good_keys_is_refused(alice: Person, keys: Any) -> None:
    refused = post(alice, BROWSER | {"keys": keys})
    assert (refused.status, refused.code) == (422, "invalid_request")
    assert not Device.objects.exists()


def test_nobody_is_told_a_token(alice: Person) -> None:
    person = factories.signed_in(alice)
    answers = [
        post(person, PHONE),
        post(person, BROWSER),
        call(as_app(person), "GET", "devices"),
    ]
    for answer in answers:
        assert answer.status == 200
        for secret in ("a-secret-token", ENDPOINT, *KEYS.values(), person.session_key):
            assert secret not in str(answer.body)


def test_a_device_belongs_to_whoever_was_there_last(alice: Person, bob: Person) -> None:
    post(alice, PHONE)
    bob = factories.signed_in(bob)
    post(bob, PHONE)
    device = Device.objects.get()
    assert (device.user_id, device.session_key) == (bob.id, bob.session_key)
    assert call(as_app(alice), "GET", "devices").body == {"items": []}


def test_one_sees_ones_own_the_last_seen_first(alice: Person, bob: Person) -> None:
    old, new = register(alice, "old"), register(alice, "new")
    register(bob, "his")
    Device.objects.filter(pk=old.pk).update(seen_at=AGES_AGO)
    items = call(as_app(alice), "GET", "devices").body["items"]
    assert [one["id"] for one in items] == [str(new.uuid), str(old.uuid)]
    assert set(items[0]) == {"id", "platform", "created_at", "seen_at"}


def test_of_too_many_the_one_unheard_of_for_longest_goes(
    alice: Person, bob: Person
) -> None:
    register(bob, "his")
    first = register(alice, "0")
    for number in range(1, DEVICES_MAX):
        register(alice, str(number))
    assert Device.objects.filter(user=alice.id).count() == DEVICES_MAX
    Device.objects.filter(token="7").update(seen_at=AGES_AGO)
    register(alice, "one more")
    assert tokens(alice) == {
        "one more",
        *(str(number) for number in range(DEVICES_MAX) if number != 7),
    }
    assert Device.objects.filter(pk=first.pk).exists()
    assert tokens(bob) == {"his"}


def test_who_has_twenty_may_take_over_another(alice: Person, bob: Person) -> None:
    register(bob, "shared")
    for number in range(DEVICES_MAX):
        register(alice, str(number))
    register(alice, "shared")
    assert "shared" in tokens(alice)
    assert len(tokens(alice)) == DEVICES_MAX
    assert tokens(bob) == set()


def test_one_forgets_ones_own(alice: Person) -> None:
    device, kept = register(alice, "gone"), register(alice, "kept")
    client = as_app(alice)
    assert call(client, "DELETE", f"devices/{device.uuid}").status == 204
    assert Device.objects.get() == kept
    assert call(client, "DELETE", f"devices/{device.uuid}").status == 404


def test_somebody_elses_is_not_there(alice: Person, bob: Person) -> None:
    device = register(alice, "hers")
    for device_id in (device.uuid, uuid4()):
        refused = call(as_app(bob), "DELETE", f"devices/{device_id}")
        assert (refused.status, refused.code) == (404, "not_found")
        with pytest.raises(NotFound):
            forget_device(person=bob, uuid=device_id)
    assert Device.objects.exists()


def test_nobody_has_no_devices(db: None) -> None:
    for method, path in (
        ("POST", "devices"),
        ("GET", "devices"),
        ("DELETE", f"devices/{uuid4()}"),
    ):
        body = PHONE if method == "POST" else None
        assert call(as_app(None), method, path, body).status == 401


def test_devices_go_with_their_sessions(alice: Person, bob: Person) -> None:
    here, there = factories.signed_in(alice), factories.signed_in(alice)
    register(here, "here")
    register(there, "there")
    register(bob, "his")
    Session.objects.filter(session_key=here.session_key).delete()
    forget_devices_without_session([alice.id, bob.id])
    assert tokens(alice) == {"there"}
    assert tokens(bob) == {"his"}


def test_a_session_that_has_ended_gets_no_device(alice: Person) -> None:
    """Nothing would ever end the device."""
    person = factories.signed_in(alice)
    end_sessions([alice.id])
    with pytest.raises(SignedOut):
        register(person, "late")
    assert not Device.objects.exists()


def test_nor_does_the_session_of_another(alice: Person, bob: Person) -> None:
    hers = factories.signed_in(alice)
    his = replace(bob, session_key=hers.session_key)
    with pytest.raises(SignedOut):
        register(his, "borrowed")


def test_an_app_that_registers_without_end_is_slowed(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.limiting.time", SimpleNamespace(time=lambda: 1_000_000))
    client = as_app(alice)
    statuses = [post(client, PHONE).status for _ in range(REGISTERED_PER_MINUTE + 1)]
    assert statuses == [200] * REGISTERED_PER_MINUTE + [429]
