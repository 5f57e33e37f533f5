"""The garantiebaan ledger: what counts on a day or in a month, in total and by what, down to its records. Pure.

**From a week to a month.** A job is 25.5 hours a week, 1,331 paid hours a year and so 110.92 a month (Regeling Wfsv art. 3.28
and 3.29). Whoever works 25.5 hours a week all month has exactly that job, so week hours become month hours by the same ratio,
in proportion to the days of the month on which they held::

    month hours = week hours x (110.92 / 25.5) x days that count / days of the month

The jobs of a month are thereby the average of the jobs of its days, in a short month as in a long one.

**Never added.** Persons, hours, jobs and fte stand side by side. Everything is kept as hours a week times days, which is
exact; a sum is rounded once, at its end. So every part is the sum of its lines, and the whole that of its parts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from werkbedrijf.garantiebanen.counting import CENT, INLEEN_FORMS, LeftOut, Sum
from werkbedrijf.garantiebanen.stretches import Span, Stretch

UNKNOWN = "onbekend"
WHOLE = "totaal"


class By(StrEnum):
    """What a figure can be divided by."""

    GEMEENTE = "gemeente"
    SECTOR = "sector"
    KIND = "kind"
    GROUND = "ground"
    FORM = "form"
    BRANCH = "branch"


@dataclass(frozen=True, slots=True)
class Rules:
    """The values that hold: hours of a job a week and a month, hours of a full week, and whether sectors still count apart."""

    hours_per_job: Decimal
    hours_per_job_month: Decimal
    hours_full_time: Decimal
    sectors_apart: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One record behind a figure: days of one placement that count alike, or that are left out for one reason."""

    stretch: Stretch
    reason: LeftOut | None

    @property
    def hour_days(self) -> Decimal:
        """What it adds, in hours a week times days."""
        return self.stretch.hour_days if self.reason is None else Decimal(0)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The count over a span, whole and by everything, with the lines behind it and what was left out.

    `left_out` counts placements: one that counts on some days and not on others stands on both sides.
    """

    span: Span
    rules: Rules
    total: Sum
    parts: Mapping[By, Mapping[str, Sum]]
    lines: Sequence[Line]
    left_out: Mapping[LeftOut, int]

    @property
    def counted(self) -> list[Line]:
        """The lines that make the figure."""
        return [line for line in self.lines if line.reason is None]

    def behind(self, by: By, key: str) -> list[Line]:
        """The lines behind one part."""
        return [line for line in self.counted if key_of(line.stretch, by, self.rules) == key]


def key_of(stretch: Stretch, by: By, rules: Rules) -> str:
    """Under which heading a stretch stands."""
    return _KEYS[by](stretch, rules)


_KEYS: Mapping[By, Callable[[Stretch, Rules], str]] = {
    By.GEMEENTE: lambda one, _: one.work.gemeente,
    # From the day markt and overheid end there is one figure (Wet banenafspraak art. 4).
    By.SECTOR: lambda one, rules: (one.sector or UNKNOWN) if rules.sectors_apart else WHOLE,
    By.KIND: lambda one, _: one.work.kind or UNKNOWN,
    By.GROUND: lambda one, _: one.ground or UNKNOWN,
    # UWV shows hired work apart and does not divide it in its quarters.
    By.FORM: lambda one, _: "inleen" if one.work.contract_form in INLEEN_FORMS else "regulier",
    By.BRANCH: lambda one, _: one.branch or UNKNOWN,
}


def ledger_of(stretches: Iterable[Stretch], span: Span, rules: Rules) -> Ledger:
    """Count stretches over a day or a month."""
    return ledger_from([Line(one, one.reason) for one in stretches], span, rules)


def ledger_from(lines: Sequence[Line], span: Span, rules: Rules) -> Ledger:
    """As ``ledger_of``, of lines of which it is known whether they count."""
    counted = [line for line in lines if line.reason is None]
    left_out: defaultdict[LeftOut, set[tuple[str, int]]] = defaultdict(set)
    for line in lines:
        if line.reason is not None:
            left_out[line.reason].add((line.stretch.work.reference, line.stretch.work.person))
    return Ledger(
        span=span,
        rules=rules,
        total=sum_of(counted, span, rules),
        parts={by: _parts(counted, by, span, rules) for by in By},
        lines=lines,
        left_out={reason: len(left_out[reason]) for reason in LeftOut if left_out[reason]},
    )


def _parts(counted: Iterable[Line], by: By, span: Span, rules: Rules) -> Mapping[str, Sum]:
    groups: defaultdict[str, list[Line]] = defaultdict(list)
    for line in counted:
        groups[key_of(line.stretch, by, rules)].append(line)
    return {key: sum_of(groups[key], span, rules) for key in sorted(groups)}


def added(lines: Iterable[Line]) -> Decimal:
    """What lines add together, in hours a week times days."""
    return sum((line.hour_days for line in lines), Decimal(0))


def sum_of(lines: Iterable[Line], span: Span, rules: Rules) -> Sum:
    """Lines added up; persons once."""
    rows = list(lines)
    return figures(len({line.stretch.work.person for line in rows}), added(rows), span, rules)


def figures(persons: int, hour_days: Decimal, span: Span, rules: Rules) -> Sum:
    """Persons and hours as the figures that stand side by side. Over one day hours are a week's, otherwise the month's.

    >>> from datetime import date
    >>> rules = Rules(Decimal("25.5"), Decimal("110.92"), Decimal(36))
    >>> figures(1, Decimal("25.5") * 28, Span(date(2026, 2, 1), date(2026, 3, 1)), rules).hours
    Decimal('110.92')
    """
    week = hour_days / span.days
    month = span.days > 1
    return Sum(
        persons=persons,
        hours=_cents(week * rules.hours_per_job_month / rules.hours_per_job) if month else week,
        jobs=_cents(week / rules.hours_per_job),
        fte=_cents(week / rules.hours_full_time),
    )


def _cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)
