"""Writing to the box: one function per thing that is done with it."""

from trivsel.ballots.services.answers import NotAccepted, check_code, submit
from trivsel.ballots.services.boxes import close_box, discard_box, open_box, prepare_box
from trivsel.ballots.services.count import count_box
from trivsel.ballots.services.handing_in import hand_in
from trivsel.ballots.services.records import Known, publish_record
from trivsel.ballots.services.slips import print_slips
from trivsel.ballots.services.traces import forget_comments

__all__ = [
    "Known",
    "NotAccepted",
    "check_code",
    "close_box",
    "count_box",
    "discard_box",
    "forget_comments",
    "hand_in",
    "open_box",
    "prepare_box",
    "print_slips",
    "publish_record",
    "submit",
]
