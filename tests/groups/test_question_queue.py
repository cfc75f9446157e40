"""`queue:<group>`: changes, wholes, bells, the hello and the sweep (S2-11, S2-28)."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Membership
from accounts.people import Person
from chat.actions.retracting import retract_message
from groups import queue_rows
from groups.models import Group
from realtime.bells import Bell
from realtime.contract import Gone
from tests.groups import question_acts as acts
from tests.groups.acts import remove
from tests.groups.question_acts import (
    QUEUE,
    ask,
    claim,
    close,
    pending,
    queue_of,
    release,
    reopen,
    send,
    withdraw,
)


def version(group: Group) -> int:
    return Group.objects.get(pk=group.pk).queue_version


def change(group: Group, since: int) -> tuple[list[str], list[str]]:
    """What a reader at this version is told: put and dropped."""
    state = QUEUE.pull(group.pk, since)
    assert state.since == since
    return [row["question"] for row in state.put], list(state.drop)


def test_a_row_says_what_a_member_must_know(jeanne: Person, derm: Group) -> None:
    asked = ask(jeanne, derm, "Bonjour. " + "a" * 200)
    state = QUEUE.pull(derm.pk, None)
    row = acts.row(asked.question)
    assert state.stream == f"queue:{derm.uuid}"
    assert state.put == (
        {
            "question": str(asked.question),
            "title": acts.TITLE,
            "excerpt": ("Bonjour. " + "a" * 200)[:160],
            "n_photos": 0,
            "asked_at": row.asked_at.isoformat().replace("+00:00", "Z"),
            "requester": {
                "id": str(jeanne.uuid),
                "name": "Jeanne Dubois",
                "role": "patient",
            },
            "head": 2,
        },
    )


def test_changes_say_what_came_and_what_went(
    alice: Person, jeanne: Person, thomas: Person, derm: Group
) -> None:
    start = version(derm)
    one, two = pending(jeanne, derm), pending(thomas, derm)
    assert change(derm, start) == ([str(one), str(two)], [])
    middle = version(derm)
    claim(alice, one)
    assert change(derm, middle) == ([], [str(one)])
    assert change(derm, start) == ([str(two)], [str(one)])
    taken = version(derm)
    send(alice, one)
    close(alice, one)
    reopen(alice, one)
    assert version(derm) == taken
    withdraw(thomas, two)
    assert change(derm, taken) == ([], [str(two)])
    assert queue_of(derm) == []


def test_what_comes_back_is_put_again(
    alice: Person, jeanne: Person, derm: Group
) -> None:
    one = pending(jeanne, derm)
    claim(alice, one)
    at = version(derm)
    release(alice, one)
    assert change(derm, at) == ([str(one)], [])


@pytest.mark.parametrize("since", [10**6, None, 0])
def test_the_whole_is_told_where_a_change_cannot_be(
    since: int | None, jeanne: Person, derm: Group
) -> None:
    """A version of another history, none at all, and one from before a whole."""
    one = pending(jeanne, derm)
    Group.objects.filter(pk=derm.pk).update(queue_whole_from=1)
    state = QUEUE.pull(derm.pk, since)
    assert (state.since, len(state.put), state.drop) == (None, 1, ())
    assert state.put[0]["question"] == str(one)


def test_what_is_taken_back_is_in_no_queue(
    jeanne: Person, thomas: Person, derm: Group
) -> None:
    """The rest of what was said is."""
    one, other = pending(jeanne, derm), pending(thomas, derm)
    send(jeanne, one, "La suite")
    for question, person in ((one, jeanne), (other, thomas)):
        at = version(derm)
        retract_message(author=person, conversation_id=question, seq=2)
        assert change(derm, at)[0] == [str(question)]
    rows = QUEUE.pull(derm.pk, None).put
    assert [row["excerpt"] for row in rows] == ["La suite", ""]


def test_a_bell_names_every_member_and_no_other(
    alice: Person, bob: Person, carol: Person, jeanne: Person, derm: Group, listening
) -> None:
    with listening() as news:
        pending(jeanne, derm)
    [bell] = [one for one in news if one.stream.startswith("queue:")]
    assert bell == Bell(
        stream=f"queue:{derm.uuid}",
        key=derm.pk,
        after=version(derm) - 1,
        head=version(derm),
        to=tuple((one.id, 1) for one in (alice, bob, carol)),
        organisations=(derm.organisation_id,),
    )


def test_a_claim_rings_for_the_two_and_for_the_queue(
    alice: Person, jeanne: Person, derm: Group, listening
) -> None:
    one = pending(jeanne, derm)
    with listening() as news:
        claim(alice, one, "Bonjour")
    log, queue, inbox = news
    assert (log.after, log.head, log.gone) == (2, 4, ())
    assert dict(log.to) == {jeanne.id: 1, alice.id: 1}
    assert [line.kind for line in log.items] == ["claimed", "message"]
    assert (queue.stream, len(queue.to)) == (f"queue:{derm.uuid}", 3)
    assert (inbox.stream, inbox.key) == ("inbox:me", alice.id)


def test_a_release_takes_the_exchange_from_its_expert(
    alice: Person, jeanne: Person, derm: Group, listening
) -> None:
    one = pending(jeanne, derm)
    claim(alice, one)
    with listening() as news:
        release(alice, one)
    log, queue, inbox = news
    assert (log.gone, dict(log.to)) == (((alice.id, 3),), {jeanne.id: 1})
    assert (queue.stream, inbox.key) == (f"queue:{derm.uuid}", alice.id)


def test_readers_are_those_who_practise_there_now(
    alice: Person, bob: Person, carol: Person, erin: Person, derm: Group, clinic
) -> None:
    """A row of a membership that nobody ended yet gives nothing."""
    Membership.objects.filter(user=carol.id).update(ended_at=timezone.now())
    remove(erin, derm, bob)
    assert QUEUE.pull(derm.pk, None).readers == frozenset({alice.id})
    for one in (bob, carol):
        stream = f"queue:{derm.uuid}"
        assert QUEUE.catch_up(one, stream, derm.pk, None) == Gone(stream)


def test_who_is_removed_while_the_queue_is_read_is_no_reader_of_it(
    alice: Person,
    bob: Person,
    erin: Person,
    jeanne: Person,
    derm: Group,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Readers are read after rows: what was asked behind him never reaches him."""
    real = queue_rows.read

    def read_after_removal(wanted: list[queue_rows.Wanted]) -> Any:
        remove(erin, derm, bob)
        pending(jeanne, derm)
        return real(wanted)

    monkeypatch.setattr(queue_rows, "read", read_after_removal)
    state = QUEUE.pull(derm.pk, None)
    assert len(state.put) == 1
    assert state.readers is not None
    assert alice.id in state.readers
    assert bob.id not in state.readers
