"""One ballot in spellings that must not pass: each could be spent beside the true one."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from trivsel.proof.letters import Letter

# Another envelope beside a true stamp is no forgery: the answer was changed.
STAMPED = ("message", "signature")
CODED = (*STAMPED, "envelope")
NOTHING: tuple[Any, ...] = (None, "", [], {}, 0, False)


def all_of(letter: Letter) -> Mapping[str, list[Letter]]:
    whole = json.loads(letter.body)

    def changed(part: str, value: Any) -> Letter:
        return replace(letter, body=json.dumps({**whole, part: value}))

    def each(*ways: Callable[[str], str], parts: tuple[str, ...]) -> list[Letter]:
        return [changed(part, way(whole[part])) for part in parts for way in ways]

    missing = [
        replace(letter, body=json.dumps({k: v for k, v in whole.items() if k != part}))
        for part in whole
    ]
    spaces = (" {}", "{} ", "\t{}", "{}\n", "\u00a0{}", "{}\u200b", "{}\0")
    return {
        "null, empty and missing": [
            *missing,
            *(changed(part, value) for part in whole for value in NOTHING),
        ],
        "upper and lower case": [
            *each(str.upper, parts=("cell",)),
            *each(str.swapcase, str.lower, str.upper, parts=STAMPED),
        ],
        "spaced": each(*(space.format for space in spaces), parts=("cell", *CODED)),
        "cut and lengthened": each(
            lambda text: text[:-4], lambda text: text + "AAAA", parts=("cell", *CODED)
        ),
        "wide": each(wide, parts=("cell", *CODED)),
    }


def wide(text: str) -> str:
    """The same in full-width signs, which some comparisons take for equal."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
