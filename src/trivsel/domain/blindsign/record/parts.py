"""The parts of a record that are not in the manifest: who signed it when, and the counts."""

from dataclasses import asdict, dataclass
from datetime import date

from trivsel.domain.blindsign.manifest.canonical import Value
from trivsel.domain.blindsign.manifest.checks import check_hash, check_range
from trivsel.domain.blindsign.manifest.jsonpart import Part
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.refusals import BadManifest, BadReceipt

SIDES = ("employees", "management")
_COUNTS = ("accepted", "counted", "eligible", "issued", "reissued", "unreadable")


@dataclass(frozen=True, slots=True)
class Cosignature:
    """One side's yes to the plan: no name, only which side, on which day and to what.

    Attributes:
        side: ``employees`` or ``management``.
        signed_on: The day, Danish time.
        digest: SHA-256 of the plan that was signed, 32 bytes.
    """

    side: str
    signed_on: date
    digest: bytes

    def __post_init__(self) -> None:
        """Refuse what no side has signed.

        Raises:
            BadManifest: With place and reason.
        """
        if self.side not in SIDES:
            raise BadManifest("side", f"must be one of {', '.join(SIDES)}")
        check_hash("digest", self.digest)

    @property
    def fields(self) -> dict[str, Value]:
        """The signature as JSON."""
        return {
            "digest": self.digest.hex(),
            "side": self.side,
            "signed_on": self.signed_on.isoformat(),
        }

    @classmethod
    def of(cls, part: Part) -> "Cosignature":
        """Read one; BadManifest if it is none."""
        fields = part.fields("digest", "side", "signed_on")
        side, day = fields["side"].text(), fields["signed_on"].day()
        digest = fields["digest"].hash()
        with part.inside():
            return cls(side, day, digest)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many, of the whole organisation; per group nothing is told here.

    Whether they fit each other and the rest of the record is a matter of checking, not of
    reading: a record whose counts do not add up must be readable to be found out.

    Attributes:
        eligible: Who may answer.
        issued: Ballots that were stamped.
        reissued: Ballots stamped a second time for somebody who lost theirs; none are today.
        accepted: Ballots in the box when it was closed; each has a receipt.
        counted: Those that were opened and are answers.
        unreadable: Those that could not be opened.
    """

    eligible: int
    issued: int
    reissued: int
    accepted: int
    counted: int
    unreadable: int

    def __post_init__(self) -> None:
        """Refuse what no count comes to.

        Raises:
            BadManifest: With place and reason.
        """
        for name in _COUNTS:
            check_range(name, getattr(self, name), 0)

    @property
    def fields(self) -> dict[str, Value]:
        """The counts as JSON."""
        return dict(asdict(self))

    @classmethod
    def of(cls, part: Part) -> "Counts":
        """Read them; BadManifest if they are none."""
        numbers = {name: one.number() for name, one in part.fields(*_COUNTS).items()}
        with part.inside():
            return cls(**numbers)


def receipt_of(part: Part) -> Receipt:
    """Read a receipt in its one spelling; BadManifest if it is none."""
    text = part.text()
    try:
        found = Receipt.read(text)
    except BadReceipt as error:
        raise part.refuse("is no receipt") from error
    if str(found) != text:
        raise part.refuse(f"must be spelled {found}")
    return found
