"""What people write in their own words: how it lies in an envelope, and how it is tidied.

A comment lies in the same sealed envelope as the answer it came with, and is parted from it
when the envelope is opened. All envelopes of a round are as long as the longest answer to its
paper could be, in steps of 4, 16 and 64 KiB: no length tells whether somebody wrote a word or
a page.
"""

import unicodedata
from collections.abc import Sequence
from typing import Final

from trivsel.domain.blindsign.refusals import BadEnvelope

LONGEST: Final = 600  # as a browser counts: units of UTF-16
MOST_BYTES: Final = 3 * LONGEST  # in UTF-8 a unit of UTF-16 takes at most three
LENGTH_BYTES: Final = 2
ROOMS: Final = (4096, 16384, 65536)
UNSEEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
JOINER: Final = "\u200d"  # holds the parts of one sign together


def tidy(text: str) -> str:
    r"""Give a comment as it is kept: no sign that cannot be seen, and no longer than allowed.

    What is too long is cut: nobody who wrote it on our page can come there, and a comment that
    was refused would take the rest of the ballot with it.

    >>> tidy("  Ro\u202e\r\n\r\n\r\ntil opgaverne\0 ")
    'Ro\n\ntil opgaverne'
    >>> len(tidy("a" * 700))
    600
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(
        sign
        for sign in text
        if sign in {"\n", JOINER} or unicodedata.category(sign) not in UNSEEN
    )
    lines = [" ".join(line.split()) for line in kept.split("\n")]
    shown = [line for at, line in enumerate(lines) if line or (at > 0 and lines[at - 1] != "")]
    return _cut("\n".join(shown).strip())


def room(items: int, questions: int) -> int:
    """How long every frame of a round is whose paper has so many items and open questions.

    Raises:
        ValueError: No frame is as long as that.

    >>> room(250, 1), room(250, 2), room(24, 3)
    (4096, 4096, 16384)
    """
    longest = 1 + LENGTH_BYTES + items + questions * (LENGTH_BYTES + MOST_BYTES)
    for size in ROOMS:
        if longest <= size:
            return size
    raise ValueError(f"{questions} open questions are too many for one envelope")


def lay(comments: Sequence[str]) -> bytes:
    r"""Lay comments end to end, each after its length; one for each question, '' for none.

    Raises:
        ValueError: A comment is longer than its question has room for.

    >>> lay(["Ro", ""])
    b'\x00\x02Ro\x00\x00'
    """
    laid = []
    for comment in comments:
        text = comment.encode()
        if len(text) > MOST_BYTES:
            raise ValueError(f"a comment has at most {MOST_BYTES} bytes, not {len(text)}")
        laid.append(len(text).to_bytes(LENGTH_BYTES) + text)
    return b"".join(laid)


def pick_up(laid: bytes, questions: int) -> tuple[str, ...]:
    r"""Give the comments that were laid, tidied. Bytes that are no text become a mark.

    Raises:
        BadEnvelope: It is not one for each question, or something stands beside them.

    >>> pick_up(b"\0\2Ro\0\0", 2)
    ('Ro', '')
    """
    found = []
    for _question in range(questions):
        head, laid = laid[:LENGTH_BYTES], laid[LENGTH_BYTES:]
        length = int.from_bytes(head)
        text, laid = laid[:length], laid[length:]
        if len(head) < LENGTH_BYTES or len(text) != length or length > MOST_BYTES:
            raise BadEnvelope("holds a comment that is longer than it says")
        found.append(tidy(text.decode(errors="replace")))
    if laid:
        raise BadEnvelope("holds something beside the comments")
    return tuple(found)


def _cut(text: str) -> str:
    units = text.encode("utf-16-le")
    # Half of a sign that needs two units is left out.
    return units[: 2 * LONGEST].decode("utf-16-le", errors="ignore").rstrip()
