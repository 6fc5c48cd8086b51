"""Whether the parents make one tree: one top, no circle, nothing hanging in the air."""

from trivsel.domain.importfile.cells import Checked, short
from trivsel.domain.importfile.problem import Kind
from trivsel.domain.importfile.rows import UnitRow


def check_tree(checked: Checked, rows: list[UnitRow]) -> None:
    """Tell what keeps the units from being one tree."""
    by_code: dict[str, UnitRow] = {}
    for row in rows:
        if row.code:
            by_code.setdefault(row.code, row)
    spoiled = _spoiled(checked)
    roots = [row for row in rows if row.code and not row.parent and row.row not in spoiled]
    for extra in roots[1:]:
        checked.say(Kind.TWO_ROOTS, extra.row, "parent", text=roots[0].code, other=roots[0].row)
    for row in rows:
        if row.parent and row.parent not in by_code:
            near = checked.near(row.parent, {code: unit.name for code, unit in by_code.items()})
            checked.say(
                Kind.UNKNOWN_PARENT, row.row, "parent", text=short(row.parent), near=near
            )
    for cycle in _cycles(by_code):
        path = " > ".join([*(row.code for row in cycle), cycle[0].code])
        checked.say(Kind.CYCLE, cycle[0].row, "parent", path=_short_path(path))
    if rows and not roots and not spoiled:
        checked.say(Kind.NO_ROOT, checked.table.headings.number, "parent")


def _spoiled(checked: Checked) -> set[int | None]:
    """Rows whose parent only looks empty because its cell was refused."""
    heading = checked.table.headings.cells[checked.columns.position["parent"]]
    return {problem.row for problem in checked.problems if problem.column == heading}


def _cycles(by_code: dict[str, UnitRow]) -> list[list[UnitRow]]:
    """Each circle once, starting at its first row; walks upwards without recursion."""
    done: set[str] = set()
    cycles = []
    for start in by_code:
        trail: dict[str, None] = {}
        code = start
        while code in by_code and code not in done and code not in trail:
            trail[code] = None
            code = by_code[code].parent
        if code in trail:
            codes = list(trail)
            circle = [by_code[c] for c in codes[codes.index(code) :]]
            first = circle.index(min(circle, key=lambda row: row.row))
            cycles.append(circle[first:] + circle[:first])
        done.update(trail)
    return cycles


def _short_path(path: str) -> str:
    most = 200
    return path if len(path) <= most else path[: most // 2] + " … " + path[-most // 2 :]
