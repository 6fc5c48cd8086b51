"""The public record of a round answered with ballots: what anybody can check it by afterwards.

Signed once, with a key that the manifest names and that is destroyed then. Values in, values
out: no database, no clock, no Django, so that it can be checked on any machine.
"""

from trivsel.domain.blindsign.record.chain import Earlier, read_earlier
from trivsel.domain.blindsign.record.checking import check_manifest, check_record
from trivsel.domain.blindsign.record.findings import LIMITS, Check, Finding, Outcome
from trivsel.domain.blindsign.record.parts import SIDES, Cosignature, Counts
from trivsel.domain.blindsign.record.whole import MOST_BYTES, Record

__all__ = [
    "LIMITS",
    "MOST_BYTES",
    "SIDES",
    "Check",
    "Cosignature",
    "Counts",
    "Earlier",
    "Finding",
    "Outcome",
    "Record",
    "check_manifest",
    "check_record",
    "read_earlier",
]
