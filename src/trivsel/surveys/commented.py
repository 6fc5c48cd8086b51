"""From how many comments are shown. As the protection has it, without loading its numbers."""

# docs/method/comments.md; tests/surveys/test_comments.py holds them against domain/disclosure.
RESPONDENTS = 10
WRITTEN = 5
