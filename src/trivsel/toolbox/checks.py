"""Are the tools well written? `manage.py check` proof-reads for the writers."""

from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - Django's

from trivsel.toolbox import library


@register("trivsel")
def tools_are_sound(**_: Any) -> list[CheckMessage]:
    """What stops Trivsel is an error; what only leaves a partner's tool out is a warning."""
    found: list[CheckMessage] = []
    for complaint, serious in library.complaints():
        if serious:
            found.append(Error(str(complaint), hint=complaint.hint, id="trivsel.E060"))
        else:
            found.append(Warning(str(complaint), hint=complaint.hint, id="trivsel.W060"))
    return found
