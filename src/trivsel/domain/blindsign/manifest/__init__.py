"""The public manifest of a round answered with ballots: what everybody can check it by.

One manifest, one row of bytes, one digest. The person's side takes keys from nothing else, so a
server that hands one person another key would have to show that person another digest.
"""

from trivsel.domain.blindsign.manifest.cells import SMALLEST_CELL, CellEntry
from trivsel.domain.blindsign.manifest.plan import SMALLEST_MINIMUM, ReleasePlan
from trivsel.domain.blindsign.manifest.whole import Manifest

__all__ = ["SMALLEST_CELL", "SMALLEST_MINIMUM", "CellEntry", "Manifest", "ReleasePlan"]
