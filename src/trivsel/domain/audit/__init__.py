"""The auditor: attacks a release as a reader could, before anybody reads it.

Shares no code with the protection and reads only the release log: docs/method/audit.md.
"""

from trivsel.domain.audit.log import Finding, Log
from trivsel.domain.audit.reading import Unreadable, log_of, read_log
from trivsel.domain.audit.run import ATTACKS, VERSION, Report, audit

__all__ = [
    "ATTACKS",
    "VERSION",
    "Finding",
    "Log",
    "Report",
    "Unreadable",
    "audit",
    "log_of",
    "read_log",
]
