"""The newest results in a few words, for the front page of a person."""

from dataclasses import dataclass

from trivsel.organisation.models import Person
from trivsel.surveys.readings.page import result_page
from trivsel.surveys.readings.preparing import may_prepare
from trivsel.surveys.readings.values import ResultPage
from trivsel.surveys.releases import Altered, latest_release


@dataclass(frozen=True, slots=True)
class LatestResult:
    """A round's results for the unit the person leads, speaks for or works in.

    ``prepare`` says that they lead it and that the result is hard.
    """

    round: int
    name: str
    page: ResultPage
    prepare: bool = False


def latest_result(person: Person) -> LatestResult | None:
    """Give the newest results as the person sees them; None where there are none to show."""
    try:
        reading = latest_release(person)
    except Altered:
        return None
    if reading is None:
        return None
    page = result_page(reading.published, reading.own, released_at=reading.release.released_at)
    return LatestResult(
        reading.release.round_id,
        reading.published.facts["round"],
        page,
        may_prepare(person, reading.published, reading.own),
    )
