"""Writing: prepare an import, carry it out, compare it again, drop it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from trivsel.accounts.events import What
from trivsel.domain.importfile.compare import compare
from trivsel.domain.importfile.plan import Plan
from trivsel.domain.importfile.problem import Problem, Sheet
from trivsel.domain.importfile.reading import read_files
from trivsel.domain.refusal import Refused
from trivsel.organisation.imports import policies, sentences
from trivsel.organisation.imports.carry_people import carry_people
from trivsel.organisation.imports.carry_roles import carry_roles
from trivsel.organisation.imports.carry_units import Act, carry_units, remove_units
from trivsel.organisation.imports.now import Now, read_now
from trivsel.organisation.imports.store import (
    Rows,
    store_differences,
    store_problems,
    store_rows,
    stored_problems,
    stored_rows,
)
from trivsel.organisation.models import Import, Organisation, Person
from trivsel.organisation.services.log import record
from trivsel.organisation.services.tree import renumber

KEPT = timedelta(days=7)
# A message to a script names this many faults and the number of all.
_TOLD = 20


def prepare_import(
    organisation: Organisation,
    *,
    units: bytes | None = None,
    people: bytes | None = None,
    by: Person | None,
    at: datetime,
) -> Import:
    """Read the files and say what they would change. Changes nothing itself.

    Reading takes seconds for a large workbook, so no transaction is open meanwhile: nobody
    waits for it, and carrying out looks again whether anything has changed since.

    Args:
        organisation: Where to.
        units: The file with units, or a workbook with both tables.
        people: The file with people, or a workbook with both tables.
        by: Who imports; None for the command line.
        at: When.

    Raises:
        Refused: The person may not, or no file is given.
    """
    if reason := policies.why_not_import(by):
        raise Refused(reason)
    files = {Sheet.UNITS: units, Sheet.PEOPLE: people}
    given = {sheet: data for sheet, data in files.items() if data is not None}
    if not given:
        raise Refused(sentences.no_file())
    forget_imports(at=at)
    now = read_now(organisation, by=by)
    reading = read_files(given, units={unit.code: unit.name for unit in now.units})
    draft = Import(organisation=organisation, made_by=by, made_at=at)
    _fill(draft, Rows(reading.units, reading.people), reading.problems, now=now)
    draft.summary["ignored"] = {
        sheet: names for sheet, names in reading.ignored.items() if names
    }
    draft.rows = {} if reading.problems else store_rows(reading)
    draft.save(force_insert=True)
    return draft


@transaction.atomic
def compare_again(import_: Import, *, by: Person, at: datetime) -> Import:
    """Compare the rows that wait with the organisation as it is by now.

    Raises:
        Refused: The person may not, or the import does not wait.
    """
    draft = _locked(import_)
    if reason := policies.why_not_compare(draft, by=by):
        raise Refused(reason)
    now = read_now(draft.organisation, by=by)
    _fill(draft, stored_rows(draft.rows), (), now=now)
    draft.made_by, draft.made_at = by, at
    draft.save()
    return draft


@transaction.atomic
def carry_out_import(
    import_: Import, *, by: Person | None, at: datetime, accept_gone: bool = False
) -> Import:
    """Do what the preview showed, all of it or nothing, and forget the rows.

    Raises:
        Refused: The person may not, something is wrong, the organisation has changed since,
            or more would go than is usual and ``accept_gone`` does not say it is meant.
    """
    draft = _locked(import_)
    now = read_now(draft.organisation, by=by)
    reason = policies.why_not_carry_out(
        draft, fingerprint=now.fingerprint, by=by
    ) or policies.why_not_without_tick(draft, accept_gone=accept_gone)
    if reason:
        raise Refused(reason)
    act = Act(draft.organisation, by, at)
    _carry_out(act, _plan(stored_rows(draft.rows), now))
    return _finish(draft, by=by, at=at)


@transaction.atomic
def drop_import(import_: Import, *, by: Person) -> None:
    """Throw a preview away.

    Raises:
        Refused: The person may not, or it has been carried out.
    """
    draft = _locked(import_)
    if reason := policies.why_not_drop(draft, by=by):
        raise Refused(reason)
    draft.delete()


def forget_imports(*, at: datetime) -> int:
    """Delete previews that nobody carried out within a week; how many."""
    old = Import.objects.filter(status=Import.Status.DRAFT, made_at__lt=at - KEPT)
    return old.delete()[0]


def import_files(
    organisation: Organisation,
    *,
    units: bytes | None = None,
    people: bytes | None = None,
    by: Person | None,
    at: datetime,
) -> Import:
    """Upload, preview and one click in one call, for scripts. The same path as by hand.

    Raises:
        Refused: For any reason a person at the page would be given; with faults in the files
            the message names the first of them by table, row and column.
    """
    draft = prepare_import(organisation, units=units, people=people, by=by, at=at)
    if draft.problems:
        draft.delete()
        told = sentences.told(stored_problems(draft.problems)[:_TOLD])
        raise Refused("\n".join([sentences.faults(draft.summary["problems"]), *told]))
    if not draft.summary["changes"]:
        return _finish(draft, by=by, at=at)
    try:
        return carry_out_import(draft, by=by, at=at)
    except Refused:
        draft.delete()
        raise


def _locked(import_: Import) -> Import:
    """One change of an organisation at a time."""
    Organisation.objects.select_for_update().get(pk=import_.organisation_id)
    rows = Import.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(pk=import_.pk)


def _plan(rows: Rows, now: Now) -> Plan:
    return compare(now.units, now.people, unit_rows=rows.units, person_rows=rows.people)


def _fill(draft: Import, rows: Rows, problems: tuple[Problem, ...], *, now: Now) -> None:
    """Set what the preview shows. With faults there is nothing to compare."""
    plan = Plan() if problems else _plan(rows, now)
    problems = problems or plan.problems
    draft.fingerprint = now.fingerprint
    draft.problems = store_problems(problems)
    draft.differences = {} if problems else store_differences(plan)
    draft.summary = {
        **draft.summary,
        "counts": {section: len(lines) for section, lines in draft.differences.items()},
        "rows": _row_counts(rows),
        "problems": len(problems),
        "changes": not problems and not plan.is_empty,
        "gone_share": plan.gone_share,
    }


def _row_counts(rows: Rows) -> dict[str, Any]:
    tables = {"units": rows.units, "people": rows.people}
    return {name: len(table) for name, table in tables.items() if table is not None}


def _carry_out(act: Act, plan: Plan) -> None:
    units = carry_units(act.organisation, plan)
    people = carry_people(act, plan, units)
    carry_roles(act, plan, units, people)
    remove_units(plan, units)
    renumber(act.organisation)


@transaction.atomic
def _finish(draft: Import, *, by: Person | None, at: datetime) -> Import:
    draft.status, draft.done_at = Import.Status.DONE, at
    draft.rows, draft.differences, draft.problems = {}, {}, []
    draft.save()
    record(What.IMPORT_CARRIED_OUT, draft, at_place=draft.organisation, by=by, at=at)
    return draft
