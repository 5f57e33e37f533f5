"""Weeks as people plan them: from Monday, numbered as ISO 8601 does. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

WEEK = timedelta(days=7)
# The last working day of a week counts from Monday.
TO_FRIDAY = timedelta(days=4)


def monday_of(day: date) -> date:
    """The Monday of the week of a day.

    >>> monday_of(date(2026, 11, 29))
    datetime.date(2026, 11, 23)
    """
    return day - timedelta(days=day.weekday())


def weeks_of(starts_on: date, ends_on: date) -> tuple[date, ...]:
    """The Mondays of every week touched from a day up to, not including, another; none when the period is empty.

    >>> [week.day for week in weeks_of(date(2026, 11, 25), date(2026, 12, 8))]
    [23, 30, 7]
    >>> weeks_of(date(2026, 11, 25), date(2026, 11, 25))
    ()
    """
    if ends_on <= starts_on:
        return ()
    first, last = monday_of(starts_on), monday_of(ends_on - timedelta(days=1))
    return tuple(first + number * WEEK for number in range((last - first).days // 7 + 1))


def working_weeks_of(first: date, last: date) -> tuple[date, ...]:
    """The weeks in which a working day falls within a period, both days included; a lone weekend is no week.

    >>> working_weeks_of(date(2026, 11, 28), date(2026, 11, 29))
    ()
    >>> [week.day for week in working_weeks_of(date(2026, 11, 27), date(2026, 11, 30))]
    [23, 30]
    """
    weeks = weeks_of(first, last + timedelta(days=1))
    return tuple(week for week in weeks if max(week, first) <= min(week + TO_FRIDAY, last))


def is_whole_by(week: date, last_day: date | None) -> bool:
    """Whether Monday to Friday of a week come no later than a last day; always when there is none."""
    return last_day is None or week + TO_FRIDAY <= last_day


def week_number(week: date) -> str:
    """One week as people say it, with the year.

    >>> week_number(date(2026, 12, 28))
    'week 53 van 2026'
    """
    year, number, _ = week.isocalendar()
    return f"week {number} van {year}"


def weeks_in_words(weeks: Iterable[date]) -> str:
    """Several weeks as people say them: runs together, the year only where it changes.

    >>> weeks_in_words([date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 14)])
    'week 48 tot en met 49 en week 51 van 2026'
    >>> weeks_in_words([date(2026, 12, 28), date(2027, 1, 4)])
    'week 53 van 2026 tot en met week 1 van 2027'
    """
    runs: list[list[date]] = []
    for week in sorted(set(weeks)):
        if runs and week - runs[-1][-1] == WEEK:
            runs[-1].append(week)
        else:
            runs.append([week])
    told = [_run(run[0], run[-1], say_year=_ends_year(runs, number)) for number, run in enumerate(runs)]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} en {told[-1]}" if told else ""


def _ends_year(runs: list[list[date]], number: int) -> bool:
    """Whether the run is the last of its year: the year is said once."""
    following = runs[number + 1][0].isocalendar().year if number + 1 < len(runs) else None
    return following != runs[number][-1].isocalendar().year


def _run(first: date, last: date, *, say_year: bool) -> str:
    (year, from_week, _), (last_year, to_week, _) = first.isocalendar(), last.isocalendar()
    if year != last_year:
        return f"{week_number(first)} tot en met {week_number(last)}"
    weeks = f"week {from_week}" if first == last else f"week {from_week} tot en met {to_week}"
    return f"{weeks} van {year}" if say_year else weeks
