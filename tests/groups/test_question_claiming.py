"""The first responder (S2-13 … S2-16, S2-28, S2-30): one takes it, for good."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Exists

from accounts.people import Person
from chat.actions.posting import post_message
from chat.errors import ClientIdReused, ConversationClosed
from chat.models import Draft, Entry, Participant
from groups.access import question_for_member
from groups.actions import claiming
from groups.actions.claiming import claim_question
from groups.errors import AlreadyClaimed, OwnQuestion
from groups.models import Group, Question
from groups.question_queries import question_detail
from groups.turns import turn
from lib.errors import InvalidRequest, NotFound
from tests.groups import question_acts as acts
from tests.groups.acts import remove
from tests.groups.question_acts import answer, ask, claim, pending, send, taken

FIRST = "Montrez-moi une photo."


@pytest.fixture
def question(jeanne: Person, derm: Group) -> UUID:
    return pending(jeanne, derm)


def test_reading_takes_nothing(alice: Person, question: UUID) -> None:
    for _ in range(2):
        detail = question_detail(alice, question)
        assert (detail.state, detail.assignee) == ("pending", None)
        assert detail.items[1].data == {"text": acts.TEXT}
    assert acts.state(question) == "pending"


def test_the_first_takes_it(alice: Person, jeanne: Person, question: UUID) -> None:
    taken = claim(alice, question)
    assert (taken.seq, taken.message, taken.is_new) == (3, None, True)
    assert acts.state(question) == "claimed"
    assert acts.row(question).assignee_id == alice.id
    assert acts.takes_part(question) == {jeanne.id, alice.id}
    assert acts.log(question) == ["asked", "message", "claimed"]
    assert acts.texts(alice, question) == [acts.TEXT]


def test_a_text_goes_with_it_in_one_transaction(alice: Person, question: UUID) -> None:
    taken = claim(alice, question, FIRST)
    assert (taken.seq, taken.message) == (3, 4)
    claimed, said = Entry.objects.filter(author=alice.id).order_by("seq")
    assert (claimed.kind, claimed.client_id) == ("claimed", None)
    assert (said.data, claimed.at) == ({"text": FIRST}, said.at)


def test_what_was_there_is_no_news_to_who_takes_it(
    alice: Person, question: UUID
) -> None:
    claim(alice, question)
    seat = Participant.objects.get(user=alice.id)
    assert (seat.from_seq, seat.read_seq) == (1, 2)


def test_the_second_comes_too_late(bob: Person, alice: Person, question: UUID) -> None:
    claim(alice, question)
    with pytest.raises(AlreadyClaimed) as refused:
        claim(bob, question)
    assert (refused.value.code, refused.value.detail) == ("already_claimed", {})
    assert acts.row(question).assignee_id == alice.id
    assert acts.log(question) == ["asked", "message", "claimed"]


@pytest.mark.parametrize("text", [None, FIRST])
def test_the_winner_who_repeats_himself_has_won(
    alice: Person, question: UUID, text: str | None
) -> None:
    name = uuid4()

    def again() -> claiming.Claimed:
        return claim_question(
            expert=alice, question_id=question, client_id=name, text=text
        )

    first = again()
    assert again() == first._replace(is_new=False)
    with pytest.raises(ClientIdReused):
        claim_question(
            expert=alice, question_id=question, client_id=name, text="Autre chose"
        )


def test_the_retry_succeeds_whatever_came_in_between(
    alice: Person, erin: Person, derm: Group, question: UUID
) -> None:
    name = uuid4()
    claim_question(expert=alice, question_id=question, client_id=name, text=FIRST)
    remove(erin, derm, alice)
    acts.close(alice, question)
    again = claim_question(
        expert=alice, question_id=question, client_id=name, text=FIRST
    )
    assert (again.message, again.is_new) == (4, False)


def test_the_name_of_another_question_is_refused(
    alice: Person, jeanne: Person, derm: Group, question: UUID
) -> None:
    name = uuid4()
    claim_question(expert=alice, question_id=question, client_id=name)
    other = pending(jeanne, derm)
    with pytest.raises(ClientIdReused):
        claim_question(expert=alice, question_id=other, client_id=name)
    assert acts.state(other) == "pending"


def test_the_name_of_a_message_that_took_nothing_is_refused(
    nina: Person, derm: Group
) -> None:
    name = uuid4()
    asked = ask(nina, derm, client_id=name)
    with pytest.raises(ClientIdReused):
        claim_question(
            expert=nina, question_id=asked.question, client_id=name, text=acts.TEXT
        )


def test_the_winner_on_another_device_says_what_he_has_to_say(
    alice: Person, question: UUID
) -> None:
    first = claim(alice, question)
    assert claim(alice, question) == first._replace(is_new=False)
    second = claim(alice, question, FIRST)
    assert (second.seq, second.message, second.is_new) == (3, 4, True)
    acts.close(alice, question)
    with pytest.raises(ConversationClosed):
        claim(alice, question, FIRST)


def test_nobody_answers_himself(alice: Person, nina: Person, derm: Group) -> None:
    """S2-30: member of the group or not, at any time."""
    for requester in (alice, nina):
        question = pending(requester, derm)
        with pytest.raises(OwnQuestion):
            claim(requester, question, FIRST)
    row = Question.objects.filter(requester=alice.id)
    at = row.get().asked_at
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(state="claimed", assignee=alice.id, claimed_at=at)
    mine = Question.objects.get(requester=alice.id).conversation.uuid
    assert not question_detail(alice, mine).can_claim


def test_who_is_not_a_member_finds_nothing(
    nina: Person,
    dave: Person,
    erin: Person,
    thomas: Person,
    derm: Group,
    question: UUID,
) -> None:
    for stranger in (nina, dave, erin, thomas):
        for text in (None, FIRST):
            with pytest.raises(NotFound):
                answer(stranger, question, text)
        with pytest.raises(NotFound):
            send(stranger, question)
    assert not Draft.objects.exists()


def test_a_removed_member_finds_nothing_and_keeps_what_he_took(
    alice: Person, erin: Person, jeanne: Person, derm: Group, question: UUID
) -> None:
    """S2-28."""
    mine = taken(jeanne, derm, alice)
    remove(erin, derm, alice)
    with pytest.raises(NotFound):
        claim(alice, question)
    with pytest.raises(NotFound):
        question_for_member(alice, question)
    send(alice, mine)
    assert acts.texts(jeanne, mine)[-1] == "Montrez-moi."


def test_a_direct_first_message_takes_it(
    alice: Person, bob: Person, question: UUID
) -> None:
    posted = send(alice, question, FIRST)
    assert (posted.seq, posted.is_new) == (4, True)
    assert acts.log(question)[2:] == ["claimed", "message"]
    assert send(alice, question).seq == 5
    with pytest.raises(AlreadyClaimed):
        send(bob, question)


def test_the_message_that_took_it_is_recognised(alice: Person, question: UUID) -> None:
    name = uuid4()
    claim_question(
        expert=alice, question_id=question, client_id=name, text=FIRST, reply_to=2
    )
    again = post_message(
        author=alice, conversation_id=question, text=FIRST, client_id=name, reply_to=2
    )
    assert (again.seq, again.is_new) == (4, False)


def test_it_answers_what_is_there(alice: Person, question: UUID) -> None:
    with pytest.raises(InvalidRequest):
        claim_question(
            expert=alice, question_id=question, client_id=uuid4(), text="x", reply_to=3
        )
    assert acts.state(question) == "pending"


def test_who_loses_keeps_his_text(alice: Person, bob: Person, question: UUID) -> None:
    """N19: whatever he sends, in whatever way, once."""
    claim(alice, question)
    for text in ("Un", "Un", "Deux"):
        with pytest.raises(AlreadyClaimed):
            answer(bob, question, text)
    with pytest.raises(AlreadyClaimed):
        send(bob, question, "Trois")
    with pytest.raises(AlreadyClaimed):
        answer(bob, question)
    assert Draft.objects.get().text == "Un\n\nDeux\n\nTrois"
    assert Draft.objects.get().user_id == bob.id


def test_what_is_over_is_not_found(
    alice: Person, bob: Person, jeanne: Person, derm: Group
) -> None:
    withdrawn, closed = pending(jeanne, derm), taken(jeanne, derm, alice)
    acts.withdraw(jeanne, withdrawn)
    acts.close(alice, closed)
    for question in (withdrawn, closed):
        with pytest.raises(NotFound):
            claim(bob, question)


def test_a_removal_that_commits_while_one_claims_wins(
    alice: Person,
    erin: Person,
    derm: Group,
    question: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Asked again under the group's lock: nothing of the claim is left."""

    def turn_after_removal(*args: object, **more: object) -> object:
        remove(erin, derm, alice)
        return turn(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("groups.actions.claiming.turn", turn_after_removal)
    with pytest.raises(NotFound):
        claim(alice, question)


def test_a_member_who_came_back_at_that_moment_is_not_told_a_lie(
    alice: Person, question: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The UPDATE did not see him yet; nobody has taken it."""
    nobody = Question.objects.none().values("pk")
    monkeypatch.setattr(claiming, "expert_there", lambda person: Exists(nobody))
    with pytest.raises(NotFound):
        claim(alice, question)


def test_one_name_used_elsewhere_at_the_same_moment_is_refused(
    alice: Person,
    jeanne: Person,
    derm: Group,
    question: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name, other = uuid4(), pending(jeanne, derm)
    claim_question(expert=alice, question_id=other, client_id=name)
    real, looks = claiming._earlier, iter([False, False])

    def blind(one: claiming.Claim) -> claiming.Claimed | None:
        return real(one) if next(looks, True) else None

    monkeypatch.setattr(claiming, "_earlier", blind)
    with pytest.raises(ClientIdReused):
        claim_question(expert=alice, question_id=question, client_id=name)
    assert acts.state(question) == "pending"
