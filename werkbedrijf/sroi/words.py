"""Sums and remarks about them, as a person would write them."""

from decimal import Decimal
from fractions import Fraction

from werkbedrijf.foundation.texts import euro, number
from werkbedrijf.sroi.obligation import NOTHING, Agreed, obligation_of
from werkbedrijf.sroi.tables import Block, Limit, Unit, ValueTable
from werkbedrijf.sroi.worth import Effort, Line, Remark, Worth


def written_out(table: ValueTable, effort: Effort, line: Line) -> str:
    """The sum of one line: ``€ 50.000,00 per jaar × 24/36 × 6/12 = € 16.666,67``."""
    value, unit, worth = euro(line.block.value), line.block.unit, euro(line.worth)
    if line.once:
        return f"één keer {worth}"
    if line.share is not None and line.months is not None:
        if line.block.value is None:
            return f"{unit.words}: {worth}"
        part = "voltijd" if line.share == 1 else f"{number(effort.hours)}/{number(table.full_time_hours)}"
        time = f"{fraction(line.months)} maanden" if unit is Unit.MONTH else f"{fraction(line.months)}/12"
        return f"{value} {unit.words} × {part} × {time} = {worth}"
    return _paid(effort, line)


def _paid(effort: Effort, line: Line) -> str:
    """The sum of what is not counted over time."""
    value, unit, worth = euro(line.block.value), line.block.unit, euro(line.worth)
    if unit is Unit.PIECE:
        return f"{value} × {effort.days} stuks = {worth}"
    if line.amount is None:
        return f"{value} × {number(effort.hours)} uur = {worth}"
    if unit is Unit.INVOICE_SHARE:
        return f"{number(line.block.value)} % van {euro(line.amount)} = {worth}"
    if unit is Unit.DAY_AT_MOST:
        return f"{euro(line.amount)}, maar ten hoogste {value} × {effort.days} dagen: {worth}"
    return f"{unit.words}: {worth}"


def obligation(agreed: Agreed) -> list[str]:
    """How an obligation was worked out, as sentences: ``5 % van € 400.000,00 = € 20.000,00``."""
    owed = obligation_of(agreed)
    if owed.below:
        drop = euro(agreed.threshold or NOTHING)
        return [f"{euro(agreed.total)} ligt onder de drempel van {drop}: geen verplichting"]
    lines = [f"{number(agreed.percentage)} % van {euro(owed.base)} = {euro(owed.before)}"]
    if agreed.rebate:
        lines.append(f"min {number(agreed.rebate)} % korting voor de PSO-trede = {euro(owed.amount)}")
    return lines


def remark(table: ValueTable, effort: Effort, told: Worth, which: Remark) -> str:
    """A remark as a sentence."""
    norm, block = number(table.full_time_hours), told.lines[0].block
    if which is Remark.NORM_ASSUMED:
        return (
            f"De tabel zegt niet hoeveel uur voltijd is. Gerekend is met {norm} uur per week, zoals in "
            f"{table.rules_from} staat."
        )
    if which is Remark.MORE_THAN_FULL_TIME:
        return f"Meer dan {norm} uur per week telt als voltijd. De tabel zegt daar niets over."
    if which is Remark.LIMITED:
        before = f" Al geteld: {fraction(effort.counted_months)}." if effort.counted_months else ""
        return (
            f"Iemand telt hier ten hoogste {block.months} maanden.{before} Van deze {fraction(told.wished)} maanden "
            f"tellen er {fraction(told.months)}."
        )
    if which is Remark.LENGTH_NOT_SAID:
        return "De tabel zegt niet hoe lang iemand telt. Alle maanden zijn geteld."
    return "Dit telt zo lang als met de gemeente is afgesproken."


def block_words(block: Block | None) -> str:
    """What a block is worth, and how long somebody counts."""
    if block is None:
        return "staat er niet in"
    value = number(block.value) if block.unit is Unit.INVOICE_SHARE else euro(block.value)
    paid = block.unit.words if block.value is None else f"{value} {block.unit.words}"
    if not block.unit.over_time:
        return paid
    if not block.pro_rata:
        paid = f"{euro(block.value)}, één keer"
    told = [length(block.limit, block.months)] if block.pro_rata else []
    if block.minimum_hours:
        told.append(f"vanaf {number(block.minimum_hours)} uur per week")
    return f"{paid} ({', '.join(told)})" if told else paid


def length(limit: Limit, months: int | None) -> str:
    """How long somebody counts, in a table."""
    return {
        Limit.MONTHS: f"telt {months} maanden",
        Limit.NONE: "telt onbeperkt",
        Limit.AGREED: "telt de afgesproken tijd",
        Limit.NOT_SAID: "hoe lang staat er niet bij",
    }[limit]


def fraction(exact: Fraction | None) -> str:
    """A number of months, with at most two decimals.

    >>> fraction(Fraction(13, 2)), fraction(Fraction(6)), fraction(Fraction(29, 28))
    ('6,5', '6', '1,04')
    """
    exact = exact or Fraction(0)
    hundredths = (exact.numerator * 200 + exact.denominator) // (2 * exact.denominator)
    return number(Decimal(hundredths) / 100)
