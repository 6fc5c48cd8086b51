"""Canonical JSON: one value, one row of bytes, in Python as in a browser (after RFC 8785).

Only what both read alike: text, whole numbers, lists, objects and null. No fractions and no
true or false: the first are written differently, and the second are numbers in Python.
"""

import json
import re
from unicodedata import is_normalized

from trivsel.domain.blindsign.refusals import NotCanonical

type Value = str | int | list["Value"] | dict[str, "Value"] | None

LARGEST = 2**53 - 1  # beyond it JavaScript rounds
MOST_BYTES = 4 * 2**20  # 5,000 cells with their keys; more is no manifest but an attack
_KEY = re.compile(r"[a-z_]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def to_bytes(value: Value) -> bytes:
    r"""Write a value the one way there is: keys in order, no space, UTF-8.

    Args:
        value: Text is in NFC and without control signs; keys are small letters and ``_``, so
            that every language puts them in the same order; numbers are those a browser keeps.

    Raises:
        NotCanonical: If the value has something else in it.

    Source: RFC 8785, section 3.2, narrowed.

    >>> to_bytes({"b": [1, None], "a": "blåbær"})
    b'{"a":"bl\xc3\xa5b\xc3\xa6r","b":[1,null]}'
    """
    _check(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def from_bytes(raw: bytes, *, most: int = MOST_BYTES) -> Value:
    """Read a value, and refuse every spelling of it but the one that :func:`to_bytes` gives.

    Args:
        raw: The file.
        most: Longer ones are not read.

    Raises:
        NotCanonical: If it is spelled in another way, or is no JSON.

    >>> from_bytes(b'{"a":[1,null]}')
    {'a': [1, None]}
    >>> from_bytes(b'{"a": 1}')
    Traceback (most recent call last):
    trivsel.domain.blindsign.refusals.NotCanonical: byte 5 is not as it would be written
    """
    if len(raw) > most:
        raise NotCanonical(f"is longer than {most} bytes")
    try:
        value: Value = json.loads(
            raw.decode(),
            object_pairs_hook=_once,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
        )
    except NotCanonical:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonical("is no JSON in UTF-8") from error
    written = to_bytes(value)
    if written != raw:
        raise NotCanonical(
            f"byte {_first_difference(raw, written)} is not as it would be written"
        )
    return value


def check_text(text: str) -> None:
    r"""Refuse text that two machines may write, or two people read, differently.

    Raises:
        NotCanonical: If it has a control sign or half a sign, or is not in NFC.

    >>> check_text("blåbær")
    >>> check_text("bla\u030abær")
    Traceback (most recent call last):
    trivsel.domain.blindsign.refusals.NotCanonical: a text is not in NFC
    """
    if _CONTROL.search(text):
        raise NotCanonical("a text has a sign in it that cannot be seen")
    if not is_normalized("NFC", text):
        raise NotCanonical("a text is not in NFC")


def _check(value: object) -> None:
    match value:
        case str():
            check_text(value)
        case bool() | float():
            raise NotCanonical("true, false and fractions have no place here")
        case int() if abs(value) > LARGEST:
            raise NotCanonical("a number is larger than a browser keeps")
        case list():
            for item in value:
                _check(item)
        case dict():
            for key, item in value.items():
                _check_key(key)
                _check(item)
        case None | int():
            return
        case _:
            raise NotCanonical(f"{type(value).__name__} has no place here")


def _check_key(key: object) -> None:
    if not (isinstance(key, str) and _KEY.fullmatch(key)):
        raise NotCanonical("a key has other signs than small letters and _")


def _once(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    """Refuse a key that stands twice: Python keeps the last one, another reader the first."""
    found: dict[str, Value] = {}
    for key, value in pairs:
        if key in found:
            raise NotCanonical(f"the key {key!a} stands twice")
        found[key] = value
    return found


def _no_fraction(text: str) -> Value:
    raise NotCanonical(f"{text[:20]} is no whole number")


def _first_difference(raw: bytes, written: bytes) -> int:
    pairs = zip(raw, written, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(raw), len(written)))
