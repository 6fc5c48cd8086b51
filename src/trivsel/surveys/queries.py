"""Reading rounds: the gates, filtered by who asks."""

from collections.abc import Sequence

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from trivsel.domain.cells import CellPlan, UnitStaff, plan_cells
from trivsel.organisation.models import Organisation, Person, Unit
from trivsel.surveys import comment_policies, policies
from trivsel.surveys.models import (
    Cell,
    CommentRelease,
    Eligible,
    Instrument,
    Release,
    Round,
    Signature,
)
from trivsel.surveys.states import State

SMALLEST_CELL = 8


def rounds_for(person: Person) -> QuerySet[Round]:
    """The rounds of the person's organisation; drafts only for those who plan and sign."""
    rounds = Round.objects.filter(organisation=person.organisation_id).select_related(
        "organisation", "instrument"
    )
    if policies.follows_from_the_start(person):
        return rounds
    return rounds.exclude(state__in=[State.PLANNED, State.SIGNING, State.CANCELLED])


def rounds_listed(person: Person) -> QuerySet[Round]:
    """For the list: with how many may answer."""
    return rounds_for(person).annotate(eligible=Sum("cells__eligible"))


def round_in_full(person: Person) -> QuerySet[Round]:
    """For one round's pages: cells as they lie in the tree, signatures and who signed."""
    in_the_tree = Prefetch("cells", Cell.objects.order_by("anchor__first", "pk"))
    return rounds_for(person).prefetch_related(in_the_tree, "signatures__person__roles")


def signed_round_by_box(organisation: str, box_code: str) -> Round | None:
    """For anybody who holds a slip: the round behind a box, which is public once signed."""
    return (
        Round.objects.filter(organisation__slug=organisation, box_code=box_code)
        .exclude(Q(box_code="") | Q(state=State.SIGNING))
        .select_related("organisation", "instrument")
        .first()
    )


def rounds_with_links() -> QuerySet[Round]:
    """Rounds answered with ballots that both sides have signed; personal links lead to them."""
    return (
        Round.objects.filter(answered_by=Round.AnsweredBy.BALLOTS)
        .exclude(box_code="")
        .exclude(state__in=[State.PLANNED, State.SIGNING, State.CANCELLED])
        .select_related("organisation", "instrument")
    )


def place_of(round_: Round, person: Person) -> Eligible | None:
    """Where the person may answer in the round, or None."""
    return (
        Eligible.objects.filter(round=round_, person=person)
        .select_related("cell", "round")
        .first()
    )


def without_address(round_: Round) -> int:
    """How many who may answer have no e-mail address; before the round is frozen, as of now."""
    people = Person.objects.filter(organisation=round_.organisation_id, left_on__isnull=True)
    if not is_planned(round_):
        people = people.filter(pk__in=round_.roster.values("person"))
    return people.filter(email="").count()


def manifest_before(round_: Round) -> Round | None:
    """The organisation's newest round with a public manifest that was signed, or None."""
    return (
        Round.objects.filter(organisation=round_.organisation_id, ballot_manifest__isnull=False)
        .exclude(state__in=[Round.State.PLANNED, Round.State.SIGNING, Round.State.CANCELLED])
        .order_by("pk")
        .last()
    )


def other_manifests(round_: Round) -> QuerySet[Round]:
    """The organisation's other rounds that have a public manifest, also those called off.

    Which of them come before this one, its manifest says: not the order they were planned in.
    """
    return Round.objects.filter(
        organisation=round_.organisation_id, ballot_manifest__isnull=False
    ).exclude(pk=round_.pk)


def release_of(round_: Round) -> Release | None:
    """The frozen figures, or None before they are released."""
    return Release.objects.filter(round=round_).first()


def unrecorded() -> Q:
    """Released rounds that have ballots, and no record yet."""
    return Q(state=State.RELEASED, answered_by=Round.AnsweredBy.BALLOTS, record_digest="")


def keys_wanted() -> int:
    """How many issuer keys a planned round may need at most: one for each possible cell.

    The staff of a unit is counted in one cell, and a cell has 8 or more.
    """
    planned = Round.objects.filter(
        state=State.PLANNED, answered_by=Round.AnsweredBy.BALLOTS
    ).select_related("organisation")
    most = (
        min(house.units.count(), house.people.count() // SMALLEST_CELL)
        for house in (round_.organisation for round_ in planned)
    )
    return max(most, default=0)


def is_planned(round_: Round) -> bool:
    return round_.state == State.PLANNED


def round_by_key(pk: int) -> Round:
    """For jobs, which nobody asks."""
    return Round.objects.select_related("organisation", "instrument").get(pk=pk)


def instruments_for(organisation: Organisation) -> QuerySet[Instrument]:
    """The questionnaires a round can use, newest version first."""
    return Instrument.objects.filter(
        Q(organisation=organisation) | Q(organisation__isnull=True)
    ).order_by("key", "-pk")


def staff_of(organisation: Organisation) -> list[UnitStaff]:
    """The tree in depth-first order with how many work in each unit now."""
    units = (
        organisation.units.annotate(
            staff=Count("people", filter=Q(people__left_on__isnull=True))
        )
        .order_by("first")
        .values_list("code", "parent__code", "name", "staff")
    )
    return [
        UnitStaff(code=code, parent=parent, name=name, staff=staff)
        for code, parent, name, staff in units
    ]


def cell_plan(round_: Round, staff: Sequence[UnitStaff] | None = None) -> CellPlan:
    """The cells as the tree and the planner's choices give them today."""
    staff = staff_of(round_.organisation) if staff is None else staff
    return plan_cells(staff, smallest=smallest_cell(round_), choices=round_.cell_choices)


def smallest_cell(round_: Round) -> int:
    """So many must a group be at least, so that some may stay away without it going dark."""
    return max(SMALLEST_CELL, round_.minimum_group)


def cells_of(round_: Round) -> QuerySet[Cell]:
    return round_.cells.select_related("anchor").order_by("anchor__first", "pk")


def cells_chosen(round_: Round, code: str) -> QuerySet[Cell]:
    """The cell with this code, or all for "all"."""
    cells = cells_of(round_)
    return cells if code == "all" else cells.filter(code=code)


def signatures_of(round_: Round) -> QuerySet[Signature]:
    return round_.signatures.select_related("person").order_by("signed_at")


def units_of(organisation: Organisation) -> QuerySet[Unit]:
    return organisation.units.order_by("first")


def comments_to_look_through(person: Person, round_: Round) -> CommentRelease | None:
    """The comments of a round for those who look through them; None to everybody else."""
    if comment_policies.side_of(person) is None:
        return None
    return (
        CommentRelease.objects.filter(
            release__round=round_, release__round__organisation=person.organisation_id
        )
        .select_related("release__round__organisation")
        .prefetch_related("signatures__person", "doubts")
        .first()
    )


def withheld(comments: CommentRelease) -> dict[str, str]:
    """The comments that both sides would withhold, with the first reason given."""
    said: dict[str, list[str]] = {}
    for doubt in comments.doubts.order_by("pk"):
        said.setdefault(doubt.comment, []).append(doubt.reason)
    return {
        key: reasons[0] for key, reasons in said.items() if len(reasons) == len(Signature.Side)
    }
