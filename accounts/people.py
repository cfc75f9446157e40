"""A person as every door sees him: an immutable picture made at sign-in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. Rights are read again from the database under each action's lock."""

    id: int
    uuid: UUID
    name: str
    language: str
    time_zone: str
    session_key: str
    practitioner_in: tuple[int, ...] = ()
    administrator_in: tuple[int, ...] = ()
    patient_in: tuple[int, ...] = ()
    # Those of his organisations that have not activated messaging.
    silent_in: tuple[int, ...] = ()

    @property
    def organisations(self) -> tuple[int, ...]:
        return tuple({*self.practitioner_in, *self.administrator_in, *self.patient_in})

    @property
    def is_practitioner(self) -> bool:
        return bool(self.practitioner_in)

    @property
    def reader_kind(self) -> str:
        return "practitioner" if self.practitioner_in else "patient"
