"""Tell the operator in plain words what is unsafe, and what to do about it."""

import sys
from collections.abc import Sequence

from django.conf import settings
from django.core.checks import CheckMessage, run_checks

from trivsel.config.checks import SAFETY, TAG


class Unsafe(Exception):
    """The program does not start: something must be mended first, and this says what."""


def problems(*, everything: bool = False) -> list[CheckMessage]:
    """Give what stands in the way of starting; with ``everything`` also what is unwise."""
    found = run_checks(tags=[TAG], databases=list(settings.DATABASES))
    return [message for message in found if everything or message.is_serious()]


def refuse_to_start() -> None:
    """Let no process begin where an answer could be lost or read.

    Raises:
        Unsafe: Says what is wrong, and what to do.
    """
    found = run_checks(tags=[SAFETY], databases=list(settings.DATABASES))
    serious = [message for message in found if message.is_serious()]
    if serious:
        raise Unsafe("\n".join(sentence(message) for message in serious))


def sentence(message: CheckMessage) -> str:
    word = "Must be mended" if message.is_serious() else "Better mended"
    return f"{word} ({message.id}): {message.msg}\n  -> {message.hint}"


def tell(messages: Sequence[CheckMessage]) -> None:
    for message in messages:
        sys.stdout.write(f"{sentence(message)}\n")
    if not messages:
        sys.stdout.write("Nothing found: this installation is set up as it should be.\n")
