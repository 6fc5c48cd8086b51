"""Months, each named by its first day."""

from datetime import date


def month_of(day: date) -> date:
    """Give the month a day lies in.

    >>> month_of(date(2026, 11, 22))
    datetime.date(2026, 11, 1)
    """
    return day.replace(day=1)


def months_before(month: date, how_many: int) -> date:
    """Give the month that lies so many months earlier.

    >>> months_before(date(2026, 2, 1), 3)
    datetime.date(2025, 11, 1)
    """
    since_year_0 = month.year * 12 + month.month - 1 - how_many
    return date(since_year_0 // 12, since_year_0 % 12 + 1, 1)
