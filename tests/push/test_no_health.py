"""Nothing about health in anything that leaves, whatever people write (N7)."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import asdict

import pytest
from django.core import mail
from django.core.serializers import serialize
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from accounts.people import Person
from push.channels.browser import _payload
from push.channels.email import Email
from push.contract import Letter
from push.models import Delivery, Device, Link, Notice, Wishes
from tests import factories
from tests.push.desks import Office

pytestmark = pytest.mark.django_db

# No language has it.
CANARY = "zqxcanari"
WORDS = st.text("zqxé -'\"<>&%{}\n", min_size=0, max_size=12).map(
    lambda more: f"{CANARY}{more}"
)


def traces(office: Office) -> Iterator[str]:
    """All that was kept, and all that was handed to a provider."""
    for model in (Notice, Delivery, Link):
        yield serialize("json", model.objects.all())
    for channel in (office.push, office.browser, office.email, office.text):
        for letter in channel.letters:
            yield json.dumps(asdict(letter), default=str)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(title=WORDS, text=WORDS, name=WORDS)
def test_no_word_of_anybody_gets_out(
    title: str,
    text: str,
    name: str,
    alice: Person,
    bob: Person,
    jeanne: Person,
    phone: Callable[[Person], Device],
    caplog: pytest.LogCaptureFixture,
) -> None:
    office = Office()
    caplog.set_level(logging.DEBUG)
    User.objects.filter(pk=alice.id).update(display_name=name, last_name=name[:60])
    if not Device.objects.filter(user=bob.id).exists():
        phone(bob)
    Wishes.objects.update_or_create(
        user_id=bob.id,
        defaults={"matrix": {"private": {"email": True}, "group": {"email": True}}},
    )
    factories.say(alice, factories.private(alice, bob), text)
    talk = factories.discussion(alice, bob, name=" ".join(title.split()))
    assert talk.conversation
    factories.say(alice, talk.conversation.uuid, text)
    office.works()
    assert len(office.push.letters) >= 1
    assert len(office.email.letters) >= 1
    letters: list[Letter] = [*office.email.letters]
    mail.outbox.clear()
    Email().send(letters)
    sent = [message.message().as_string() for message in mail.outbox]
    assert len(sent) == len(letters)
    bodies = [_payload(letter).decode() for letter in office.push.letters]
    for trace in (*traces(office), *sent, *bodies, caplog.text):
        assert CANARY not in trace
