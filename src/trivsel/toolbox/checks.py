"""Are the tools well written? `manage.py check` proof-reads for the writers."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from trivsel.toolbox import library


@register("trivsel")
def tools_are_sound(**_: Any) -> list[CheckMessage]:
    return [
        Error(str(complaint), hint=complaint.hint, id="trivsel.E060")
        for complaint in library.complaints()
    ]
