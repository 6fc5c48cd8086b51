"""From HTTP to clean values: a code and one number per item, or a stamped ballot."""

import json
from base64 import b64decode
from dataclasses import dataclass

from django.http import QueryDict

from trivsel.ballots.policies import Reason
from trivsel.ballots.services import NotAccepted
from trivsel.ballots.sheets import Sheet, open_name
from trivsel.domain.blindsign.refusals import Incomplete
from trivsel.domain.blindsign.submission import Submission
from trivsel.domain.slipcode import SlipCodeError, read_code

LONGEST_CODE = 40
MOST_TYPED = 10_000  # more than the page lets anybody type; the rest is cut when it is sealed
LARGEST_BALLOT = 100_000  # bytes of JSON; an answer to 300 items makes some 2,000
PARTS = ("message", "signature", "envelope")
NUMBERS = {str(number): number for number in range(256)}  # what one byte can hold


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it came: what can be read of it is shown again if it is not accepted."""

    code: str
    chosen: tuple[int, ...] = ()
    readable: bool = True
    written: tuple[str, ...] = ()

    def clean_code(self) -> str:
        """Give the code as it is kept.

        Raises:
            NotAccepted: It cannot be a code.
        """
        try:
            return read_code(self.code)
        except SlipCodeError as error:
            raise NotAccepted(Reason.MISTYPED) from error

    def packed(self) -> bytes:
        """Give the answers, a byte an item.

        Raises:
            NotAccepted: An answer is no option of its item.
        """
        if not self.readable:
            raise NotAccepted(Reason.UNREADABLE)
        return bytes(self.chosen)


def filled(data: QueryDict, sheet: Sheet) -> Filled:
    """Read what was sent. An item left out counts as not answered."""
    chosen = [
        _choice(data.get(name) or "0", size)
        for name, size in zip(sheet.names, sheet.sizes, strict=True)
    ]
    readable = None not in chosen
    written = tuple((data.get(open_name(key)) or "")[:MOST_TYPED] for key in sheet.asked)
    return Filled(typed_code(data), tuple(value or 0 for value in chosen), readable, written)


def _choice(value: str, size: int) -> int | None:
    number = NUMBERS.get(value)
    return number if number is not None and number <= size else None


def typed_code(data: QueryDict) -> str:
    return (data.get("code") or "")[:LONGEST_CODE]


def submission(box_code: str, body: bytes) -> Submission:
    """Read a stamped ballot: a cell, and three parts in base64.

    Raises:
        NotAccepted: It is none.
    """
    try:
        given = json.loads(body)
        parts = [b64decode(given[name], validate=True) for name in PARTS]
        return Submission(box_code, given["cell"], *parts)
    except (ValueError, TypeError, KeyError, RecursionError, Incomplete) as error:
        raise NotAccepted(Reason.UNREADABLE) from error
