"""After a page has changed a round, its ballot box follows: in the job process, at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from django.conf import settings

from trivsel.surveys import tasks


class Boxed(Protocol):
    """A round, as far as this looks at it."""

    pk: Any
    box_code: Any


@contextmanager
def followed(round_: Boxed) -> Iterator[None]:
    """Ask the job process for what a web process has no right to do to a box.

    The clock would do the same within a minute; a step that was refused has nothing to follow,
    and asking does no harm.
    """
    before = round_.box_code
    yield
    if settings.WEB_PROCESS:
        tasks.follow_round.enqueue(round_.pk, before)
