"""What an import would change: the rows against the organisation as it is now."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trivsel.domain.importfile.check import PersonRow, UnitRow
from trivsel.domain.importfile.problem import Kind, Problem, Sheet

MANAGEMENT = frozenset({"leader", "hr", "top_management"})


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


def compare(
    units: Sequence[NowUnit],
    people: Sequence[NowPerson],
    *,
    unit_rows: Sequence[UnitRow] | None,
    person_rows: Sequence[PersonRow] | None,
) -> Plan:
    """Say what an import would change. Rows must have been checked without problems.

    The file is the truth about what it has: a unit or person it does not name is gone. Three
    things are stronger than the file: a unit that rounds or actions refer to stays, an
    administrator stays, and so does whoever carries the import out.

    Args:
        units: All units now, in any order.
        people: All people now, those who have left included.
        unit_rows: The checked units, or None to leave the tree alone.
        person_rows: The checked people, or None to leave people alone.

    Returns:
        The plan. When it has problems it must not be carried out. ``gone_share`` is the
        larger of the shares of units and of people that would go, in whole per cent.
    """
    tree = _compare_units(units, unit_rows)
    crowd = _compare_people(people, person_rows, tree)
    active = sum(person.active for person in people)
    return Plan(
        new_units=tree.new,
        changed_units=tree.changed,
        gone_units=tree.gone,
        kept_units=tree.kept,
        new_people=crowd.new,
        changed_people=crowd.changed,
        gone_people=crowd.gone,
        kept_people=crowd.kept,
        heir=tree.heir,
        problems=(*_stranded(people, person_rows, tree), *crowd.problems),
        gone_share=max(_share(len(tree.gone), len(units)), _share(len(crowd.gone), active)),
    )


def _share(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 0


# --- units ---------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Tree:
    new: tuple[UnitRow, ...] = ()
    changed: tuple[ChangedUnit, ...] = ()
    gone: tuple[NowUnit, ...] = ()
    kept: tuple[KeptUnit, ...] = ()
    heir: Mapping[str, str] | None = None
    renamed: Mapping[str, str] | None = None
    codes: frozenset[str] = frozenset()

    def now_called(self, code: str) -> str:
        return (self.renamed or {}).get(code, code)


def _compare_units(units: Sequence[NowUnit], rows: Sequence[UnitRow] | None) -> _Tree:
    if rows is None:
        return _Tree(codes=frozenset(unit.code for unit in units))
    now = {unit.code: unit for unit in units}
    renamed = _renamed_root(units, rows)
    was = {renamed.get(code, code): unit for code, unit in now.items()}
    changed = []
    for row in rows:
        if unit := was.get(row.code):
            changes = _unit_changes(row, unit, renamed)
            if changes:
                changed.append(ChangedUnit(row, unit, changes))
    codes = {row.code for row in rows}
    missing = [unit for code, unit in was.items() if code not in codes]
    stays = codes | {unit.code for unit in missing if unit.held}
    root = next(row.code for row in rows if not row.parent)
    heir = {unit.code: _heir(unit, now, renamed, stays, root) for unit in missing}
    return _Tree(
        new=tuple(row for row in rows if row.code not in was),
        changed=tuple(changed),
        gone=tuple(unit for unit in missing if not unit.held),
        kept=tuple(KeptUnit(unit, heir[unit.code]) for unit in missing if unit.held),
        heir={unit.code: heir[unit.code] for unit in missing if not unit.held},
        renamed=renamed,
        codes=frozenset(codes),
    )


def _renamed_root(units: Sequence[NowUnit], rows: Sequence[UnitRow]) -> dict[str, str]:
    """The top stays the top: if only its code differs it is the same unit, renamed."""
    codes = {row.code for row in rows}
    top = next((unit.code for unit in units if not unit.parent), None)
    new_top = next(row.code for row in rows if not row.parent)
    if top is None or top in codes or any(unit.code == new_top for unit in units):
        return {}
    return {top: new_top}


def _unit_changes(
    row: UnitRow, unit: NowUnit, renamed: Mapping[str, str]
) -> tuple[Change, ...]:
    parent = renamed.get(unit.parent, unit.parent)
    pairs = (
        ("code", unit.code, row.code),
        ("name", unit.name, row.name),
        ("parent", parent, row.parent),
    )
    return _differences(pairs)


def _heir(
    unit: NowUnit,
    now: Mapping[str, NowUnit],
    renamed: Mapping[str, str],
    stays: set[str],
    root: str,
) -> str:
    """The nearest unit above that stays."""
    code = unit.parent
    while code and renamed.get(code, code) not in stays:
        code = now[code].parent
    return renamed.get(code, code) or root


def _stranded(
    people: Sequence[NowPerson], rows: Sequence[PersonRow] | None, tree: _Tree
) -> list[Problem]:
    """With units alone, a unit with people in it cannot go: nobody said where they belong."""
    if rows is not None:
        return []
    counts = Counter(person.unit for person in people if person.active)
    return [
        Problem(
            Kind.GONE_UNIT_HAS_PEOPLE,
            Sheet.UNITS,
            values={"code": unit.code, "name": unit.name, "people": counts[unit.code]},
        )
        for unit in tree.gone
        if counts[unit.code]
    ]


# --- people --------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Crowd:
    new: tuple[PersonRow, ...] = ()
    changed: tuple[ChangedPerson, ...] = ()
    gone: tuple[NowPerson, ...] = ()
    kept: tuple[NowPerson, ...] = ()
    problems: tuple[Problem, ...] = ()


def _compare_people(
    people: Sequence[NowPerson], rows: Sequence[PersonRow] | None, tree: _Tree
) -> _Crowd:
    if rows is None:
        return _Crowd()
    matched = _matched(people, rows)
    changed = []
    for row in rows:
        if was := matched.get(row.number):
            changes = _person_changes(row, was, tree)
            if changes:
                changed.append(ChangedPerson(row, was, changes))
    found = {was.number for was in matched.values()}
    missing = [person for person in people if person.active and person.number not in found]
    kept = tuple(person for person in missing if person.stays)
    return _Crowd(
        new=tuple(row for row in rows if row.number not in matched),
        changed=tuple(changed),
        gone=tuple(person for person in missing if not person.stays),
        kept=kept,
        problems=(
            *_unknown_units(rows, tree),
            *_torn(rows, matched),
            *_taken(rows, matched, kept),
        ),
    )


def _matched(people: Sequence[NowPerson], rows: Sequence[PersonRow]) -> dict[str, NowPerson]:
    """Who each row is: by number, else by e-mail when the number alone is new.

    Name and e-mail must agree, since an address is sometimes handed on to a successor. For
    those who stay anyway the address is enough, or it would be there twice.
    """
    by_number = {person.number: person for person in people}
    numbers = {row.number for row in rows}
    by_email = {
        person.email.lower(): person
        for person in people
        if person.active and person.email and person.number not in numbers
    }
    matched = {}
    for row in rows:
        person = by_number.get(row.number)
        if person is None and row.email:
            person = by_email.get(row.email)
            if person and not person.stays and person.name.casefold() != row.name.casefold():
                person = None
        if person:
            matched[row.number] = person
    return matched


def _person_changes(row: PersonRow, was: NowPerson, tree: _Tree) -> tuple[Change, ...]:
    pairs = [
        ("number", was.number, row.number),
        ("name", was.name, row.name),
        ("unit", tree.now_called(was.unit), row.unit),
    ]
    if row.email is not None:
        pairs.append(("email", was.email.lower(), row.email))
    if row.roles is not None:
        roles = {*row.roles, *was.lasting}
        pairs.append(("roles", ", ".join(sorted(was.roles)), ", ".join(sorted(roles))))
    if row.job_title is not None:
        pairs.append(("job_title", was.job_title, row.job_title))
    if row.language:
        pairs.append(("language", was.language, row.language))
    pairs.append(("active", "" if was.active else "left", ""))
    return _differences(pairs)


def _unknown_units(rows: Iterable[PersonRow], tree: _Tree) -> list[Problem]:
    """Units that were there when the file was read and have been removed since."""
    return [
        Problem(Kind.UNKNOWN_UNIT, Sheet.PEOPLE, row.row, values={"text": row.unit, "near": ""})
        for row in rows
        if row.unit not in tree.codes
    ]


def _torn(rows: Iterable[PersonRow], matched: Mapping[str, NowPerson]) -> list[Problem]:
    """Who speaks for the employees cannot be made to act for management as well."""
    return [
        Problem(Kind.SPEAKS_FOR_EMPLOYEES, Sheet.PEOPLE, row.row, values={"name": row.name})
        for row in rows
        if (was := matched.get(row.number)) and was.speaks and MANAGEMENT & set(row.roles or ())
    ]


def _taken(
    rows: Iterable[PersonRow], matched: Mapping[str, NowPerson], kept: Iterable[NowPerson]
) -> list[Problem]:
    """Addresses that two people would share: with somebody kept, or with one who returns."""
    holder = {person.email.lower(): person.name for person in kept if person.email}
    problems = []
    for row in rows:
        was = matched.get(row.number)
        email = row.email if row.email is not None else (was.email.lower() if was else "")
        if not email:
            continue
        if email in holder:
            values = {"text": email, "holder": holder[email]}
            problems.append(Problem(Kind.EMAIL_TAKEN, Sheet.PEOPLE, row.row, values=values))
        holder[email] = row.name
    return problems


def _differences(pairs: Iterable[tuple[str, str, str]]) -> tuple[Change, ...]:
    return tuple(Change(field, old, new) for field, old, new in pairs if old != new)
