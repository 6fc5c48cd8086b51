"""The units of an import against those there are: added, changed, gone or kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trivsel.domain.importfile.plan import Change, ChangedUnit, KeptUnit, NowUnit, differences
from trivsel.domain.importfile.rows import UnitRow


@dataclass(frozen=True, slots=True)
class Tree:
    """What becomes of the units. ``codes`` are those a person of the file may belong to."""

    new: tuple[UnitRow, ...] = ()
    changed: tuple[ChangedUnit, ...] = ()
    gone: tuple[NowUnit, ...] = ()
    kept: tuple[KeptUnit, ...] = ()
    heir: Mapping[str, str] | None = None
    renamed: Mapping[str, str] | None = None
    codes: frozenset[str] = frozenset()

    def now_called(self, code: str) -> str:
        """The code a unit of before has in the file."""
        return (self.renamed or {}).get(code, code)


def compare_units(units: Sequence[NowUnit], rows: Sequence[UnitRow] | None) -> Tree:
    """Compare the units; without rows the tree is left alone."""
    if rows is None:
        return Tree(codes=frozenset(unit.code for unit in units))
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
    return Tree(
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
    return differences(pairs)


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
