"""What makes a coach look sooner: rules that can be read, each with its sentence. Pure. Never a figure for a person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from matching.aftercare.answers import Going, Missed
from matching.aftercare.hours import Balance
from matching.aftercare.plan import Planned, Stand
from werkbedrijf.foundation.texts import number, short_day

_WORDS = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")


class Rule(StrEnum):
    """Which rule says something."""

    NO_SHOW = "niet_gekomen"
    HOURS = "gemiste_uren"
    MOMENT = "moment_te_laat"
    AGREEMENT = "afspraak_voorbij"
    BUDGET = "uren_bijna_op"
    TALK = "niet_goed"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From when a rule says something: times and percent within so many days, and days after which contact is too late."""

    no_shows: int
    missed_percent: Decimal
    within_days: int
    late_after: int


@dataclass(frozen=True, slots=True)
class MissedDay:
    """A day that was not worked as agreed, and how many hours."""

    day: date
    kind: Missed
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one placement on a day.

    ``agreed_hours`` are those of the period that the rules look at, ``worked_days`` the days of it since the start; None
    for all of them.
    """

    day: date
    missed: Sequence[MissedDay] = ()
    agreed_hours: Decimal = Decimal(0)
    worked_days: int | None = None
    moments: Sequence[Planned] = ()
    last_on: date | None = None
    person: Going = Going.UNKNOWN
    employer: Going = Going.UNKNOWN
    agreement_on: date | None = None
    balance: Balance | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason to look, as a sentence; ``since`` is the day from which it holds, where there is one."""

    rule: Rule
    sentence: str
    since: date | None = field(default=None, compare=False)


def window_start(day: date, within_days: int) -> date:
    """The first day of the period that the rules look at; the day itself is the last."""
    return day - timedelta(days=within_days - 1)


def reasons(facts: Facts, limits: Thresholds) -> list[Reason]:
    """Every reason to look sooner, always in the same order.

    >>> days = [MissedDay(date(2026, 11, day), Missed.WHOLE, Decimal(6)) for day in (3, 17)]
    >>> limits = Thresholds(no_shows=2, missed_percent=Decimal(20), within_days=28, late_after=7)
    >>> for one in reasons(Facts(date(2026, 11, 23), days, agreed_hours=Decimal(48)), limits): print(one.sentence)
    Twee keer niet gekomen in vier weken.
    In vier weken is 12 van de 48 uur niet gewerkt (25 procent).
    """
    return [
        *_no_shows(facts, limits),
        *_hours(facts, limits),
        *_talk(facts),
        *_moments(facts),
        *_agreement(facts),
        *_budget(facts),
    ]


def _recent(facts: Facts, limits: Thresholds) -> list[MissedDay]:
    first = window_start(facts.day, limits.within_days)
    return sorted((one for one in facts.missed if first <= one.day <= facts.day), key=lambda one: one.day)


def _no_shows(facts: Facts, limits: Thresholds) -> Iterator[Reason]:
    days = [one.day for one in _recent(facts, limits) if one.kind is Missed.WHOLE]
    if len(days) >= max(limits.no_shows, 1):
        told = f"{in_letters(len(days)).capitalize()} keer niet gekomen in {period(limits.within_days)}."
        yield Reason(Rule.NO_SHOW, told, days[-1])


def _hours(facts: Facts, limits: Thresholds) -> Iterator[Reason]:
    found = _recent(facts, limits)
    missed = sum((one.hours for one in found), Decimal(0))
    days = min(limits.within_days if facts.worked_days is None else facts.worked_days, limits.within_days)
    # In the first days one day is a large share, and says nothing yet.
    if not missed or facts.agreed_hours <= 0 or 2 * days < limits.within_days:
        return
    share = missed * 100 / facts.agreed_hours
    if share > limits.missed_percent:
        whole = share.quantize(Decimal(1), ROUND_HALF_UP)
        told = f"{number(missed)} van de {number(facts.agreed_hours.quantize(Decimal(1), ROUND_HALF_UP))} uur"
        yield Reason(Rule.HOURS, f"In {period(days)} is {told} niet gewerkt ({whole} procent).", found[-1].day)


def _talk(facts: Facts) -> Iterator[Reason]:
    who = [
        name
        for name, said in (("De medewerker", facts.person), ("De werkgever", facts.employer))
        if said is Going.BADLY
    ]
    if who and facts.last_on is not None:
        name = "De medewerker en de werkgever zeiden" if len(who) == 2 else f"{who[0]} zei"
        yield Reason(Rule.TALK, f"{name} op {short_day(facts.last_on)}: het gaat niet goed.", facts.last_on)


def _moments(facts: Facts) -> Iterator[Reason]:
    for one in facts.moments:
        if one.stand is Stand.LATE:
            day = short_day(one.moment.due_on)
            told = f"Het contact ‘{one.moment.kind.words.lower()}’ was voor {day} gepland en is nog niet geweest."
            yield Reason(Rule.MOMENT, told, one.moment.due_on)


def _agreement(facts: Facts) -> Iterator[Reason]:
    if facts.agreement_on is not None and facts.agreement_on < facts.day:
        day = short_day(facts.agreement_on)
        yield Reason(
            Rule.AGREEMENT,
            f"De afspraak van {day} is voorbij en er is nog geen contact vastgelegd.",
            facts.agreement_on,
        )


def _budget(facts: Facts) -> Iterator[Reason]:
    balance = facts.balance
    if balance is None or balance.low_since is None or facts.day > balance.grant.until:
        return
    left, granted = balance.left, number(balance.grant.hours)
    if left <= 0:
        told = f"De {granted} uur van de jobcoach zijn op."
    else:
        told = f"Van de {granted} uur van de jobcoach is nog {number(left)} uur over."
    yield Reason(Rule.BUDGET, told, balance.low_since)


def in_letters(value: int) -> str:
    """A small number as a word.

    >>> in_letters(2), in_letters(20)
    ('twee', '20')
    """
    return _WORDS[value] if 0 <= value < len(_WORDS) else str(value)


def period(days: int) -> str:
    """A period as people say it.

    >>> period(28), period(7), period(30), period(1)
    ('vier weken', 'één week', '30 dagen', 'één dag')
    """
    if days % 7 == 0:
        weeks = days // 7
        return "één week" if weeks == 1 else f"{in_letters(weeks)} weken"
    return "één dag" if days == 1 else f"{in_letters(days)} dagen"
