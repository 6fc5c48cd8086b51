"""The four variants of RFC 9474: with and without salt, with and without a random prefix."""

from dataclasses import dataclass

HASH_BYTES = 48  # SHA-384
PREFIX_BYTES = 32


@dataclass(frozen=True, slots=True)
class Variant:
    """A variant of RSABSSA by its registered name.

    Attributes:
        name: As RFC 9474 section 5 registers it.
        salt_bytes: Length of the PSS salt, 48 or 0.
        prefix_bytes: Length of the random prefix before the message, 32 or 0.
    """

    name: str
    salt_bytes: int
    prefix_bytes: int


RANDOMIZED = Variant("RSABSSA-SHA384-PSS-Randomized", HASH_BYTES, PREFIX_BYTES)
RANDOMIZED_NO_SALT = Variant("RSABSSA-SHA384-PSSZERO-Randomized", 0, PREFIX_BYTES)
DETERMINISTIC = Variant("RSABSSA-SHA384-PSS-Deterministic", HASH_BYTES, 0)
DETERMINISTIC_NO_SALT = Variant("RSABSSA-SHA384-PSSZERO-Deterministic", 0, 0)
VARIANTS = (RANDOMIZED, RANDOMIZED_NO_SALT, DETERMINISTIC, DETERMINISTIC_NO_SALT)
