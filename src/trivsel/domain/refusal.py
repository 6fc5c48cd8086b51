"""The one way a rule says no to a person."""


class Refused(Exception):
    """A rule says no, and the message is fit to show to the person who asked.

    Raised by services when a policy gives a reason. The message is a whole
    sentence in the reader's language: what happened, what is kept, what to do now.

    >>> raise Refused("The round is closed. All answers are kept.")
    Traceback (most recent call last):
    trivsel.domain.refusal.Refused: The round is closed. All answers are kept.
    """
