"""Who is counted with whom: the planner's choices, then frozen cells, roster, manifest."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trivsel.accounts.events import What
from trivsel.domain.blindsign.manifest import Manifest
from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Person
from trivsel.surveys import box, policies, queries, states
from trivsel.surveys.models import Cell, CellUnit, Eligible, Round
from trivsel.surveys.rounds.ballots import ballot_manifest_of
from trivsel.surveys.rounds.manifest import CellEntry, digest_of, manifest_of
from trivsel.surveys.rounds.naming import entries_of, explain
from trivsel.surveys.services import rosters
from trivsel.surveys.services.held import held, record
from trivsel.surveys.services.plan import thaw
from trivsel.surveys.states import Step


@transaction.atomic
def choose_cells(
    round_: Round, choices: Mapping[str, str], *, by: Person, at: datetime
) -> Round:
    """Keep what the planner chose for the small units. A frozen round is planned again.

    Raises:
        Refused: The policy says no.
    """
    round_ = held(round_, by=by)
    if reason := policies.why_not_change(round_, by=by):
        raise Refused(reason)
    thaw(round_, by=by, at=at)
    round_.cell_choices = dict(choices)
    round_.save()
    return round_


@transaction.atomic
def submit_round(round_: Round, *, by: Person, at: datetime) -> Round:
    """Freeze cells, roster and manifest, and ask both sides to sign them.

    Who joins or leaves later does not change the roster.

    Raises:
        Refused: The policy says no, or no round is possible with these units.
    """
    round_ = held(round_, by=by)
    staff = queries.staff_of(round_.organisation)
    plan = queries.cell_plan(round_, staff)
    reason = policies.why_not_submit(
        round_, by=by, on=timezone.localdate(at), problem=explain(plan)
    )
    if reason:
        raise Refused(reason)
    entries = entries_of(plan, staff)
    _freeze(round_, entries)
    states.take(round_, Step.SUBMIT)
    if round_.answered_by == Round.AnsweredBy.BALLOTS:
        round_.box_code = box.new_code()
        round_.ballot_manifest = _ballot_manifest(round_, entries).to_json()
    round_.manifest = manifest_of(round_, entries, staff)
    round_.digest = digest_of(round_.manifest)
    round_.save()
    record(What.ROUND_SUBMITTED, round_, by=by, at=at)
    return round_


def _ballot_manifest(round_: Round, entries: list[CellEntry]) -> Manifest:
    """The public manifest, with the keys that were made beforehand."""
    sizes = {entry.code: entry.eligible for entry in entries}
    try:
        taken = box.take_keys(round_.box_code, sizes)
    except box.OutOfStock as error:
        raise Refused(
            _(
                "The keys that stamp the ballots are still being made, some each minute."
                " Nothing is sent, and the plan is kept; try again in a few minutes."
            )
        ) from error
    before = queries.manifest_before(round_)
    return ballot_manifest_of(round_, sizes, taken, before=before)


def _freeze(round_: Round, entries: list[CellEntry]) -> None:
    units = {unit.code: unit for unit in queries.units_of(round_.organisation)}
    cells = Cell.objects.bulk_create(
        Cell(
            round=round_,
            code=entry.code,
            name=entry.name,
            anchor=units[entry.anchor],
            eligible=entry.eligible,
        )
        for entry in entries
    )
    cell_of = {
        units[code].pk: cell
        for entry, cell in zip(entries, cells, strict=True)
        for code in entry.units
    }
    CellUnit.objects.bulk_create(
        CellUnit(round=round_, unit_id=unit, cell=cell) for unit, cell in cell_of.items()
    )
    people = Person.objects.filter(
        organisation=round_.organisation_id, left_on__isnull=True
    ).values_list("pk", "unit_id")
    roster = [
        Eligible(round=round_, cell=cell_of[unit], person_id=person) for person, unit in people
    ]
    if len(roster) != sum(entry.eligible for entry in entries):
        raise Refused(_("People were changed at the same moment. Nothing is sent; try again."))
    Eligible.objects.bulk_create(roster, batch_size=2000)
    rosters.keep(roster)
