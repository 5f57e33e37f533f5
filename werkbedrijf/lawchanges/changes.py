"""From new amounts to what they do with each placement: what comes back a month and a year, before and after. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from matching.instruments.calculation import Work
from matching.instruments.changes import changes_between
from matching.instruments.figures import FIGURES, Figures, Known, figures_on
from matching.instruments.grounds import LAW_READ_FROM
from matching.instruments.outcome import outcome_of
from matching.instruments.picture import is_whole
from werkbedrijf.foundation.parameter_names import Parameter

SHOWN = {
    "lks_with_surcharge": "Loonkostensubsidie met werkgeverslasten, per maand",
    "dispensation": "Loondispensatie: zoveel minder loon, per maand",
    "lkv_year": "Loonkostenvoordeel banenafspraak, per jaar",
    "lkv_ag_year": "Loonkostenvoordeel WIA, nieuw in dienst, per jaar",
    "lkv_hp_year": "Loonkostenvoordeel WIA, terug bij de eigen werkgever, per jaar",
    "trial_months": "Proefplaatsing, maanden",
    "trial_months_longest": "Proefplaatsing met verlenging, maanden",
    "coach_hours_month": "Jobcoach ten hoogste, uren per maand",
}
"""What an employer or a coach notices; the steps in between stand with the sum of one job."""

SUBSIDY = "lks_with_surcharge"
YEARLY = (Parameter.WML_HOUR, Parameter.WML_MONTH, Parameter.LKS_CHARGES)
"""What a subsidy takes over on 1 January alone (Participatiewet art. 10d lid 7)."""

_NOTHING = Decimal("0.00")
MONEY = frozenset({"lks_with_surcharge", "dispensation", "lkv_year", "lkv_ag_year", "lkv_hp_year"})


@dataclass(frozen=True, slots=True)
class NewValue:
    """One figure that is another from a day on."""

    parameter: Parameter
    before: Decimal
    after: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which amounts change: the figures of the day before and of the day itself."""

    day: date
    before: Figures
    after: Figures

    @property
    def values(self) -> list[NewValue]:
        """The figures that differ, in the order of the law."""
        return [
            NewValue(one, self.before.known[one].value, row.value, row.source)
            for one, row in self.after.known.items()
            if one in self.before.known and row.value != self.before.known[one].value
        ]


def turns(
    rows: Mapping[Parameter, Collection[Known]], first: date = LAW_READ_FROM, last: date = date.max
) -> list[Turn]:
    """The days on which some figure changes and everything can be worked out before and after, newest first; of some days only when asked."""
    days = {
        one.valid_from for parameter in FIGURES for one in rows.get(parameter, ()) if one.valid_from > LAW_READ_FROM
    }
    days = {day for day in days if first <= day <= last}
    both = (Turn(day, figures_on(day - timedelta(days=1), rows), figures_on(day, rows)) for day in days)
    whole = (turn for turn in both if is_whole(turn.before) and is_whole(turn.after) and turn.values)
    return sorted(whole, key=lambda turn: turn.day, reverse=True)


@dataclass(frozen=True, slots=True)
class Noticed:
    """One thing that is another from a day on: what it was and what it becomes; None where it is not there."""

    key: str
    before: Decimal | None
    after: Decimal | None
    article: str


def set_on(start: date, day: date) -> date:
    """By the figures of which day a subsidy runs on a day: its first, or the last 1 January.

    >>> set_on(date(2026, 4, 9), date(2026, 7, 1)), set_on(date(2026, 4, 9), date(2027, 1, 1))
    (datetime.date(2026, 4, 9), datetime.date(2027, 1, 1))
    """
    return max(start, date(day.year, 1, 1))


def running(turn: Turn, rows: Mapping[Parameter, Collection[Known]]) -> Callable[[date], Turn]:
    """How a subsidy sees a turn, by the day it began: minimum wage and charges stay those of the day it was set."""

    @cache
    def as_set(figures: date, was_set: date) -> Figures:
        now, then = figures_on(figures, rows), figures_on(was_set, rows)
        kept = {one: then.known[one] for one in YEARLY if one in then.known} if is_whole(then) else {}
        return Figures(figures, {**now.known, **kept})

    def seen(start: date) -> Turn:
        days = (turn.before.day, turn.after.day)
        before, after = (as_set(day, set_on(start, day)) for day in days)
        return Turn(turn.day, before, after)

    return seen


def noticed(turn: Turn, ground: str, work: Work, *, subsidy: Turn | None = None) -> list[Noticed]:
    """What somebody at work notices of a turn; nothing when all stays as it was. ``subsidy`` is the turn as a running one sees it."""
    found = [one for one in _seen(turn, ground, work) if one.key != SUBSIDY]
    found += [one for one in _seen(subsidy or turn, ground, work) if one.key == SUBSIDY]
    return sorted(found, key=lambda one: list(SHOWN).index(one.key))


def _seen(turn: Turn, ground: str, work: Work) -> list[Noticed]:
    found = changes_between(outcome_of(turn.before, ground, work), outcome_of(turn.after, ground, work))
    return [Noticed(one.key, _number(one.before), _number(one.after), one.article) for one in found if one.key in SHOWN]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def summed(changes: Iterable[Noticed]) -> dict[str, tuple[Decimal, Decimal]]:
    """The amounts of many placements added up, before and after, by what they are; only what is money."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for one in changes:
        if one.key in MONEY:
            before, after = sums.get(one.key, (_NOTHING, _NOTHING))
            sums[one.key] = (before + (one.before or _NOTHING), after + (one.after or _NOTHING))
    return {key: sums[key] for key in SHOWN if key in sums}
