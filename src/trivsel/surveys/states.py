"""The states of a round and the steps between them, as one table.

Services ask it before they change a state, pages show it, and docs/method/round-states.md is
drawn from it. A step that is not here cannot be taken.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trivsel.domain.refusal import Refused
from trivsel.surveys.models import Round

State = Round.State


class Step(StrEnum):
    """What can be done to a round."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    SIGN = "sign"
    OPEN = "open"
    CLOSE = "close"
    RELEASE = "release"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Move:
    """One step: from which states, to which, who takes it, and what to say elsewhere."""

    sources: tuple[State, ...]
    target: State
    who: str
    what: str
    otherwise: Promise


MOVES: dict[Step, Move] = {
    Step.SUBMIT: Move(
        (State.PLANNED,),
        State.SIGNING,
        "HR or administrator",
        "The plan, the groups and the roster are frozen.",
        gettext_lazy("Only a planned round can be sent for signature."),
    ),
    Step.WITHDRAW: Move(
        (State.SIGNING, State.SIGNED),
        State.PLANNED,
        "HR or administrator",
        "The signatures no longer hold, and printed slips stop working.",
        gettext_lazy(
            "Only a round that waits for signatures or for its first day can be changed."
        ),
    ),
    Step.SIGN: Move(
        (State.SIGNING,),
        State.SIGNED,
        "the second of the two signers",
        "A ballot box is prepared.",
        gettext_lazy("Only a round that waits for signatures can be signed."),
    ),
    Step.OPEN: Move(
        (State.SIGNED,),
        State.OPEN,
        "the clock on the first day, or HR or administrator",
        "Answers are taken.",
        gettext_lazy("Only a round that both sides have signed can be opened."),
    ),
    Step.CLOSE: Move(
        (State.OPEN,),
        State.CLOSED,
        "the clock after the last day, or HR or administrator with a reason",
        "No answer is taken any more; the count begins.",
        gettext_lazy("Only an open round can be closed."),
    ),
    Step.RELEASE: Move(
        (State.CLOSED,),
        State.RELEASED,
        "the job process, when the count is done",
        "All who may see the results see them at the same moment.",
        gettext_lazy("Only a closed round can be released."),
    ),
    Step.CANCEL: Move(
        (State.PLANNED, State.SIGNING, State.SIGNED),
        State.CANCELLED,
        "HR or administrator",
        "Nobody has answered, nothing is lost.",
        gettext_lazy(
            "A round that has been opened cannot be cancelled: people have been thanked for"
            " their answers. It can be closed early."
        ),
    ),
}

# The way an ordinary round goes, in order: the stepper on its page.
PATH = (
    State.PLANNED,
    State.SIGNING,
    State.SIGNED,
    State.OPEN,
    State.CLOSED,
    State.RELEASED,
)


def why_not(round_: Round, step: Step) -> str | None:
    """Give the reason why the round cannot take the step in the state it is in, or None."""
    move = MOVES[step]
    if round_.state in move.sources:
        return None
    if round_.state == State.CANCELLED:
        return _("The round is cancelled.")
    return str(move.otherwise)


def take(round_: Round, step: Step) -> None:
    """Set the state the step leads to. The caller holds the row and saves it.

    Raises:
        Refused: The table has no such step from here.
    """
    if reason := why_not(round_, step):
        raise Refused(reason)
    round_.state = MOVES[step].target


def diagram() -> str:
    """Draw the table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.PLANNED.value}"]
    lines += [
        f"    {source.value} --> {move.target.value}: {step.value}"
        for step, move in MOVES.items()
        for source in move.sources
    ]
    lines += [f"    {end.value} --> [*]" for end in (State.RELEASED, State.CANCELLED)]
    return "\n".join(lines)


def table() -> str:
    """Write the table in Markdown."""
    lines = [
        "| step | from | to | who takes it | what happens |",
        "| --- | --- | --- | --- | --- |",
    ]
    for step, move in MOVES.items():
        sources = ", ".join(source.value for source in move.sources)
        lines.append(
            f"| {step.value} | {sources} | {move.target.value} | {move.who} | {move.what} |"
        )
    return "\n".join(lines)
