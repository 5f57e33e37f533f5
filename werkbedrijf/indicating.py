"""``werkbedrijf indicators``: the 19 basisindicatoren of a quarter for the operator, with what they were worked out from.

As with ``count`` small groups are not masked here; ``--published`` tells what everybody else sees.
"""

import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

import werkbedrijf.rooms  # noqa: F401 - every room that keeps something
from werkbedrijf.commanding import data_dir_option, json_option, open_database, settings_here, show, spoken
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.foundation.region import current_region
from werkbedrijf.indicators.definitions import Indicator, Split, indicators
from werkbedrijf.indicators.freezing import cells_in
from werkbedrijf.indicators.gathering import facts_of
from werkbedrijf.indicators.measuring import Measured, measured, split
from werkbedrijf.indicators.models import Entered, IndicatorValue
from werkbedrijf.indicators.publishing import GEMEENTE, REGION, Cell
from werkbedrijf.indicators.quarters import Quarter, quarter_named, quarter_of
from werkbedrijf.indicators.queries import find_published, newest_values
from werkbedrijf.indicators.records import Facts

EXIT_TYPED = 2
OWN = "Eigen registratie"
Told = dict[str, Any]


@click.command(name="indicators")
@data_dir_option
@json_option
@click.option("--period", required=True, help="Het kwartaal, zoals 2026Q3.")
@click.option("--published", is_flag=True, help="Alleen wat is gepubliceerd: afgerond, met kleine groepen verborgen.")
@spoken
def indicators_(data_dir: Path | None, as_json: bool, period: str, published: bool) -> None:
    """Toon de 19 basisindicatoren van een kwartaal, per gemeente en voor de regio.

    Zonder --published zijn kleine groepen niet verborgen: dit is voor de beheerder van de dienst.
    """
    quarter = quarter_named(period)
    today = clock.today()
    if quarter is None:
        click.echo(f"‘{period}’ is geen kwartaal. Schrijf bijvoorbeeld {quarter_of(today)}.", err=True)
        sys.exit(EXIT_TYPED)
    if quarter.first > today:
        click.echo(f"Het {quarter.words} is nog niet begonnen.", err=True)
        sys.exit(EXIT_TYPED)
    with open_database(settings_here(data_dir)).reading(at=clock.now()) as session:
        answer = _published(session, quarter) if published else _worked_out(session, quarter, today)
    show(answer, as_json=as_json, lines=list(_lines(answer, quarter)))


def _head(session: Session, quarter: Quarter, as_of: date, *, masked: bool) -> Told:
    region = current_region(session)
    return {
        "period": str(quarter),
        "from": quarter.first.isoformat(),
        "until": quarter.last.isoformat(),
        "as_of": as_of.isoformat(),
        "region": region.name if region else "",
        "masked": masked,
    }


def _worked_out(session: Session, quarter: Quarter, today: date) -> Told:
    facts = facts_of(session, quarter, on=today)
    entered = newest_values(session, Entered.FIGURE, until=facts.on)
    told = [_told(indicator, facts, entered) for indicator in indicators().values()]
    return {**_head(session, quarter, facts.on, masked=False), "indicators": told}


def _about(indicator: Indicator) -> Told:
    return {
        "code": indicator.code,
        "name": indicator.name,
        "unit": indicator.unit,
        "status": indicator.status.value,
        "definition": {"numerator": indicator.numerator, "denominator": indicator.denominator or None},
        "source": indicator.source,
    }


def _told(indicator: Indicator, facts: Facts, entered: Mapping[tuple[str, str], IndicatorValue]) -> Told:
    about = _about(indicator)
    if indicator.is_outside:
        found = {key[1]: row for key, row in entered.items() if key[0] == indicator.code}
        parts = [_place(code) | _outside(row, indicator) for code, row in sorted(found.items()) if code]
        return about | _outside(found.get(""), indicator) | {"by_gemeente": parts}
    answer = about | _values(measured(indicator.code, facts), facts)
    for by in indicator.splits:
        of_parts = split(indicator.code, facts, by).items()
        answer[f"by_{_KEYS[by]}"] = [
            (_place(code) if by is Split.GEMEENTE else {_KEYS[by]: code}) | _values(one, facts)
            for code, one in of_parts
        ]
    return answer


_KEYS = {Split.GEMEENTE: "gemeente", Split.KIND: "kind", Split.GROUND: "ground"}


def _place(code: str) -> Told:
    known = gemeente_by_code(code)
    return {"code": code, "gemeente": known.name if known else code}


def _values(one: Measured, facts: Facts) -> Told:
    return {
        "value": _text(one.value),
        "numerator": _text(one.numerator),
        "denominator": _text(one.denominator),
        "period": str(facts.quarter),
        "as_of": (one.on or facts.on).isoformat(),
        "label": OWN,
        "left_out": str(one.left_out),
        "missing": one.missing or None,
    }


def _outside(row: IndicatorValue | None, indicator: Indicator) -> Told:
    if row is None:
        empty = dict.fromkeys(("value", "numerator", "denominator", "period", "as_of", "label", "left_out"))
        return {**empty, "missing": indicator.get}
    return {
        "value": _text(row.value),
        "numerator": _text(row.numerator),
        "denominator": _text(row.denominator),
        "period": row.period,
        "as_of": row.as_of.isoformat(),
        "label": row.label,
        "entered_source": row.source,
        "left_out": None,
        "missing": None,
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _published(session: Session, quarter: Quarter) -> Told:
    row = find_published(session, str(quarter))
    if row is None:
        raise DomainError(f"Het {quarter.words} is nog niet gepubliceerd. Dat gebeurt in de nacht na het einde.")
    cells = list(cells_in(row))
    entered = newest_values(session, Entered.FIGURE, until=quarter.last)
    told = []
    for indicator in indicators().values():
        about = _about(indicator)
        if indicator.is_outside:
            told.append(about | _outside(entered.get((indicator.code, "")), indicator))
            continue
        own = [cell for cell in cells if cell.indicator == indicator.code]
        total = next((cell for cell in own if cell.split == REGION), None)
        answer: Told = about | (_cell(total, quarter) if total else {"value": None, "missing": indicator.get})
        for by in indicator.splits:
            parts = [cell for cell in own if cell.split == by.value]
            name = _KEYS[by]
            answer[f"by_{name}"] = [
                (_place(cell.code) if cell.split == GEMEENTE else {name: cell.code}) | _cell(cell, quarter)
                for cell in parts
            ]
        told.append(answer)
    return {**_head(session, quarter, quarter.last, masked=True), "indicators": told}


def _cell(cell: Cell, quarter: Quarter) -> Told:
    return {
        "value": _text(cell.value),
        "base": None if cell.base is None else str(cell.base),
        "period": str(quarter),
        "as_of": cell.as_of.isoformat(),
        "label": OWN,
        "hidden": cell.hidden,
        "left_out": None if cell.left_out is None else str(cell.left_out),
        "missing": cell.missing or None,
    }


def _lines(answer: Told, quarter: Quarter) -> list[str]:
    lines = [f"Basisindicatoren van het {quarter.words}, stand op {answer['as_of']}"]
    for one in answer["indicators"]:
        value = one["value"] if one["value"] is not None else "geen cijfer" if one.get("missing") else "niet getoond"
        lines.append(f"{one['code']}  {one['name']}: {value}{' ' + one['unit'] if one['value'] is not None else ''}")
    return lines
