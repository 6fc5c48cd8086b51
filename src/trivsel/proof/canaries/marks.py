"""Canaries: what is unique to one person, and how it may stand among other bytes."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus

# What belongs to a person who is known, and what belongs to a ballot that nobody may know.
PERSON = frozenset(
    {"name", "address", "number", "browser", "referrer", "network", "session", "link"}
    | {"password", "factor", "blinded", "stamp", "blinded-hash"}
)
BALLOT = frozenset(
    {"nonce", "message", "signature", "nullifier", "envelope", "receipt", "answer"}
)
ROUND = frozenset({"seal-key"})  # one of a round: what opens every envelope
# Written to be read by others in the end, so it comes to stand in the people's store: in one
# table only, as allowed.toml says, and beside no person and no answer in it.
PUBLISHED = frozenset({"comment"})
KINDS = PERSON | BALLOT | ROUND | PUBLISHED


@dataclass(frozen=True, slots=True)
class Canary:
    """``what`` it is, as in allowed.toml, and its bytes."""

    what: str
    secret: bytes


def of(what: str, secret: str | bytes) -> Canary:
    """A canary.

    Raises:
        ValueError: It is so short that it could stand somewhere by chance, or of no kind.
    """
    raw = secret.encode() if isinstance(secret, str) else secret
    if len(raw) < 8 or what not in KINDS:  # noqa: PLR2004 - 64 bits
        raise ValueError(f"no canary: {what}")
    return Canary(what, raw)


def forms(secret: bytes) -> Iterator[bytes]:
    """Plain, in hex, in base64 wherever it begins, in UTF-16, as part of an address."""
    yield secret
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
    for before in range(3):
        # what stands before and behind changes the first and last signs, never those between
        whole = b64encode(bytes(before) + secret)
        yield whole[4 if before else 0 : len(whole) // 4 * 4 - 4]
    try:
        text = secret.decode()
    except UnicodeDecodeError:
        return
    yield text.encode("utf-16-le")
    if (quoted := quote_plus(text)) != text:
        yield quoted.encode()


def found(canaries: Iterable[Canary], places: Mapping[str, bytes]) -> set[tuple[str, str]]:
    """What stands where: pairs of a canary's kind and a place."""
    needles = [(canary.what, form) for canary in canaries for form in forms(canary.secret)]
    return {
        (what, where)
        for where, content in places.items()
        for what, needle in needles
        if needle in content
    }


def together(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Places that hold something of a person and something of a ballot."""
    kinds: dict[str, set[str]] = {}
    for what, where in pairs:
        kinds.setdefault(where, set()).add(what)
    return sorted(
        f"{where} ({', '.join(sorted(here))})"
        for where, here in kinds.items()
        if here & PERSON and here & BALLOT
    )
