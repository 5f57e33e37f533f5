"""What is told about a contribution, and what cannot be. Pure: it knows the contract only as values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from werkbedrijf.foundation.errors import InputRefused, NotFound
from werkbedrijf.sroi import words
from werkbedrijf.sroi.blocks import Kind, blocks_for, bonuses_of, kind_of, label_of
from werkbedrijf.sroi.tables import Unit, ValueTable
from werkbedrijf.sroi.worth import Effort, worth

LONGEST_MARK = 20
# How the arithmetic calls a field, and how the form does.
FIELDS = {"start": "starts_on", "end": "last_day", "bonus": "bonuses", "counted_months": "hours"}


@dataclass(frozen=True, slots=True)
class Told:
    """A contribution as it is claimed. ``hours`` are a week for work over time, and all together for an activity.

    ``with_lks``: loonkostensubsidie ran all the time, where the table lets somebody count longer for that.
    """

    kind: Kind
    starts_on: date
    last_day: date
    block: str | None = None
    hours: Decimal | None = None
    amount: Decimal | None = None
    days: int | None = None
    bonuses: tuple[str, ...] = ()
    worker: str = ""
    note: str = ""
    with_lks: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """Of the contract: the days that count, the last included and those of a repair period too, and its table."""

    first: date
    last: date
    table: ValueTable


@dataclass(frozen=True, slots=True)
class Worked:
    """What a contribution is worth in euro, with the sums as sentences, and how many months of it count."""

    value: Decimal
    sums: list[str]
    months: Fraction | None


def problems_of(told: Told, within: Within, *, telling: bool, on: date) -> Iterator[tuple[str, str]]:
    """What cannot be claimed, by field. ``telling``: whether who claims may choose a block that tells of a person."""
    yield from _problems_of_days(told, within, on)
    if told.hours is not None and told.hours <= 0:
        yield "hours", "Uren zijn meer dan 0."
    if told.amount is not None and told.amount < 0:
        yield "amount", "Een bedrag is nul of meer."
    yield from _problems_of_block(told, within.table, telling=telling)
    yield from _problems_of_more(told, within.table, telling=telling)
    if told.kind.of_person:
        if told.hours is None:
            yield "hours", "Vul in hoeveel uur per week er gewerkt is."
        problem = mark_problem(told.worker)
        if problem:
            yield "worker", problem


def _problems_of_days(told: Told, within: Within, on: date) -> Iterator[tuple[str, str]]:
    if told.last_day < told.starts_on:
        yield "last_day", "De laatste dag ligt voor de eerste dag."
    elif told.starts_on < within.first or told.last_day > within.last:
        yield (
            "starts_on" if told.starts_on < within.first else "last_day",
            f"Dit valt buiten de opdracht. Wat telt, is gedaan van {within.first:%d-%m-%Y} tot en met {within.last:%d-%m-%Y}.",
        )
    elif told.last_day > on:
        yield "last_day", "Alleen wat al gedaan is, telt. Kies vandaag of een eerdere dag."


def _problems_of_block(told: Told, table: ValueTable, *, telling: bool) -> Iterator[tuple[str, str]]:
    open_ones = {one.code for one in blocks_for(table, told.kind, telling=telling)}
    if told.block is None:
        if open_ones and not (telling and told.kind.of_person):
            yield "block", "Kies een bouwblok uit de tabel van deze opdracht."
        elif not blocks_for(table, told.kind, telling=True):
            yield "kind", "De waardetabel van deze opdracht kent dit niet. Kies iets anders."
    elif told.block not in table.blocks or table.blocks[told.block].is_bonus:
        yield "block", f"De tabel van deze opdracht heeft geen bouwblok ‘{told.block[:40]}’. Kies een uit de lijst."
    elif kind_of(told.block) is not told.kind:
        yield "block", f"Dit bouwblok hoort bij iets anders: {kind_of(told.block).words.lower()}."
    elif told.block not in open_ones:
        yield "block", "Dit bouwblok kiest de regiocoördinator, na het zien van een document."


def _problems_of_more(told: Told, table: ValueTable, *, telling: bool) -> Iterator[tuple[str, str]]:
    """What cannot come on top: a bonus that is not in the table, is chosen by somebody else, or has nothing to come on top of."""
    open_ones = {one.code for one in bonuses_of(table, telling=telling)}
    for code in told.bonuses:
        if code not in table.blocks or not table.blocks[code].is_bonus:
            yield "bonuses", f"De tabel van deze opdracht heeft geen bonus ‘{code[:40]}’. Kies een uit de lijst."
        elif code not in open_ones:
            yield "bonuses", f"‘{table.blocks[code].label}’ kiest de regiocoördinator, na het zien van een document."
    if told.bonuses and not told.kind.of_person:
        yield "bonuses", "Een bonus hoort bij een medewerker. Haal haar weg."
    if told.with_lks and not told.kind.of_person:
        yield "with_lks", "Loonkostensubsidie hoort bij een medewerker. Haal het vinkje weg."
    elif told.with_lks and not table.lks_lifts_limit:
        yield "with_lks", "In de tabel van deze opdracht maakt loonkostensubsidie geen verschil. Haal het vinkje weg."


def mark_problem(mark: str) -> str | None:
    """What is wrong with the mark of a worker; it may be no name and no burgerservicenummer.

    >>> mark_problem("P-104") is None, mark_problem("Jan Jansen") is None, mark_problem("123456782") is None
    (True, False, False)
    """
    text = mark.strip()
    if not text:
        return "Geef de medewerker een eigen kenmerk, zoals een personeelsnummer. Geen naam."
    if len(text) > LONGEST_MARK or not re.fullmatch(r"[A-Za-z0-9./-]*\d[A-Za-z0-9./-]*", text):
        return (
            f"Gebruik een kort kenmerk met een cijfer erin, zoals P-104. Geen naam, ten hoogste {LONGEST_MARK} tekens."
        )
    if re.fullmatch(r"\d{8,9}", re.sub(r"[./-]", "", text)):
        return "Dit lijkt op een burgerservicenummer. Gebruik een ander kenmerk."
    return None


def worked_out(told: Told, table: ValueTable, counted_months: Fraction) -> Worked:
    """What it is worth by the table of the contract. Raises InputRefused by field; ``block`` must be known."""
    block = told.block or ""
    try:
        over_time = table.block(block).unit.over_time
        effort = Effort(
            block=block,
            hours=told.hours if over_time or table.block(block).unit in _OF_HOURS else None,
            start=told.starts_on if over_time else None,
            end=told.last_day if over_time else None,
            bonuses=told.bonuses,
            counted_months=counted_months if over_time else Fraction(0),
            amount=told.amount,
            days=told.days,
            with_lks=told.with_lks,
        )
        found = worth(table, effort)
    except NotFound as missing:
        raise InputRefused({"block": missing.sentence}) from missing
    except InputRefused as refused:
        raise InputRefused({FIELDS.get(name, name): said for name, said in refused.problems.items()}) from refused
    sums = [f"{label_of(table, line.block.code)}: {words.written_out(table, effort, line)}" for line in found.lines]
    return Worked(
        found.value,
        [*sums, *(words.remark(table, effort, found, which) for which in found.remarks)],
        found.months,
    )


_OF_HOURS = (Unit.HOUR, Unit.HOUR_OR_COSTS)
