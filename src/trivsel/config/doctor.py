"""Tell the operator in plain words what is unsafe, and what to do about it."""

import sys
from collections.abc import Sequence

from django.conf import settings
from django.core.checks import CheckMessage, run_checks

from trivsel.config.checks import TAG


def problems(*, everything: bool = False) -> list[CheckMessage]:
    """Give what stands in the way of starting; with ``everything`` also what is unwise."""
    found = run_checks(tags=[TAG], databases=list(settings.DATABASES))
    return [message for message in found if everything or message.is_serious()]


def tell(messages: Sequence[CheckMessage]) -> None:
    for message in messages:
        word = "Must be mended" if message.is_serious() else "Better mended"
        sys.stdout.write(f"{word} ({message.id}): {message.msg}\n  -> {message.hint}\n")
    if not messages:
        sys.stdout.write("Nothing found: this installation is set up as it should be.\n")
