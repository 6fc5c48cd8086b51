"""Print code slips. The codes are given back once, to be printed, and kept nowhere in clear."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trivsel.accounts.events import What
from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Person
from trivsel.surveys import box, policies
from trivsel.surveys.models import Cell, Round
from trivsel.surveys.rounds.slips import CellSlips
from trivsel.surveys.services.held import held, record


def print_slips(
    round_: Round, cells: Iterable[Cell], *, by: Person, at: datetime
) -> list[CellSlips]:
    """Make new codes for the cells, one per eligible; their earlier ones lose their force.

    The cells first stand without slips, so that the round cannot open over a half-made print.

    Raises:
        Refused: The policy says no.
    """
    round_ = _begin(round_, cells, by=by)
    box.prepare(round_)
    if not box.is_prepared(round_):
        raise Refused(
            _(
                "The ballot box is still being made, which takes a moment. No slips were made;"
                " try again in a minute."
            )
        )
    made = [
        CellSlips(cell, box.print_slips(round_, cell))
        for cell in round_.cells.filter(pk__in=[cell.pk for cell in cells])
    ]
    _finish(round_, made, by=by, at=at)
    return made


@transaction.atomic
def _begin(round_: Round, cells: Iterable[Cell], *, by: Person) -> Round:
    round_ = held(round_, by=by)
    if reason := policies.why_not_print(round_, by=by):
        raise Refused(reason)
    round_.cells.filter(pk__in=[cell.pk for cell in cells]).update(slips=0)
    return round_


@transaction.atomic
def _finish(round_: Round, made: list[CellSlips], *, by: Person, at: datetime) -> None:
    round_ = held(round_, by=by)
    if reason := policies.why_not_print(round_, by=by):
        raise Refused(reason)
    for slips in made:
        slips.cell.slips = len(slips.codes)
    Cell.objects.bulk_update([slips.cell for slips in made], ["slips"])
    record(What.SLIPS_PRINTED, round_, by=by, at=at)
