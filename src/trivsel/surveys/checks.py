"""Is what comes with Trivsel well written? `manage.py check` proof-reads for the writers."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - Django's name
from django.db import DatabaseError

from trivsel.domain.instrument import InstrumentErrors, parse_instrument, read_bytes, warnings
from trivsel.surveys.instruments import own_files
from trivsel.surveys.models import Round

LANGUAGES = ("da", "en")


@register("trivsel")
def instruments_are_sound(**_: Any) -> list[CheckMessage]:
    files = own_files()
    if not files:
        return [
            Error(
                "No questionnaire came with this installation.",
                hint="The folder content/instruments is missing. Install Trivsel again.",
                id="trivsel.E020",
            )
        ]
    return [message for path in files for message in proof_read(path)]


HELP = {
    Round.Trouble.KEY: (
        "its seal key is not in the folder of keys",
        "Put back the file %s.seal from the copy of the folder of keys; without it nobody can.",
    ),
    Round.Trouble.STORE: (
        "the answers are counted, but somebody reads the files that are to be rewritten",
        "End what reads the ballots database, such as a copy; box %s is tried again by itself.",
    ),
    Round.Trouble.OTHER: (
        "the log says what kind of fault it was",
        "Look for the line `trivsel.tally box %s` in the log of the job process.",
    ),
}


@register("trivsel")
def counts_succeed(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Name each round whose count has failed. It never keeps Trivsel from starting."""
    if "default" not in (databases or ()):
        return []
    try:
        rounds = list(Round.objects.filter(state=Round.State.CLOSED).exclude(count_trouble=""))
    except DatabaseError:  # the tables are not made yet
        return []
    return [not_counted(round_) for round_ in rounds]


def not_counted(round_: Round) -> CheckMessage:
    why, how = HELP[Round.Trouble(round_.count_trouble)]
    return Warning(
        f"Round {round_.pk} is closed but not counted: {why}. All answers are kept.",
        hint=how % round_.box_code,
        id="trivsel.W023",
    )


def proof_read(path: Path) -> Iterator[CheckMessage]:
    """Everything to mend in one file, each with its place."""
    try:
        text = read_bytes(path.read_bytes(), file=path.name)
        spec = parse_instrument(text, file=path.name, languages=LANGUAGES)
    except InstrumentErrors as errors:
        for finding in errors:
            yield Error(str(finding), hint=finding.hint, id="trivsel.E021")
        return
    for finding in warnings(text, spec, file=path.name):
        yield Warning(f"{finding} (in doubt)", hint=finding.hint, id="trivsel.W022")
