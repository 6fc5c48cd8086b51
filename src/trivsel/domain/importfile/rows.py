"""What a checked row holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as the file has it; an empty parent marks the top."""

    row: int
    code: str
    parent: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the file has them; None where the file has no such column."""

    row: int
    number: str
    name: str
    unit: str
    email: str | None = None
    roles: tuple[str, ...] | None = None
    job_title: str | None = None
    language: str | None = None
