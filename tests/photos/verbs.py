"""What the cast does with photos, in a word each."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.people import Person
from chat import queries
from chat.actions.posting import Posted, post_message
from chat.schemas import PhotoIn, SendMessage
from groups.actions.answering import send_message
from groups.actions.asking import ask_question
from groups.models import Group
from groups.question_schemas import AskQuestion
from photos import storage
from photos.actions.uploading import upload_photo
from photos.models import Photo
from tests.api.calls import ROOT, Answer, as_app, call
from tests.photos import pictures

TITLE = "Rougeur au bras"


def photograph(owner: Person, content: bytes | None = None, **more: Any) -> Photo:
    content = pictures.jpeg() if content is None else content
    more.setdefault("client_id", None)
    return upload_photo(owner=owner, chunks=[content], size=len(content), **more).photo


def stored(owner: Person, content: str) -> Photo:
    """A photo of his, unsent, whose files say something: no decoder was asked."""
    key = uuid4().hex
    for size in storage.SIZES:
        name = storage.name_of(key, size)
        storage.store().save(name, ContentFile(content.encode()))
    counts = {f"{size}_bytes": len(content.encode()) for size in storage.SIZES}
    return Photo.objects.create(
        owner_id=owner.id, key=key, width=64, height=48, **counts
    )


def named(photo: Photo, **more: Any) -> PhotoIn:
    return PhotoIn(id=photo.uuid, **more)


def send(
    author: Person, conversation: UUID, *photos: Photo, text: str = "", **more: Any
) -> Posted:
    """By the door of messages, which may take a question."""
    fields = {"client_id": uuid4(), "photos": tuple(map(named, photos))} | more
    data = SendMessage(conversation=conversation, text=text, **fields)
    return send_message(author=author, data=data)


def post(
    author: Person, conversation: UUID, *photos: PhotoIn, text: str = "", **more: Any
) -> Posted:
    more.setdefault("client_id", uuid4())
    return post_message(
        author=author, conversation_id=conversation, text=text, photos=photos, **more
    )


def ask_with(requester: Person, group: Group, *photos: Photo, text: str = "") -> UUID:
    asked = AskQuestion(
        client_id=uuid4(),
        group=group.uuid,
        title=TITLE,
        text=text,
        photos=tuple(map(named, photos)),
    )
    return ask_question(requester=requester, asked=asked).question


def messages(person: Person, conversation: UUID) -> list[dict[str, Any]]:
    """What messages say, as he reads them."""
    page = queries.history(person, conversation, limit=200)
    return [item.data for item in page.items if item.kind == "message"]


def upload(person: Person | None, content: bytes, **more: Any) -> Answer:
    """As an app sends a form."""
    name = more.pop("name", "IMG_0001.jpg")
    file = SimpleUploadedFile(name, content, "image/jpeg")
    client = as_app(person)
    response = client.post(f"{ROOT}photos", {"file": file} | more)
    return Answer(response.status_code, response.json(), response.headers)


def begin(person: Person, size: int, client_id: UUID | None = None) -> Answer:
    body = {"client_id": str(client_id or uuid4()), "size": size}
    return call(as_app(person), "POST", "photos/uploads", body)


def part(person: Person, upload_id: str, offset: int, content: bytes) -> Answer:
    client: Client = as_app(person)
    response = client.generic(
        "PATCH",
        f"{ROOT}photos/uploads/{upload_id}",
        content,
        "application/octet-stream",
        headers={"Upload-Offset": str(offset)},
    )
    return Answer(response.status_code, response.json(), response.headers)


def look(person: Person | None, photo: UUID | str, size: str = "full") -> Any:
    return as_app(person).get(f"{ROOT}photos/{photo}?size={size}")


def seen(person: Person | None, photo: UUID | str) -> set[int]:
    """What it answers for every size; all the same."""
    return {
        look(person, photo, size).status_code for size in ("thumb", "screen", "full")
    }


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
