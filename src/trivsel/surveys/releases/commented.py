"""The comments of a release, cut to the rows that a reader sees, once they are released.

Until then nothing of what they say leaves this module: how many there are says the release.
"""

import logging
from dataclasses import dataclass

from trivsel.surveys.commenting import digest_of
from trivsel.surveys.models import CommentRelease
from trivsel.surveys.releases.gate import Reading

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Comments:
    """One list: whose row, which question, which leaves' comments, and what they say."""

    row: str
    question: str
    texts: tuple[str, ...]
    withheld: int


def comments_for(reading: Reading) -> tuple[Comments, ...] | None:
    """Give the lists of the rows that a reader sees; None while they wait for signatures."""
    if not (reading.published.comments or {}).get("lists"):
        return ()
    found = CommentRelease.objects.filter(release=reading.release).first()
    if found is None or found.released_at is None:
        return None
    if digest_of(found.lists) != found.digest:
        log.error(
            "trivsel.E303: the comments of release %s do not match their digest and are"
            " withheld. Hint: restore the people database from a backup.",
            reading.release.pk,
        )
        return None
    seen = {row.key for row in reading.published.table.rows}
    return tuple(
        Comments(
            one["row"],
            one["question"],
            tuple(comment["text"] for comment in one["comments"] if comment["text"]),
            sum(1 for comment in one["comments"] if not comment["text"]),
        )
        for one in found.lists
        if one["row"] in seen
    )
