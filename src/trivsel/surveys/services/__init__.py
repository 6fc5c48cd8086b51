"""What people do with a round: one function each, one transaction, told who and when."""

from trivsel.surveys.services.cells import choose_cells, submit_round
from trivsel.surveys.services.comments import doubt_comment, sign_comments
from trivsel.surveys.services.continuing import choose_continues
from trivsel.surveys.services.instruments import load_core, load_instrument
from trivsel.surveys.services.issuing import issue_ballot
from trivsel.surveys.services.linked import cell_by_link, issue_by_link
from trivsel.surveys.services.paper_letters import print_letters
from trivsel.surveys.services.plan import (
    Plan,
    cancel_round,
    change_round,
    plan_round,
    withdraw_round,
)
from trivsel.surveys.services.running import close_round, count_and_release, open_round
from trivsel.surveys.services.seal_half import print_half
from trivsel.surveys.services.signing import sign_round
from trivsel.surveys.services.slips import print_slips
from trivsel.surveys.services.tick import follow_round, tick

__all__ = [
    "Plan",
    "cancel_round",
    "cell_by_link",
    "change_round",
    "choose_cells",
    "choose_continues",
    "close_round",
    "count_and_release",
    "doubt_comment",
    "follow_round",
    "issue_ballot",
    "issue_by_link",
    "load_core",
    "load_instrument",
    "open_round",
    "plan_round",
    "print_half",
    "print_letters",
    "print_slips",
    "sign_comments",
    "sign_round",
    "submit_round",
    "tick",
    "withdraw_round",
]
