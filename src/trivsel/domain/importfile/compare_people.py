"""The people of an import against those there are: who is who, and what differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trivsel.domain.importfile.compare_units import Tree
from trivsel.domain.importfile.plan import Change, ChangedPerson, NowPerson, differences
from trivsel.domain.importfile.problem import Kind, Problem, Sheet
from trivsel.domain.importfile.rows import PersonRow

MANAGEMENT = frozenset({"leader", "hr", "top_management"})


@dataclass(frozen=True, slots=True)
class Crowd:
    """What becomes of the people."""

    new: tuple[PersonRow, ...] = ()
    changed: tuple[ChangedPerson, ...] = ()
    gone: tuple[NowPerson, ...] = ()
    kept: tuple[NowPerson, ...] = ()
    problems: tuple[Problem, ...] = ()


def compare_people(
    people: Sequence[NowPerson], rows: Sequence[PersonRow] | None, tree: Tree
) -> Crowd:
    """Compare the people; without rows they are left alone."""
    if rows is None:
        return Crowd()
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
    return Crowd(
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


def _person_changes(row: PersonRow, was: NowPerson, tree: Tree) -> tuple[Change, ...]:
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
    return differences(pairs)


def _unknown_units(rows: Iterable[PersonRow], tree: Tree) -> list[Problem]:
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
