"""What a patient may not know is never said to him, by no door (3.7, C2).

Neither cursors nor typing of professionals, nor who else could have answered.
"""

from __future__ import annotations

import json
from typing import Any

from accounts.people import Person
from groups.models import Group
from tests.api.calls import as_app, call
from tests.groups import question_acts as acts
from tests.inside import connected, in_db
from tests.protocol.asking import asked


def got(person: Person, path: str) -> Any:
    answer = call(as_app(person), "GET", path)
    assert answer.status == 200, (path, answer.body)
    return answer.body


async def test_on_the_socket_he_hears_entries_and_his_own_marks_alone(
    alice: Person, bob: Person, jeanne: Person, derm: Group
) -> None:
    question = await asked(jeanne, derm)
    async with connected(jeanne) as patient, connected(alice) as expert:
        await in_db(acts.claim, alice, question)
        await expert.say("conversation.read", conversation=question, seq=3)
        await expert.shout({"type": "typing", "conversation": str(question)})
        await expert.say("conversation.received", conversation=question, seq=3)
        await expert.say("ping")
        await expert.shout({"type": "typing", "conversation": str(question)})
        sent = await in_db(acts.send, alice, question, "Montrez-moi.")
        while (await patient.hear("entries"))["upto"] < sent.seq:
            continue
        await patient.say("ping")
        frames = [one.frame for one in patient.journal if one.way == "down"]
    kinds = {frame["type"] for frame in frames}
    assert kinds.isdisjoint({"typing", "cursors", "presence"})
    told = json.dumps(frames)
    assert bob.name not in told
    assert str(bob.uuid) not in told
    streams = {frame["stream"] for frame in frames if "stream" in frame}
    assert {one for one in streams if one.startswith("queue:")} == set()


async def test_over_http_he_reads_nobodys_cursors_but_his_own(
    alice: Person, bob: Person, jeanne: Person, derm: Group
) -> None:
    await in_db(_reads_nothing_of_others, alice, bob, jeanne, derm)


def _reads_nothing_of_others(
    alice: Person, bob: Person, jeanne: Person, derm: Group
) -> None:
    question = acts.taken(jeanne, derm, alice)
    acts.send(alice, question)
    detail = got(jeanne, f"conversations/{question}")
    cursors = {
        one["id"]: (one["read"], one["received"]) for one in detail["participants"]
    }
    assert cursors.keys() == {str(alice.uuid), str(jeanne.uuid)}
    assert cursors[str(alice.uuid)] == (None, None)
    paths = ["me", "conversations", "groups", f"groups/{derm.uuid}"]
    paths += [f"questions/{question}", f"conversations/{question}/entries"]
    told = json.dumps([got(jeanne, path) for path in paths])
    for hidden in (bob.name, str(bob.uuid), "members", "n_pending", "n_open"):
        assert hidden not in told


async def test_the_name_of_who_answers_is_told_when_he_answers(
    alice: Person, bob: Person, jeanne: Person, derm: Group
) -> None:
    """A member who reads, or who comes too late, leaves no trace at all."""
    await in_db(_tells_no_reader, alice, bob, jeanne, derm)


def _tells_no_reader(alice: Person, bob: Person, jeanne: Person, derm: Group) -> None:
    question = acts.pending(jeanne, derm)
    before = json.dumps(_all_that_he_reads(jeanne, question))
    got(alice, f"questions/{question}")
    got(bob, f"questions/{question}")
    assert json.dumps(_all_that_he_reads(jeanne, question)) == before
    acts.claim(alice, question)
    now = json.dumps(_all_that_he_reads(jeanne, question))
    assert alice.name in now
    assert bob.name not in now


def _all_that_he_reads(person: Person, question: Any) -> list[Any]:
    paths = [f"questions/{question}", f"conversations/{question}"]
    return [got(person, path) for path in [*paths, f"{paths[1]}/entries"]]
