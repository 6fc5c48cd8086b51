"""The units of a plan become rows, in sets; never a second top, not even for a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from trivsel.accounts.events import What
from trivsel.domain.importfile.plan import Plan
from trivsel.organisation.models import Organisation, Person, Role, Unit
from trivsel.organisation.services.log import record

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Act:
    """Where it is done, by whom (None for the command line) and when."""

    organisation: Organisation
    by: Person | None
    at: datetime

    def record(self, what: What, person: Person) -> None:
        record(what, person, at_place=self.organisation, by=self.by, at=self.at)


@dataclass(frozen=True, slots=True)
class Units:
    """Units by code once the tree is changed, and what the codes of before stood for."""

    by_code: dict[str, Unit]
    before: Mapping[str, int]
    top: Unit


def carry_units(organisation: Organisation, plan: Plan) -> Units:
    """Rename, add and hang the units of the plan. Those that are gone are still there."""
    units = {unit.code: unit for unit in Unit.objects.filter(organisation=organisation)}
    before = {code: unit.pk for code, unit in units.items()}
    old_top = next((unit for unit in units.values() if unit.parent_id is None), None)
    for changed in plan.changed_units:
        unit = units.pop(changed.was.code)
        unit.code, unit.name = changed.row.code, changed.row.name
        units[unit.code] = unit
    units |= _added(organisation, plan, old_top)
    _hang(plan, units)
    top = next(unit for unit in units.values() if unit.parent_id is None)
    if old_top and old_top.pk != top.pk:
        # Roles for the whole organisation stand at its top; the new top takes them over.
        wide = [Role.Kind.HR, Role.Kind.TOP_MANAGEMENT, Role.Kind.ADMINISTRATOR]
        Role.objects.filter(unit=old_top, kind__in=[*wide, Role.Kind.EMPLOYEE_REP]).update(
            unit=top
        )
    return Units(units, before, top)


def remove_units(plan: Plan, units: Units) -> None:
    """Remove what is gone, once nobody in the plan belongs there any more."""
    gone = [units.by_code[unit.code] for unit in plan.gone_units]
    for unit in gone:
        # Those who left long ago, and whoever stays without being in the file.
        heir = units.by_code[(plan.heir or {})[unit.code]]
        Person.objects.filter(unit=unit).update(unit=heir)
    # A unit protects the one above it, so the deepest go first.
    for unit in sorted(gone, key=lambda unit: -unit.depth):
        unit.delete()


def _added(organisation: Organisation, plan: Plan, top: Unit | None) -> dict[str, Unit]:
    """Add new units below the present top; the first of all becomes the top itself."""
    made = {
        row.code: Unit(organisation=organisation, code=row.code, name=row.name)
        for row in plan.new_units
    }
    below = dict(made)
    if top is None and made:
        top = below.pop(next(row.code for row in plan.new_units if not row.parent))
        top.save(force_insert=True)
    for unit in below.values():
        unit.parent = top
    Unit.objects.bulk_create(below.values(), batch_size=BATCH)
    return made


def _hang(plan: Plan, units: dict[str, Unit]) -> None:
    """Write code, name and parent of everything that changed or is new."""
    parents = {row.code: row.parent for row in plan.new_units}
    parents |= {changed.row.code: changed.row.parent for changed in plan.changed_units}
    parents |= {kept.unit.code: kept.parent for kept in plan.kept_units}
    for code, parent in parents.items():
        units[code].parent = units[parent] if parent else None
    # The old top gets its new place before another takes the top.
    _write([units[code] for code, parent in parents.items() if parent])
    _write([units[code] for code, parent in parents.items() if not parent])


def _write(units: list[Unit]) -> None:
    Unit.objects.bulk_create(
        units,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["code", "name", "parent"],
    )
