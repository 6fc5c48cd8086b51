"""Put comments into the lists they are shown in, and keep track of what is withheld.

Called at the release, with all comments; hands on only those that have a place.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trivsel.domain.disclosure import ProtectedTable
    from trivsel.domain.instrument import InstrumentSpec

    type Written = Mapping[str, Mapping[str, Sequence[str]]]  # question -> cell -> texts

type Lists = list[dict[str, Any]]

KEY_BYTES = 8


def place(
    table: "ProtectedTable",
    spec: "InstrumentSpec",
    written: "Written",
    keys: Mapping[str, str],
) -> tuple[dict[str, Any] | None, Lists]:
    """Give what the release says of comments, and the lists with their texts, shuffled.

    Args:
        table: The protected figures.
        spec: The questionnaire, with its open questions.
        written: All comments, by question and cell.
        keys: The row of each cell.
    """
    from trivsel.domain.disclosure import (  # noqa: PLC0415 - slow package
        RESPONDENTS,
        WRITTEN,
        place_comments,
    )

    if not spec.open_questions:
        return None, []
    said: Lists = []
    texts: Lists = []
    for question in spec.open_questions:
        of_row = {keys[cell]: found for cell, found in written.get(question.key, {}).items()}
        counts = {row: len(found) for row, found in of_row.items()}
        for one in place_comments(table, counts):
            about = {"row": one.row, "question": question.key}
            said.append(about | {"groups": list(one.groups), "count": one.count})
            found = [text for group in one.groups for text in of_row.get(group, ())]
            texts.append(about | {"comments": shuffled(found)})
    return {
        "rules": {"respondents": max(RESPONDENTS, table.minimum), "written": WRITTEN},
        "questions": [[each.key, dict(each.text)] for each in spec.open_questions],
        "lists": said,
    }, texts


def shuffled(texts: Iterable[str]) -> Lists:
    """Give the texts in an order that says nothing, each with a key that says nothing."""
    found = list(texts)
    secrets.SystemRandom().shuffle(found)
    return [{"key": secrets.token_hex(KEY_BYTES), "text": text} for text in found]


def digest_of(lists: Lists, withheld: Mapping[str, str] | None = None) -> str:
    """SHA-256 of what would be shown: the lists, without what is withheld."""
    shown = without(lists, withheld or {})
    text = json.dumps(shown, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def without(lists: Lists, withheld: Mapping[str, str]) -> Lists:
    """The lists with the texts of what is withheld wiped; that it was, and why, is left."""
    return [
        one
        | {
            "comments": [
                {"key": comment["key"], "text": "", "withheld": withheld[comment["key"]]}
                if comment["key"] in withheld
                else comment
                for comment in one["comments"]
            ]
        }
        for one in lists
    ]
