"""The door to the ballot box: prepare it, print slips, open, close, count. No answer comes out.

Everything here may be called again: what has been done is left as it is.
"""

from trivsel.ballots import queries as ballot_queries
from trivsel.ballots import services as ballots
from trivsel.ballots.models import Box
from trivsel.surveys.models import Cell, Round
from trivsel.surveys.rounds.paper import paper_of


def prepare(round_: Round) -> None:
    """Make the round's box, with the paper that people will see, if it is not there."""
    if Box.objects.filter(pk=round_.box_code).exists():
        return
    ballots.prepare_box(
        code=round_.box_code,
        opens_on=round_.opens_on,
        closes_on=round_.closes_on,
        paper=paper_of(round_),
    )


def print_slips(round_: Round, cell: Cell) -> list[str]:
    """One fresh code per eligible of the cell; earlier ones lose their force."""
    return ballots.print_slips(round_.box_code, cell.code, cell.eligible)


def open_(round_: Round) -> None:
    """Open the box."""
    ballots.open_box(round_.box_code)


def close(round_: Round) -> None:
    """Close the box for good."""
    ballots.close_box(round_.box_code)


def count(round_: Round) -> None:
    """Open the envelopes, shuffle, write the answers down without any trace of when or who."""
    ballots.count_box(round_.box_code)


def discard(code: str) -> None:
    """Destroy a box that was never opened, with its slips and its key."""
    ballots.discard_box(code)


def accepted(round_: Round) -> int:
    """How many answers lie in the box."""
    return ballot_queries.accepted(round_.box_code)
