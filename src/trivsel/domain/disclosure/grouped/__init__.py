"""One table more, by job group and for the whole organisation: docs/method/job-groups.md."""

from trivsel.domain.disclosure.grouped.declared import Groups

__all__ = ["Groups"]
