"""E-mails that came back, as their provider tells."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any
from uuid import uuid4

import pytest
from anymail.webhooks.brevo import BrevoTrackingWebhookView  # type: ignore[import-untyped]  # untyped
from django.core.exceptions import SuspiciousOperation
from django.test import RequestFactory
from django.utils import timezone

from accounts.people import Person
from push import bounces
from push.actions.bouncing import bounced
from push.models import Delivery

SECRET = "relais:a-long-secret"


@pytest.fixture
def delivery(jeanne: Person) -> Delivery:
    made = Delivery(
        key="email:x:1:1",
        kind="message",
        subject=uuid4(),
        subject_key=1,
        first=1,
        upto=1,
        user_id=jeanne.id,
        channel="email",
        state="accepted",
        not_before=timezone.now(),
        sent_at=timezone.now(),
        ended_at=timezone.now(),
    )
    made.provider_ref = f"<{made.uuid}@clinic.example>"
    made.save()
    return made


@pytest.fixture
def provider(settings: Any) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}
    bounces.listen()


def tells(event: str, ref: str, secret: str = SECRET) -> int:
    """As Brevo tells it."""
    said: dict[str, Any] = {
        "event": event,
        "message-id": ref,
        "email": "jeanne@tests.example",
    }
    said |= {"date": "2026-12-05 10:00:00", "ts_event": 1_796_464_800}
    said["reason"] = "550 <jeanne@tests.example> no such user"
    asked = RequestFactory().post(
        "/webhooks/email/brevo/tracking/",
        json.dumps(said),
        content_type="application/json",
        headers={"Authorization": f"Basic {b64encode(secret.encode()).decode()}"},
    )
    return BrevoTrackingWebhookView.as_view()(asked).status_code


def state(delivery: Delivery) -> tuple[str, str]:
    delivery.refresh_from_db()
    return delivery.state, delivery.reason


@pytest.mark.usefixtures("provider")
@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("hard_bounce", "bounced"),
        ("invalid_email", "invalid"),
        ("blocked", "blocked"),
        ("error", "bounced"),
    ],
)
def test_what_came_back_is_shown_with_a_code(
    delivery: Delivery, event: str, reason: str
):
    before = delivery.sent_at
    assert tells(event, delivery.provider_ref) == 200
    assert state(delivery) == ("bounced", reason)
    assert delivery.sent_at == before


@pytest.mark.usefixtures("provider")
@pytest.mark.parametrize("event", ["delivered", "deferred", "opened", "request"])
def test_what_arrives_or_may_arrive_did_not_bounce(delivery: Delivery, event: str):
    assert tells(event, delivery.provider_ref) == 200
    assert state(delivery) == ("accepted", "")


@pytest.mark.usefixtures("provider")
def test_who_has_not_the_secret_tells_us_nothing(delivery: Delivery):
    with pytest.raises(SuspiciousOperation):
        tells("hard_bounce", delivery.provider_ref, secret="relais:guessed")
    assert state(delivery) == ("accepted", "")


@pytest.mark.usefixtures("provider")
@pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailInsecureWebhookWarning")
def test_without_a_secret_nobody_is_believed(delivery: Delivery, settings: Any):
    settings.ANYMAIL = {"WEBHOOK_SECRET": ""}
    tells("hard_bounce", delivery.provider_ref)
    assert state(delivery) == ("accepted", "")


@pytest.mark.usefixtures("provider", "db")
def test_a_bounce_of_nothing_that_we_know_is_no_error():
    assert tells("hard_bounce", "<somebody@else.example>") == 200


def test_brackets_around_a_reference_mean_nothing(delivery: Delivery):
    assert bounced(delivery.provider_ref.strip("<>"), reason="bounced")
    assert state(delivery) == ("bounced", "bounced")
    Delivery.objects.update(state="accepted", provider_ref="its-own-id")
    assert bounced("<its-own-id>", reason="invalid")
    assert state(delivery) == ("bounced", "invalid")


def test_a_bounce_may_come_before_the_answer_to_our_sending(delivery: Delivery):
    ref = delivery.provider_ref
    Delivery.objects.update(state="leased", lease=uuid4(), provider_ref="")
    assert bounced(ref, reason="bounced")
    assert state(delivery) == ("bounced", "bounced")
    assert delivery.lease is None


def test_what_ended_otherwise_stays_so(delivery: Delivery):
    for ended in ("failed", "cancelled", "bounced"):
        Delivery.objects.update(state=ended, reason="")
        assert not bounced(delivery.provider_ref, reason="bounced")
        assert state(delivery) == (ended, "")
