"""Is what comes with Trivsel well written? `manage.py check` proof-reads for the writers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - Django's name

from trivsel.domain.instrument import InstrumentErrors, parse_instrument, read_bytes, warnings
from trivsel.surveys.instruments import own_files

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
