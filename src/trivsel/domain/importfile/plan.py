"""What an import would change, as values: the organisation now, and the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trivsel.domain.importfile.problem import Problem
from trivsel.domain.importfile.rows import PersonRow, UnitRow


@dataclass(frozen=True, slots=True)
class NowUnit:
    """A unit as it is now. ``held``: rounds or actions refer to it, so it must stay."""

    code: str
    parent: str
    name: str
    held: bool = False


@dataclass(frozen=True, slots=True)
class NowPerson:
    """A person as they are now.

    ``roles`` are those an import may end. ``lasting`` are those no file takes away.
    ``stays`` marks somebody who is kept although the file does not name them.
    ``speaks`` marks the employees' chosen representative, who cannot act for management.
    """

    number: str
    name: str
    email: str
    unit: str
    job_title: str
    language: str
    roles: frozenset[str] = frozenset()
    lasting: frozenset[str] = frozenset()
    active: bool = True
    stays: bool = False
    speaks: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One field that gets another value."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedUnit:
    row: UnitRow
    was: NowUnit
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class KeptUnit:
    """A unit that is not in the file but is referred to; ``parent`` is where it will hang."""

    unit: NowUnit
    parent: str


@dataclass(frozen=True, slots=True)
class ChangedPerson:
    row: PersonRow
    was: NowPerson
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything carrying out would do. ``heir`` tells where what hangs on a gone unit goes."""

    new_units: tuple[UnitRow, ...] = ()
    changed_units: tuple[ChangedUnit, ...] = ()
    gone_units: tuple[NowUnit, ...] = ()
    kept_units: tuple[KeptUnit, ...] = ()
    new_people: tuple[PersonRow, ...] = ()
    changed_people: tuple[ChangedPerson, ...] = ()
    gone_people: tuple[NowPerson, ...] = ()
    kept_people: tuple[NowPerson, ...] = ()
    heir: Mapping[str, str] | None = None
    problems: tuple[Problem, ...] = ()
    gone_share: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether carrying out would change nothing."""
        moved = any(kept.parent != kept.unit.parent for kept in self.kept_units)
        return not moved and not any(
            (
                *(self.new_units, self.changed_units, self.gone_units),
                *(self.new_people, self.changed_people, self.gone_people),
            )
        )


def differences(pairs: Iterable[tuple[str, str, str]]) -> tuple[Change, ...]:
    """Keep the fields whose old and new value differ.

    >>> differences([("name", "Bo", "Bo"), ("unit", "A", "B")])
    (Change(field='unit', old='A', new='B'),)
    """
    return tuple(Change(field, old, new) for field, old, new in pairs if old != new)
