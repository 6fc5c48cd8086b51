"""The ways blind signing says no. Who calls it decides what a person is told."""


class BadRequest(ValueError):
    """The blinded message is none: wrong length, or out of range."""


class BadSignature(ValueError):
    """The signature is none of this message under this key."""


class Faulty(RuntimeError):
    """The computer made a mistake while signing; what it made must not leave it."""


class BadEnvelope(ValueError):
    """The envelope cannot be opened, or what is in it is no answer to this paper."""


class NotCanonical(ValueError):
    """These bytes, or this value, are not what canonical JSON would write."""


class BadManifest(ValueError):
    """The manifest is none that anybody should trust.

    Attributes:
        place: Where in it, for example ``cells[2].eligible``; empty for the whole.
        reason: What is wrong there.
    """

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place or 'the file'}: {reason}")
        self.place = place
        self.reason = reason


class BadReceipt(ValueError):
    """This cannot be a receipt; the message says what is wrong with it."""


class BadMessage(ValueError):
    """The stamped message is none of a ballot."""


class WrongRound(ValueError):
    """The ballot is for another round."""


class UnknownCell(ValueError):
    """The manifest of the round has no such cell."""


class WrongCell(ValueError):
    """The ballot was stamped for another cell than it says."""


class Incomplete(ValueError):
    """A part of the ballot is null, empty or of another kind."""


class BadHalf(ValueError):
    """This is not the half of a seal key that was asked for.

    Attributes:
        group: The first group that is wrong, counted from 1; 0 where signs are missing or too
            many.
    """

    def __init__(self, group: int) -> None:
        super().__init__(f"group {group} is wrong" if group else "too few or too many signs")
        self.group = group
