"""What was released, and what of it one person may see."""

from trivsel.surveys.releases.commented import Comments, comments_for
from trivsel.surveys.releases.gate import (
    Altered,
    Reading,
    latest_release,
    latest_released_round,
    readings_before,
    release_for,
)
from trivsel.surveys.releases.published import Place, Published, Scale, Sight, digest

__all__ = [
    "Altered",
    "Comments",
    "Place",
    "Published",
    "Reading",
    "Scale",
    "Sight",
    "comments_for",
    "digest",
    "latest_release",
    "latest_released_round",
    "readings_before",
    "release_for",
]
