"""May they? Each function gives the reason why not, fit to show, or None for yes.

``by`` is a person with roles prefetched, or None where the clock does it.
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from trivsel.organisation.models import Organisation, Person, Role
from trivsel.organisation.queries import SEES_ALL_RESULTS, SEES_RESULTS_OF_SUBTREE
from trivsel.surveys import states
from trivsel.surveys.models import Eligible, Round, Signature
from trivsel.surveys.states import State, Step

PLANNERS = frozenset({Role.Kind.HR, Role.Kind.ADMINISTRATOR})
HANDS_OUT = frozenset({Role.Kind.SAFETY_REP, Role.Kind.EMPLOYEE_REP})


# --- who somebody is ------------------------------------------------------------------------
def has_role(person: Person, kinds: frozenset[Role.Kind]) -> bool:
    return any(role.kind in kinds for role in person.roles.all())


def plans(person: Person) -> bool:
    return has_role(person, PLANNERS)


def manages(person: Person) -> bool:
    """HR, top management, or the leader of the whole organisation's root unit."""
    return any(
        role.kind in {Role.Kind.HR, Role.Kind.TOP_MANAGEMENT}
        or (role.kind == Role.Kind.LEADER and role.unit.parent_id is None)
        for role in person.roles.all()
    )


def speaks_for_employees(person: Person) -> bool:
    """A safety representative; where there is none, the one the employees have chosen."""
    kind = Role.Kind.SAFETY_REP if has_safety_rep(person) else Role.Kind.EMPLOYEE_REP
    return has_role(person, frozenset({kind})) and not manages(person)


def has_safety_rep(person: Person) -> bool:
    return Role.objects.filter(
        kind=Role.Kind.SAFETY_REP,
        person__organisation=person.organisation_id,
        person__left_on__isnull=True,
    ).exists()


def side_of(person: Person) -> Signature.Side | None:
    """The one side a person can sign for."""
    if manages(person):
        return Signature.Side.MANAGEMENT
    return Signature.Side.EMPLOYEES if speaks_for_employees(person) else None


def follows_from_the_start(person: Person) -> bool:
    """Those who plan and sign see a round before it is signed."""
    return plans(person) or manages(person) or has_role(person, HANDS_OUT)


def why_not_get_log(person: Person) -> str | None:
    """The release as a file, cut to what its reader sees: for those who answer for others."""
    if has_role(person, SEES_ALL_RESULTS | SEES_RESULTS_OF_SUBTREE):
        return None
    return _(
        "The release as a file is for leaders, representatives, HR and top management. You see"
        " the same numbers here."
    )


# --- planning -------------------------------------------------------------------------------
def why_not_plan(person: Person) -> str | None:
    if not plans(person):
        return _("Only HR and administrators can plan, open and close a round.")
    return None


def why_not_change(round_: Round, *, by: Person) -> str | None:
    """Changing a round that waits for signatures or its first day takes it back to planned."""
    if reason := why_not_plan(by):
        return reason
    if round_.state == State.PLANNED:
        return None
    return states.why_not(round_, Step.WITHDRAW)


def why_not_withdraw(round_: Round, *, by: Person) -> str | None:
    return why_not_plan(by) or states.why_not(round_, Step.WITHDRAW)


def why_not_cancel(round_: Round, *, by: Person) -> str | None:
    return why_not_plan(by) or states.why_not(round_, Step.CANCEL)


def why_not_submit(round_: Round, *, by: Person, on: date, problem: str = "") -> str | None:
    """``problem`` is what stands in the way of the cells, if anything."""
    if reason := why_not_plan(by) or states.why_not(round_, Step.SUBMIT):
        return reason
    if round_.closes_on < on:
        return _("The last day has passed. Choose new dates first.")
    return problem or None


# --- questionnaires -------------------------------------------------------------------------
def why_not_load(organisation: Organisation, *, by: Person) -> str | None:
    if by.organisation_id != organisation.pk or not plans(by):
        return _("Only HR and administrators can load questionnaires.")
    return None


def why_not_read_instruments(person: Person) -> str | None:
    if not follows_from_the_start(person):
        return _("Questionnaires are read by those who plan and sign the rounds.")
    return None


# --- signing --------------------------------------------------------------------------------
def why_not_sign(round_: Round, *, by: Person, on: date) -> str | None:
    side = side_of(by)
    if side is None:
        return _why_no_side(by)
    if reason := states.why_not(round_, Step.SIGN):
        return reason
    if round_.closes_on < on:
        return _("The last day has passed. The round must be given new dates first.")
    for signature in round_.signatures.all():
        if signature.side == side:
            return _("%(name)s has signed for your side.") % {"name": signature.person}
        if appointed(by, signature.person) or appointed(signature.person, by):
            return _(
                "The employees' representative cannot have been appointed by the one who signs"
                " for management. Let another person sign for one of the sides."
            )
    return None


def _why_no_side(person: Person) -> str:
    if has_role(person, frozenset({Role.Kind.EMPLOYEE_REP})):
        return _(
            "There is a safety representative, so the safety representative signs for the"
            " employees."
        )
    return _(
        "HR, top management or the leader of the whole organisation sign for management, the"
        " safety representative for the employees."
    )


def appointed(representative: Person, other: Person) -> bool:
    return any(
        role.kind == Role.Kind.EMPLOYEE_REP and role.appointed_by_id == other.pk
        for role in representative.roles.all()
    )


# --- slips, opening, closing ----------------------------------------------------------------
def why_not_issue(
    round_: Round, place: Eligible | None, *, blinded: bytes | None, on: date
) -> str | None:
    """``blinded`` is the hash of what is to be stamped; None to ask before there is any."""
    if round_.answered_by != Round.AnsweredBy.BALLOTS:
        return _("This round is answered with code slips, so there are no ballots to fetch.")
    if place is None:
        return _(
            "You are not among those who are asked in this round. The list was made when the"
            " round was planned."
        )
    if reason := why_not_now(round_, on=on):
        return reason
    if blinded and place.blinded and bytes(place.blinded) != blinded:
        return _(
            "Your ballot has been fetched before, in another browser or on another device."
            " Answer there. Was it not you who fetched it? Then tell your safety"
            " representative."
        )
    return None


def why_not_now(round_: Round, *, on: date) -> str | None:
    """Why nobody at all can fetch a ballot now."""
    if round_.state != State.OPEN or not round_.opens_on <= on <= round_.closes_on:
        return _("The round is not open, so no ballots are handed out.")
    return None


def is_over(round_: Round) -> bool:
    """Whether no ballot of the round can do anything any more."""
    return round_.state in {State.CLOSED, State.RELEASED}


def why_not_print(round_: Round, *, by: Person) -> str | None:
    if round_.answered_by == Round.AnsweredBy.BALLOTS:
        return _("This round is answered with ballots, so it has no slips.")
    if not has_role(by, PLANNERS | HANDS_OUT):
        return _("Slips are printed by the employees' representative, HR or an administrator.")
    if round_.state in {State.PLANNED, State.SIGNING}:
        return _("Slips can be printed when both sides have signed.")
    if round_.state != State.SIGNED:
        return _(
            "Slips can be printed until the round opens, not later: a new print would"
            " cancel slips that people already hold."
        )
    return None


def why_not_print_letters(round_: Round, *, by: Person, on: date) -> str | None:
    if round_.answered_by != Round.AnsweredBy.BALLOTS:
        return _("This round is answered with code slips, so it has no letters.")
    if not has_role(by, PLANNERS | HANDS_OUT):
        return _(
            "Letters are printed by the employees' representative, HR or an administrator."
        )
    if round_.state in {State.PLANNED, State.SIGNING}:
        return _("Letters can be printed when both sides have signed.")
    if round_.state not in {State.SIGNED, State.OPEN} or on > round_.closes_on:
        return _("The round is over, so the links in the letters would open nothing.")
    return None


def why_not_print_half(round_: Round, *, by: Person) -> str | None:
    """Each side keeps its own half of the key, from the signatures to the close."""
    if round_.state in {State.PLANNED, State.SIGNING}:
        return _("The halves of the key can be printed when both sides have signed.")
    if round_.state not in {State.SIGNED, State.OPEN}:
        return _("The round is closed: its key is used for the count and then destroyed.")
    if side_of(by) is None:
        return _("The halves of the key are printed by those who sign for a side.")
    return None


def why_not_open(round_: Round, *, by: Person | None, on: date) -> str | None:
    if reason := (by and why_not_plan(by)) or states.why_not(round_, Step.OPEN):
        return reason
    if on < round_.opens_on:
        return _("The first day is %(day)s, as both sides have signed.") % {
            "day": date_format(round_.opens_on)
        }
    if on > round_.closes_on:
        return _("The last day has passed. Take the round back and choose new dates.")
    by_slips = round_.answered_by == Round.AnsweredBy.SLIPS
    without = [cell.name for cell in round_.cells.all() if by_slips and not cell.slips]
    if without:
        return _(
            "Nobody in %(cell)s could answer: slips are missing for %(count)s of the groups."
            " Print them first."
        ) % {"cell": without[0], "count": len(without)}
    return None


def why_not_close(
    round_: Round, *, by: Person | None, on: date, reason: str = ""
) -> str | None:
    """The clock closes after the last day; a person may do it earlier and must say why."""
    if refusal := states.why_not(round_, Step.CLOSE):
        return refusal
    if on > round_.closes_on:
        return None
    if by is None:
        return _("The last day has not passed.")
    if refusal := why_not_plan(by):
        return refusal
    if not reason.strip():
        return _("Say why the round closes before its last day. Everybody can read it.")
    return None
