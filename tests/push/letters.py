"""Letters as the loop would write them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from push.contract import Envelope, Letter

LINK = "https://relais.example.org/n/2b7WqkJpQmS1yXv0aZ3dNg"


def letter(address: str, **fields: Any) -> Letter:
    kind = fields.pop("kind", "message")
    is_urgent = fields.pop("is_urgent", False)
    subject = uuid4()
    made = Letter(
        id=uuid4(),
        envelope=Envelope(kind, subject, count=3, is_urgent=is_urgent),
        address=address,
        language="fr",
        collapse=f"{kind}:{subject}",
        link=LINK,
    )
    return replace(made, **fields)
