"""What an import would change: the rows against the organisation as it is now."""

from collections import Counter
from collections.abc import Sequence

from trivsel.domain.importfile.compare_people import compare_people
from trivsel.domain.importfile.compare_units import Tree, compare_units
from trivsel.domain.importfile.plan import NowPerson, NowUnit, Plan
from trivsel.domain.importfile.problem import Kind, Problem, Sheet
from trivsel.domain.importfile.rows import PersonRow, UnitRow


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
        larger of the shares of units and of people that would go, in whole per cent,
        rounded up.
    """
    tree = compare_units(units, unit_rows)
    crowd = compare_people(people, person_rows, tree)
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
    return -(-100 * part // whole) if whole else 0


def _stranded(
    people: Sequence[NowPerson], rows: Sequence[PersonRow] | None, tree: Tree
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
