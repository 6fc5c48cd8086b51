"""What an import keeps while it waits: checked rows, the differences to show, the faults."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from trivsel.domain.importfile.plan import ChangedPerson, ChangedUnit, Plan
from trivsel.domain.importfile.problem import Kind, Problem, Sheet
from trivsel.domain.importfile.reading import Reading
from trivsel.domain.importfile.rows import PersonRow, UnitRow

# So many faults are kept and shown; the number of all is told.
PROBLEMS_KEPT = 200


@dataclass(frozen=True, slots=True)
class Rows:
    """The checked rows of a draft, as they were read."""

    units: tuple[UnitRow, ...] | None
    people: tuple[PersonRow, ...] | None


def store_rows(reading: Reading) -> dict[str, Any]:
    rows = {"units": reading.units, "people": reading.people}
    return {
        name: [list(astuple(row)) for row in table]
        for name, table in rows.items()
        if table is not None
    }


def stored_rows(stored: dict[str, Any]) -> Rows:
    units, people = stored.get("units"), stored.get("people")
    return Rows(
        None if units is None else tuple(UnitRow(*row) for row in units),
        None if people is None else tuple(_person_row(row) for row in people),
    )


def _person_row(row: list[Any]) -> PersonRow:
    fields = dict(zip(PersonRow.__slots__, row, strict=True))
    if fields["roles"] is not None:
        fields["roles"] = tuple(fields["roles"])
    return PersonRow(**fields)


def store_problems(problems: Sequence[Problem]) -> list[list[Any]]:
    return [
        [problem.kind, problem.sheet, problem.row, problem.column, dict(problem.values)]
        for problem in problems[:PROBLEMS_KEPT]
    ]


def stored_problems(stored: Iterable[Sequence[Any]]) -> list[Problem]:
    return [
        Problem(Kind(kind), Sheet(sheet), row, column, values)
        for kind, sheet, row, column, values in stored
    ]


def store_differences(plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """The plan by section, in the order of the files, as the preview shows it."""
    return {
        "units-new": [
            {"row": row.row, "id": row.code, "name": row.name, "parent": row.parent}
            for row in plan.new_units
        ],
        "units-changed": [_changed(change) for change in plan.changed_units],
        "units-gone": [{"id": unit.code, "name": unit.name} for unit in plan.gone_units],
        "units-kept": [
            {"id": kept.unit.code, "name": kept.unit.name, "parent": kept.parent}
            for kept in plan.kept_units
        ],
        "people-new": [
            {
                "row": row.row,
                "id": row.number,
                "name": row.name,
                "unit": row.unit,
                "roles": list(row.roles or ()),
            }
            for row in plan.new_people
        ],
        "people-changed": [_changed(change) for change in plan.changed_people],
        "people-gone": [
            {"id": person.number, "name": person.name, "unit": person.unit}
            for person in plan.gone_people
        ],
        "people-kept": [
            {"id": person.number, "name": person.name, "unit": person.unit}
            for person in plan.kept_people
        ],
    }


def _changed(change: ChangedUnit | ChangedPerson) -> dict[str, Any]:
    row = change.row
    return {
        "row": row.row,
        "id": row.code if isinstance(row, UnitRow) else row.number,
        "name": row.name,
        "changes": [[one.field, one.old, one.new] for one in change.changes],
    }
