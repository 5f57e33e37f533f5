"""What one effort is worth by a value table, with what was multiplied. Pure and exact: no float, rounded once per line.

Worth of somebody at work = value x hours a week / full-time hours x months / 12, for no longer than the table lets a person
count (the common method of building blocks; see ``tables.ValueTable.rules_from``). Months are counted by the calendar: a whole
month is one, part of a month its days over the days of that month. So the worth of a period is the worth of its parts, however
it is cut. Every line is rounded as the table says, half up; the total is the sum of its lines. A bonus comes on top: where
no month counts, there is nothing it comes on top of.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.sroi.tables import Block, Limit, Rounding, Unit, ValueTable

T = TypeVar("T")
# No week has more.
HOURS_IN_A_WEEK = 168


@dataclass(frozen=True, slots=True)
class Effort:
    """What somebody did. ``hours`` are a week for work, and in all for an activity that is counted per hour.

    ``start`` and ``end`` are the first and last day. ``counted_months`` of the same person in the same block counted before.
    ``amount`` is what was paid, in euro; ``days`` is how many days, or pieces, what is counted by them. ``with_lks``: loonkostensubsidie runs all
    the time.
    """

    block: str
    hours: Decimal | None = None
    start: date | None = None
    end: date | None = None
    bonuses: tuple[str, ...] = ()
    counted_months: Fraction = Fraction(0)
    amount: Decimal | None = None
    days: int | None = None
    with_lks: bool = False


class Remark(StrEnum):
    """What a reader must know beside a sum; ``words.remark`` says it."""

    NORM_ASSUMED = "voltijd_aangenomen"
    MORE_THAN_FULL_TIME = "meer_dan_voltijd"
    LIMITED = "ten_hoogste"
    LENGTH_NOT_SAID = "duur_niet_gevonden"
    LENGTH_AGREED = "duur_afgesproken"


@dataclass(frozen=True, slots=True)
class Line:
    """One block or bonus with what was multiplied, and its worth in euro.

    ``share`` is of full time and ``months`` those that count; both None where no time was counted. ``amount`` is what was paid.
    ``once``: it counts whole, however long somebody works.
    """

    block: Block
    worth: Decimal
    share: Fraction | None = None
    months: Fraction | None = None
    amount: Decimal | None = None
    once: bool = False


@dataclass(frozen=True, slots=True)
class Worth:
    """What an effort is worth in euro. ``wished`` are the months of the effort, ``months`` those of them that count."""

    value: Decimal
    lines: tuple[Line, ...]
    wished: Fraction | None
    months: Fraction | None
    remarks: tuple[Remark, ...]


def months_between(start: date, end: date) -> Fraction:
    """The months from the first to the last day, both included.

    >>> months_between(date(2026, 1, 1), date(2026, 6, 30)), months_between(date(2026, 2, 15), date(2026, 2, 28))
    (Fraction(6, 1), Fraction(1, 2))
    """
    return sum((days / length for days, length in _parts(start, end)), Fraction(0))


def _parts(start: date, end: date) -> Iterator[tuple[Fraction, int]]:
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        length = monthrange(year, month)[1]
        first = start.day if (year, month) == (start.year, start.month) else 1
        last = end.day if (year, month) == (end.year, end.month) else length
        yield Fraction(max(0, last - first + 1)), length
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def worth(table: ValueTable, effort: Effort) -> Worth:
    """The worth of an effort by this table.

    Raises NotFound for a block or bonus the table does not have, and InputRefused, by field, for what cannot be.
    """
    block = table.block(effort.block)
    bonuses = [table.block(code) for code in effort.bonuses]
    _check(block, bonuses, effort)
    if not block.unit.over_time:
        line = _paid(table, block, effort)
        return Worth(line.worth, (line,), None, None, ())
    share = _share(table, effort)
    wished = months_between(_given(effort.start), _given(effort.end))
    months = _months_that_count(table, block, effort, wished)
    lines = (_over_time(table, block, share, months), *(_bonus(table, one, effort, share, months) for one in bonuses))
    remarks = tuple(_remarks(table, block, effort, wished, months))
    return Worth(sum((line.worth for line in lines), Decimal(0)), lines, wished, months, remarks)


def _check(block: Block, bonuses: list[Block], effort: Effort) -> None:
    problems = dict(_problems_of_blocks(block, bonuses))
    problems |= (
        _problems_of_work(block, bonuses, effort) if block.unit.over_time else _problems_of_paying(block, effort)
    )
    if any(one.unit.of_amount for one in bonuses) and effort.amount is None:
        problems["amount"] = "Vul de gemaakte kosten in, in euro."
    if effort.amount is not None and effort.amount < 0:
        problems["amount"] = "Een bedrag is nul of meer."
    if problems:
        raise InputRefused(problems)


def _problems_of_blocks(block: Block, bonuses: list[Block]) -> Iterator[tuple[str, str]]:
    if block.is_bonus:
        yield "block", f"‘{block.label}’ telt alleen boven op een ander bouwblok. Geef het op als bonus."
    for one in bonuses:
        if not one.is_bonus:
            yield "bonus", f"‘{one.label}’ is geen bonus. Geef het op als bouwblok."
    if len(set(bonuses)) < len(bonuses):
        yield "bonus", "Een bonus telt één keer. Haal de dubbele weg."
    if bonuses and not block.unit.over_time:
        yield "bonus", f"Bij ‘{block.label}’ hoort geen bonus."


def _problems_of_work(block: Block, bonuses: list[Block], effort: Effort) -> Mapping[str, str]:
    problems: dict[str, str] = {}
    if effort.hours is None:
        problems["hours"] = "Vul de uren per week in."
    elif not 0 < effort.hours <= HOURS_IN_A_WEEK:
        problems["hours"] = f"Uren per week zijn meer dan 0 en ten hoogste {HOURS_IN_A_WEEK}."
    else:
        for name, one in (("hours", block), *(("bonus", one) for one in bonuses)):
            if effort.hours < (one.minimum_hours or 0):
                problems[name] = f"‘{one.label}’ telt vanaf {str(one.minimum_hours).replace('.', ',')} uur per week."
    if effort.start is None or effort.end is None:
        problems["start" if effort.start is None else "end"] = "Vul de eerste en de laatste dag in."
    elif effort.end < effort.start:
        problems["end"] = "De laatste dag ligt voor de eerste dag."
    if effort.counted_months < 0:
        problems["counted_months"] = "Maanden die al telden zijn nul of meer."
    return problems


def _problems_of_paying(block: Block, effort: Effort) -> Mapping[str, str]:
    problems: dict[str, str] = {}
    per_hour = block.unit in {Unit.HOUR, Unit.HOUR_OR_COSTS}
    if per_hour and effort.hours is not None and effort.hours <= 0:
        problems["hours"] = "Uren zijn meer dan 0."
    if block.unit is Unit.HOUR and effort.hours is None:
        problems["hours"] = "Vul alle uren van alle medewerkers samen in."
    if block.unit is Unit.HOUR_OR_COSTS and (effort.hours is None) == (effort.amount is None):
        problems["hours"] = "Vul de uren in, of het bedrag van de kosten: één van beide."
    if (block.unit.of_amount or block.unit is Unit.DAY_AT_MOST) and effort.amount is None:
        problems["amount"] = f"Vul het bedrag in, in euro: {_asked(block.unit)}."
    if block.unit.of_number and (effort.days is None or effort.days < 1):
        what = "dagen" if block.unit is Unit.DAY_AT_MOST else "stuks"
        problems["days"] = f"Vul in hoeveel {what} het waren."
    return problems


def _asked(unit: Unit) -> str:
    return Unit.INVOICE_WITHOUT_VAT.words if unit is Unit.INVOICE_SHARE else unit.words


def _share(table: ValueTable, effort: Effort) -> Fraction:
    return min(Fraction(1), Fraction(_given(effort.hours)) / Fraction(table.full_time_hours))


def _months_that_count(table: ValueTable, block: Block, effort: Effort, wished: Fraction) -> Fraction:
    if block.months is None or (table.lks_lifts_limit and effort.with_lks):
        return wished
    return max(Fraction(0), min(wished, block.months - effort.counted_months))


def _over_time(table: ValueTable, block: Block, share: Fraction, months: Fraction) -> Line:
    parts = 1 if block.unit is Unit.MONTH else 12
    return Line(block, rounded(Fraction(_given(block.value)) * share * months / parts, table.rounding), share, months)


def _bonus(table: ValueTable, bonus: Block, effort: Effort, share: Fraction, months: Fraction) -> Line:
    if not months:
        return Line(bonus, Decimal("0.00"), share, months)
    if not bonus.unit.over_time:
        return _paid(table, bonus, effort)
    if bonus.pro_rata:
        return _over_time(table, bonus, share, months)
    return Line(bonus, rounded(Fraction(_given(bonus.value)), table.rounding), once=True)


def _paid(table: ValueTable, block: Block, effort: Effort) -> Line:
    if block.unit in {Unit.HOUR, Unit.HOUR_OR_COSTS} and effort.hours is not None:
        return Line(block, rounded(Fraction(_given(block.value)) * Fraction(effort.hours), table.rounding))
    if block.unit is Unit.PIECE:
        return Line(block, rounded(Fraction(_given(block.value)) * _given(effort.days), table.rounding))
    amount = _given(effort.amount)
    if block.unit is Unit.INVOICE_SHARE:
        share = Fraction(amount) * Fraction(_given(block.value)) / 100
        return Line(block, rounded(share, table.rounding), amount=amount)
    if block.unit is Unit.DAY_AT_MOST:
        most = Fraction(min(amount, _given(block.value) * _given(effort.days)))
        return Line(block, rounded(most, table.rounding), amount=amount)
    return Line(block, rounded(Fraction(amount), table.rounding), amount=amount)


def _remarks(table: ValueTable, block: Block, effort: Effort, wished: Fraction, months: Fraction) -> Iterator[Remark]:
    if not table.full_time_published:
        yield Remark.NORM_ASSUMED
    if Fraction(_given(effort.hours)) > Fraction(table.full_time_hours):
        yield Remark.MORE_THAN_FULL_TIME
    if months < wished:
        yield Remark.LIMITED
    if block.limit is Limit.NOT_SAID:
        yield Remark.LENGTH_NOT_SAID
    if block.limit is Limit.AGREED:
        yield Remark.LENGTH_AGREED


def rounded(exact: Fraction, to: Rounding) -> Decimal:
    """An exact amount as the table rounds it, half up, in euro with two decimals.

    >>> rounded(Fraction(50000) / 3, Rounding.EURO), rounded(Fraction(50000) / 3, Rounding.CENT)
    (Decimal('16667.00'), Decimal('16666.67'))
    """
    if to is Rounding.EURO:
        return Decimal((exact.numerator * 2 + exact.denominator) // (2 * exact.denominator)).quantize(Decimal("0.01"))
    return cents(exact)


def cents(exact: Fraction) -> Decimal:
    """An exact amount as euro with two decimals, half up. Amounts here are never below nothing.

    >>> cents(Fraction(50000) / 3), cents(Fraction(5, 1000))
    (Decimal('16666.67'), Decimal('0.01'))
    """
    return Decimal((exact.numerator * 200 + exact.denominator) // (2 * exact.denominator)).scaleb(-2)


def _given(value: T | None) -> T:
    assert value is not None  # noqa: S101  # _check refused it before
    return value
