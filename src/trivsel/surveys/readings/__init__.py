"""What a reader of a release meets: figures said in words, rows in order, a finding."""

from trivsel.surveys.readings.arranging import Placed, every_row
from trivsel.surveys.readings.below import PARTS
from trivsel.surveys.readings.latest import LatestResult, latest_result
from trivsel.surveys.readings.page import result_page, waiting_for
from trivsel.surveys.readings.values import ResultPage, Waiting

__all__ = [
    "PARTS",
    "LatestResult",
    "Placed",
    "ResultPage",
    "Waiting",
    "every_row",
    "latest_result",
    "result_page",
    "waiting_for",
]
