"""The style sheet of those who answer: one request, and it is the same for all rounds."""

from trivsel.ui.bundles import Bundle

BUNDLES = (
    Bundle(
        "ballots/answer-page.css",
        ("ui/tokens.css", "ballots/answer.css", "ballots/ballot/*.css"),
    ),
)
