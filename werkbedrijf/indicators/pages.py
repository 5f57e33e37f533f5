"""What the pages of the indicators show."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.facts.regions import Gemeente, gemeenten_of
from werkbedrijf.foundation.region import Region, current_region
from werkbedrijf.garantiebanen.policy import may_see_records
from werkbedrijf.indicators import policy
from werkbedrijf.indicators.definitions import Indicator, Split, indicators
from werkbedrijf.indicators.exporting import FileKind
from werkbedrijf.indicators.forms import FileForm, ValueForm
from werkbedrijf.indicators.imports import COLUMNS, NEEDED
from werkbedrijf.indicators.overview import Line, Overview, overview_on
from werkbedrijf.indicators.publishing import Cell
from werkbedrijf.indicators.quarters import quarter_named
from werkbedrijf.indicators.queries import published_names, values_of
from werkbedrijf.indicators.telling import THEMES, part_words, told, unit_words

QUARTERS_SHOWN = 4
MOST_ENTERED = 40
RECORDS = {
    **dict.fromkeys(("I02", "I03", "I04"), "garantiebanen.records"),
    **dict.fromkeys(("I07", "I08", "I09", "I10"), "placements.index"),
    **dict.fromkeys(("I12", "I13", "I14"), "vacancies.index"),
    "I15": "candidates.index",
}
"""Where the records behind a figure are, for who may see them: only the own ones where they are of people."""
SPLIT_WORDS = {Split.GEMEENTE: "Per gemeente", Split.KIND: "Per soort werk", Split.GROUND: "Per grond in het register"}


def asked_overview(session: Session, args: MultiDict[str, str]) -> Overview | None:
    """The quarter in the address (``periode``), or the newest one published; None before the first."""
    asked = quarter_named(args.get("periode", ""))
    return overview_on(session, asked.last if asked else clock.today())


def gemeenten_here(session: Session) -> Sequence[Gemeente]:
    """The gemeenten of this region."""
    region = current_region(session)
    return gemeenten_of(region.code) if region else ()


def index_page(session: Session, actor: Actor, args: MultiDict[str, str]) -> str:
    """The list of nineteen."""
    return render_template(
        "indicators/index.html",
        overview=asked_overview(session, args),
        themes=THEMES,
        names=_choices(session),
        files=[kind.value for kind in FileKind] if policy.may_take_along(actor) else [],
        may_enter=bool(policy.may_enter(actor)),
        region=current_region(session),
        unit_words=unit_words,
    )


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of a figure over the quarters that are shown, in words."""

    name: str
    told: Sequence[str]


@dataclass(frozen=True, slots=True)
class PartTable:
    """A figure in parts, a column per quarter."""

    title: str
    quarters: Sequence[str]
    rows: Sequence[PartRow]
    total: Sequence[str]


def show_page(session: Session, actor: Actor, indicator: Indicator, args: MultiDict[str, str]) -> str:
    """One indicator."""
    overview = asked_overview(session, args)
    records = RECORDS.get(indicator.code) if may_see_records(actor) else None
    entered = session.scalars(values_of(indicator.code).limit(MOST_ENTERED)).all()
    return render_template(
        "indicators/show.html",
        one=indicator,
        unit=unit_words(indicator.unit, None),
        overview=overview,
        line=overview.lines[indicator.code] if overview else None,
        tables=_tables(overview, indicator, grounds=bool(policy.may_see_grounds(actor))) if overview else [],
        entered=entered,
        part_words=part_words,
        records=records,
        may_enter=bool(policy.may_enter(actor)),
        names=_choices(session),
        region=current_region(session),
    )


def _tables(overview: Overview, one: Indicator, *, grounds: bool) -> list[PartTable]:
    names = list(overview.cells)[-QUARTERS_SHOWN:]
    splits = [by for by in one.splits if grounds or by is not Split.GROUND]
    return [table for by in splits if (table := _table(overview, one, by, names)).rows]


def _table(overview: Overview, one: Indicator, by: Split, names: Sequence[str]) -> PartTable:
    found = {
        (name, cell.split, cell.code): cell
        for name in names
        for cell in overview.cells[name]
        if cell.indicator == one.code
    }
    codes = sorted({code for _, split, code in found if split == by}, key=lambda code: part_words(by, code))
    return PartTable(
        title=SPLIT_WORDS[by],
        quarters=[str(quarter.words) if (quarter := quarter_named(name)) else name for name in names],
        rows=[
            PartRow(part_words(by, code), [_in_words(found.get((name, by.value, code))) for name in names])
            for code in codes
        ],
        total=[_in_words(found.get((name, "regio", ""))) for name in names],
    )


def _in_words(cell: Cell | None) -> str:
    return "–" if cell is None or cell.missing else told(cell)


def _choices(session: Session) -> list[tuple[str, str]]:
    named = ((name, quarter_named(name)) for name in published_names(session))
    return [(name, quarter.words if quarter else name) for name, quarter in named]


def enter_page(indicator: Indicator, form: ValueForm) -> str:
    """The form for a figure or a plan."""
    return render_template("indicators/enter.html", one=indicator, form=form)


def file_page(form: FileForm) -> str:
    """The form for a file of figures."""
    outside = [one for one in indicators().values() if one.is_outside]
    return render_template("indicators/file.html", form=form, columns=COLUMNS, needed=NEEDED, outside=outside)


def paper(overview: Overview, region: Region | None) -> str:
    """All nineteen as a page of paper."""
    lines: dict[str, Line] = dict(overview.lines)
    gemeenten = {
        code: _table(overview, one, Split.GEMEENTE, [str(overview.quarter)]) for code, one in indicators().items()
    }
    return render_template(
        "indicators/paper.html",
        overview=overview,
        lines=lines,
        themes=THEMES,
        by_gemeente={code: table for code, table in gemeenten.items() if table.rows},
        region_name=region.name if region else "",
        is_demo=bool(region and region.is_demo),
        made_on=overview.quarter.last,
    )
