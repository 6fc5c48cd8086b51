"""The cells of a manifest, each with the public key that its ballots are stamped with."""

from base64 import b64encode
from dataclasses import dataclass

from trivsel.domain.blindsign.keys import BITS, EXPONENT, PublicKey
from trivsel.domain.blindsign.manifest.canonical import Value
from trivsel.domain.blindsign.manifest.checks import check_code, check_once, check_range
from trivsel.domain.blindsign.manifest.jsonpart import Part
from trivsel.domain.blindsign.refusals import BadManifest

SMALLEST_CELL = 8


@dataclass(frozen=True, slots=True)
class CellEntry:
    """A cell as it stands in the manifest.

    Attributes:
        code: The cell's code in the round.
        eligible: How many may answer; 8 or more, so that a ballot hides among as many.
        key: The issuer's key of this cell: 3,072 bits, as this room makes them.
    """

    code: str
    eligible: int
    key: PublicKey

    def __post_init__(self) -> None:
        """Refuse a cell that could not protect those in it.

        Raises:
            BadManifest: With place and reason.
        """
        check_code("code", self.code)
        check_range("eligible", self.eligible, SMALLEST_CELL)
        if (self.key.bits, self.key.e) != (BITS, EXPONENT):
            raise BadManifest("key", f"must have {BITS} bits and the exponent {EXPONENT}")

    @property
    def fields(self) -> dict[str, Value]:
        """The cell as JSON: key and id, so that a browser can hold them together."""
        return {
            "code": self.code,
            "eligible": self.eligible,
            "key": b64encode(self.key.der).decode(),
            "key_id": self.key.id.hex(),
        }

    @classmethod
    def of(cls, part: Part) -> "CellEntry":
        """Read a cell; BadManifest if it is none."""
        fields = part.fields("code", "eligible", "key", "key_id")
        key = _key_of(fields["key"])
        if fields["key_id"].hash() != key.id:
            raise fields["key_id"].refuse("is not the SHA-256 of the key beside it")
        with part.inside():
            return cls(fields["code"].text(), fields["eligible"].number(), key)


def check_cells(cells: tuple[CellEntry, ...]) -> None:
    codes = [cell.code for cell in cells]
    if not codes:
        raise BadManifest("cells", "must be at least one")
    check_once("cells[{}].code", codes)
    if codes != sorted(codes):
        raise BadManifest("cells", "must stand in the order of their codes")
    # Who stamps cannot see which cell a message names: with one key for two cells, somebody of
    # the one could answer in the other.
    check_once("cells[{}].key_id", (cell.key.id.hex() for cell in cells))


def _key_of(part: Part) -> PublicKey:
    der = part.octets()
    try:
        key = PublicKey.from_der(der)
    except ValueError as error:
        raise part.refuse("is no RSA key that anybody should trust") from error
    if key.der != der:
        raise part.refuse("must be a SubjectPublicKeyInfo in DER, as this key is written")
    return key
