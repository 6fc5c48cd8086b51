"""The auditor: attacks a release as a reader could, before anybody reads it.

Shares no code with the protection and reads only the release log: docs/method/audit.md.
"""

from trivsel.domain.audit.log import Finding, Log
from trivsel.domain.audit.reading import Unreadable, log_of, read_log
from trivsel.domain.audit.reading_rounds import holds_rounds, read_rounds
from trivsel.domain.audit.rounds import Rounds, attack_rounds, rounds_of
from trivsel.domain.audit.run import ATTACKS, VERSION, Report, audit

__all__ = [
    "ATTACKS",
    "VERSION",
    "Finding",
    "Log",
    "Report",
    "Rounds",
    "Unreadable",
    "attack_rounds",
    "audit",
    "holds_rounds",
    "log_of",
    "read_log",
    "read_rounds",
    "rounds_of",
]
