"""Messages that photos go with."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from accounts.people import Person
from chat.actions.posting import post_batch
from chat.actions.retracting import retract_message
from chat.errors import ConversationClosed
from chat.models import Conversation, Entry
from chat.photo_models import SentPhoto
from chat.schemas import SendMessage
from chat.streams import ConversationLog
from lib.errors import ClientIdReused
from photos.errors import PhotoUnknown
from photos.models import Photo, PhotoState
from photos.sites import BodySite
from realtime.contract import Part
from tests import factories
from tests.api.calls import as_app, call
from tests.photos.verbs import messages, named, photograph, post, send


@pytest.fixture
def pair(alice: Person, bob: Person) -> UUID:
    return factories.private(alice, bob)


def test_the_entry_says_what_readers_need(
    alice: Person, bob: Person, pair: UUID, photo: Photo
) -> None:
    told = named(photo, alt="Une plaque rouge", site=BodySite.LEFT_HAND)
    post(alice, pair, told, text="Voici.")
    shown = {
        "id": str(photo.uuid),
        "w": 64,
        "h": 48,
        "alt": "Une plaque rouge",
        "site": "left_hand",
    }
    assert messages(bob, pair) == [{"text": "Voici.", "photos": [shown]}]
    photo.refresh_from_db()
    assert photo.state == PhotoState.SENT
    assert SentPhoto.objects.get().seq == 1


def test_a_message_without_photos_does_not_speak_of_them(
    alice: Person, pair: UUID
) -> None:
    post(alice, pair, text="Bonjour")
    assert messages(alice, pair) == [{"text": "Bonjour"}]


def test_photos_may_say_it_all(alice: Person, pair: UUID, photo: Photo) -> None:
    post(alice, pair, named(photo))
    [shown] = messages(alice, pair)
    assert (shown["text"], len(shown["photos"])) == ("", 1)


def test_nothing_at_all_is_no_message(alice: Person, pair: UUID) -> None:
    for text in ("", "  "):
        with pytest.raises(ValidationError):
            SendMessage(conversation=pair, client_id=uuid4(), text=text)
    body = {"client_id": str(uuid4()), "text": ""}
    refused = call(as_app(alice), "POST", f"conversations/{pair}/messages", body)
    assert refused.body["error"]["detail"] == {"fields": {"text": "vide"}}


def test_they_keep_their_order(alice: Person, pair: UUID) -> None:
    photos = [photograph(alice) for _ in range(3)]
    chosen = [photos[2], photos[0], photos[1]]
    send(alice, pair, *chosen)
    [shown] = messages(alice, pair)
    assert [one["id"] for one in shown["photos"]] == [str(one.uuid) for one in chosen]


def test_there_are_ten_at_most_and_each_once() -> None:
    fields: dict[str, Any] = {"conversation": uuid4(), "client_id": uuid4()}
    some = [{"id": uuid4()} for _ in range(11)]
    SendMessage(**fields, text="", photos=some[:10])
    for wrong in (some, some[:1] * 2, [{"id": uuid4(), "alt": "x" * 301}]):
        with pytest.raises(ValidationError):
            SendMessage(**fields, text="", photos=wrong)
    with pytest.raises(ValidationError):
        SendMessage(**fields, text="", photos=[{"id": uuid4(), "site": "moon"}])


def test_a_retry_is_recognised(alice: Person, pair: UUID, photo: Photo) -> None:
    name, told = uuid4(), named(photo, alt="Bras")
    first = post(alice, pair, told, client_id=name)
    again = post(alice, pair, told, client_id=name)
    assert (again.seq, again.is_new) == (first.seq, False)
    for other in ([], [named(photo, alt="Jambe")], [named(photograph(alice))]):
        with pytest.raises(ClientIdReused):
            post(alice, pair, *other, text="" if other else "x", client_id=name)


def test_a_photo_goes_out_once(alice: Person, pair: UUID, photo: Photo) -> None:
    send(alice, pair, photo)
    with pytest.raises(PhotoUnknown) as refused:
        send(alice, pair, photo)
    assert refused.value.detail == {"photos": [str(photo.uuid)]}
    assert Entry.objects.count() == 1


def test_only_who_uploaded_it_sends_it(bob: Person, pair: UUID, photo: Photo) -> None:
    """Another's, one that was never there, one that was discarded: the same answer."""
    gone = photograph(bob)
    Photo.objects.filter(pk=gone.pk).update(state=PhotoState.DISCARDED)
    for one in (photo, Photo(uuid=uuid4()), gone):
        with pytest.raises(PhotoUnknown):
            send(bob, pair, one)
    assert Entry.objects.count() == 0
    photo.refresh_from_db()
    assert photo.state == PhotoState.UNSENT


def test_one_that_is_missing_keeps_the_others(alice: Person, pair: UUID) -> None:
    mine = photograph(alice)
    with pytest.raises(PhotoUnknown) as refused:
        send(alice, pair, mine, Photo(uuid=UUID(int=1)))
    assert refused.value.detail == {"photos": [str(UUID(int=1))]}
    send(alice, pair, mine)


def test_a_refused_message_leaves_its_photos_unsent(
    alice: Person, pair: UUID, photo: Photo
) -> None:
    Conversation.objects.update(state="closed")
    with pytest.raises(ConversationClosed):
        send(alice, pair, photo)
    Conversation.objects.update(state="open")
    send(alice, pair, photo)


def test_in_a_batch_each_gets_his_own(alice: Person, bob: Person, pair: UUID) -> None:
    mine, his = photograph(alice), photograph(bob)

    def says(*photos: Photo) -> SendMessage:
        told = tuple(map(named, photos))
        return SendMessage(
            conversation=pair, client_id=uuid4(), text="Oui", photos=told
        )

    outcomes = post_batch(
        [
            (alice, says(mine)),
            (bob, says()),
            (bob, says(his)),
            (bob, says(his)),
            (bob, says(mine)),
        ]
    )
    assert [getattr(one, "seq", one) for one in outcomes[:3]] == [1, 2, 3]
    assert [type(one) for one in outcomes[3:]] == [PhotoUnknown, PhotoUnknown]
    sent = SentPhoto.objects.order_by("seq").values_list("photo", "seq")
    assert list(sent) == [(mine.pk, 1), (his.pk, 3)]


def test_a_batch_without_photos_asks_nothing_of_them(
    alice: Person, pair: UUID, django_assert_num_queries: Any
) -> None:
    def says(*photos: Photo) -> SendMessage:
        told = tuple(map(named, photos))
        return SendMessage(
            conversation=pair, client_id=uuid4(), text="Oui", photos=told
        )

    post_batch([(alice, says())])
    photo = photograph(alice)
    n_queries = 7
    with django_assert_num_queries(n_queries):
        post_batch([(alice, says()), (alice, says())])
    with django_assert_num_queries(n_queries + 3):
        post_batch([(alice, says(photo)), (alice, says())])


def test_a_message_that_is_taken_back_shows_none(
    alice: Person, bob: Person, pair: UUID, photo: Photo
) -> None:
    sent = send(alice, pair, photo, text="Oups")
    for _ in range(2):
        retract_message(author=alice, conversation_id=pair, seq=sent.seq)
    assert messages(bob, pair) == [{}]
    photo.refresh_from_db()
    assert photo.state == PhotoState.DISCARDED


def test_readers_on_the_line_get_them(alice: Person, pair: UUID, photo: Photo) -> None:
    send(alice, pair, photo)
    key = Conversation.objects.get(uuid=pair).pk
    [lines] = ConversationLog().pull([Part(key, 0, 1)])
    [item] = ConversationLog().encode(lines, "practitioner")
    assert item["data"]["photos"][0]["id"] == str(photo.uuid)


def test_the_row_of_a_list_shows_them(
    alice: Person, bob: Person, pair: UUID, photo: Photo
) -> None:
    send(alice, pair, photo)
    [row] = call(as_app(bob), "GET", "conversations").body["items"]
    data = row["last"]["data"]
    assert (data["text"], len(data["photos"])) == ("", 1)


def test_over_http_as_on_the_socket(alice: Person, pair: UUID, photo: Photo) -> None:
    body = {
        "client_id": str(uuid4()),
        "text": "",
        "photos": [{"id": str(photo.uuid), "alt": "", "site": "nose"}],
    }
    path = f"conversations/{pair}/messages"
    assert call(as_app(alice), "POST", path, body).status == 201
    assert call(as_app(alice), "POST", path, body).status == 200
    other = body | {"client_id": str(uuid4())}
    refused = call(as_app(alice), "POST", path, other)
    assert (refused.status, refused.code) == (422, "photo_unknown")
