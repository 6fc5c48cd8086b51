"""Names that answers and addresses are kept under: keys, and ids of tools."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from trivsel.domain.toolspec.complaints import Spot, short

KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
TOOL_ID = re.compile(r"[A-Z][A-Z0-9-]{1,15}")
LONGEST_KEY = 40
# Names the page itself goes by, and one that every object of a script answers to.
TAKEN = frozenset({"constructor", "main", "title"})


@dataclass(frozen=True, slots=True)
class ToolIds:
    """Ids of other tools; that they exist is asked when all files are read."""

    sort: str = 'a list of tool ids, such as ["B02"]'

    def read(self, raw: object, spot: Spot) -> tuple[str, ...] | None:
        """Give the ids in the order they stand."""
        if not isinstance(raw, list) or not all(
            isinstance(one, str) and TOOL_ID.fullmatch(one) for one in raw
        ):
            spot.complain(f"This must be {self.sort}.", "Capital letters, digits and hyphens.")
        elif len(set(raw)) != len(raw):
            spot.complain("A tool stands twice.", "Once is enough.")
        else:
            return tuple(raw)
        return None


def read_key(raw: Mapping[str, object], spot: Spot) -> str:
    """Give the key of a table, or "" after a complaint.

    >>> read_key({"key": "short-deadlines"}, Spot("x.toml"))
    'short-deadlines'
    """
    hint = 'Small letters a-z, digits and hyphens, such as key = "short-deadlines".'
    key = raw.get("key")
    if key is None:
        spot.complain("The key is missing.", hint)
    elif not isinstance(key, str) or not KEY.fullmatch(key):
        spot.named("key").complain(f"{short(key)} cannot be a key.", hint)
    elif len(key) > LONGEST_KEY:
        spot.named("key").complain("The key is too long.", f"At most {LONGEST_KEY} letters.")
    elif key in TAKEN:
        spot.named("key").complain(f"The page itself uses '{key}'.", "Choose another key.")
    else:
        return key
    return ""


def read_name(raw: object, form: re.Pattern[str], spot: Spot, *, hint: str) -> str:
    """Give an id or a slug, or "" after a complaint."""
    if isinstance(raw, str) and form.fullmatch(raw) and len(raw) <= LONGEST_KEY:
        return raw
    spot.complain(f"{short(raw)} cannot stand here.", hint)
    return ""
