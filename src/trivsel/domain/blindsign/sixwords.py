"""A digest as six words that two people can read aloud to each other over a phone.

The list, ``words.txt`` beside this file, has 2,048 short Danish everyday words, the same for
all languages: what is compared must be the same on every screen. No two of them are one letter
apart, sound the same or are forms of one word. It never changes: other words would be another
format.
"""

from functools import cache
from pathlib import Path
from typing import Final

WORDS: Final = 6
BITS_A_WORD: Final = 11
HASH_BYTES: Final = 32
_SPARE: Final = 8 * HASH_BYTES - WORDS * BITS_A_WORD
_FILE: Final = Path(__file__).with_name("words.txt")


def six_words(digest: bytes) -> tuple[str, ...]:
    """Show the first 66 bits of a digest as six words, eleven bits a word, highest bit first.

    Enough for people: somebody who has to match a manifest that stands already needs about 2^66
    tries for another one with the same words (a second preimage). At 10^12 hashes a second,
    fifty of today's graphics cards, that is two years; a round is open for weeks.

    Not enough against whoever writes the manifest. Two of one's own making with the same words
    (a collision) take about 2^33 tries, minutes on one machine. So programs never compare
    words: they sign, store and compare all 256 bits, as does who distrusts the writer.

    Args:
        digest: SHA-256, 32 bytes.

    Returns:
        Six words of the list, in order.

    Raises:
        ValueError: If the digest has another length.

    >>> " ".join(six_words(bytes(32)))
    'abrikos abrikos abrikos abrikos abrikos abrikos'
    >>> " ".join(six_words(bytes(range(100, 132))))
    'kæmpe forklæde pose stråhat platan grine'
    """
    if len(digest) != HASH_BYTES:
        raise ValueError("A digest has 32 bytes.")
    first = int.from_bytes(digest) >> _SPARE
    places = (first >> BITS_A_WORD * at & 2**BITS_A_WORD - 1 for at in reversed(range(WORDS)))
    return tuple(word_list()[place] for place in places)


@cache
def word_list() -> tuple[str, ...]:
    """Give the 2,048 words; a word's place in the list is its number."""
    return tuple(_FILE.read_text(encoding="utf-8").split())
