"""When people are reminded: one rule for every round, and part of what both sides sign."""

from datetime import date, timedelta

BEFORE_THE_END = timedelta(days=2)
APART = timedelta(days=2)


def reminder_days(opens_on: date, closes_on: date) -> list[date]:
    """Halfway, and two days before the last day; never more than these two.

    A reminder comes after the first day, and the two are at least two days apart; where there
    is no room for both, the later one stays. A round of a day has none.

    >>> two_weeks = reminder_days(date(2026, 11, 2), date(2026, 11, 16))
    >>> [day.isoformat() for day in two_weeks]
    ['2026-11-09', '2026-11-14']
    >>> reminder_days(date(2026, 11, 2), date(2026, 11, 6))
    [datetime.date(2026, 11, 4)]
    >>> reminder_days(date(2026, 11, 2), date(2026, 11, 2))
    []
    """
    halfway, late = opens_on + (closes_on - opens_on) // 2, closes_on - BEFORE_THE_END
    if late <= opens_on:
        return [halfway] if halfway > opens_on else []
    return [late] if late - halfway < APART else [halfway, late]


def last_due(opens_on: date, closes_on: date, *, on: date) -> date | None:
    """The newest day of reminding that has come, or None."""
    return max((day for day in reminder_days(opens_on, closes_on) if day <= on), default=None)
