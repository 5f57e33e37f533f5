"""The alderman's page, put together: published figures, their pictures, and the sentences beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sqlalchemy.orm import Session

from werkbedrijf.borders.queries import borders_of, points_of, source_of_borders
from werkbedrijf.borders.tiles import tiled
from werkbedrijf.dashboards import maps, sayings
from werkbedrijf.dashboards.figures import (
    GemeenteLine,
    Picture,
    Point,
    days_ahead,
    line_over_time,
    picture_of,
    shown_points,
    targets_of,
)
from werkbedrijf.dashboards.pictures import BurnUp
from werkbedrijf.fairness.queries import board_on as fairness_on
from werkbedrijf.fairness.sentences import lead as fairness_lead
from werkbedrijf.foundation.facts.regions import Gemeente, gemeente_by_code
from werkbedrijf.indicators.queries import region_cell
from werkbedrijf.outlook.branches import branch_name
from werkbedrijf.outlook.sheet import BRANCH

LASTED: Final = (("een half jaar", "I09"), ("een jaar", "I10"))
"""How long work lasted in words, and the indicator that tells it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A gemeente in the table beside the map, with the number it has on the map."""

    number: int
    line: GemeenteLine
    own: bool


@dataclass(frozen=True, slots=True)
class Aldermans:
    """Everything that the page shows. ``picture`` is None before the first month was published."""

    picture: Picture | None
    stand: str
    line: Sequence[Point]
    drawn: BurnUp
    course: sayings.Course | None
    trust: str
    changed: str
    reasons: Sequence[tuple[str, str]]
    branches: Sequence[tuple[str, int | None]]
    stayed: Sequence[str]
    stayed_until: date | None
    rows: Sequence[Row]
    map: maps.Map | None
    border_source: str
    fair: str | None
    promises: str
    promised_part: int | None


def page_of(session: Session, day: date, own: str | None) -> Aldermans:
    """What an alderman of a gemeente sees of the newest month that ended on or before a day."""
    picture = picture_of(session, day, own)
    line = line_over_time(session, day)
    drawn = burn_up_of(session, picture, line)
    board = fairness_on(session, day)
    told = picture is not None and not picture.total.hidden
    social = region_cell(session, "I17", until=day)
    stayed, stayed_until = _stayed(session, day)
    part = social.value if social else None
    rows = [Row(number, line, line.code == own) for number, line in enumerate(picture.gemeenten, 1)] if picture else []
    return Aldermans(
        picture=picture,
        stand=_stand(picture) if picture else "",
        line=line,
        drawn=drawn,
        course=_course(session, picture) if picture else None,
        trust=_trust(picture),
        changed=sayings.changed(picture.sheet, picture.month.on, picture.month.smallest)
        if picture and picture.outlook
        else "",
        reasons=_reasons(picture) if picture and picture.outlook and told else (),
        branches=_branches(picture) if picture else (),
        stayed=stayed,
        stayed_until=stayed_until,
        rows=rows,
        map=_map(session, picture, rows) if picture and told else None,
        border_source=source_of_borders(session),
        fair=fairness_lead(board) if board else None,
        promises=sayings.promises(part, social.as_of if social else None, social.missing if social else ""),
        promised_part=None if part is None else min(100, int(part.quantize(Decimal(1), ROUND_HALF_UP))),
    )


def _stand(picture: Picture) -> str:
    total, own = picture.total, picture.own
    mine = sayings.Stand(own.name, own.figures.persons, own.figures.jobs, picture.own_before) if own else None
    before = picture.quarter_ago.persons if picture.quarter_ago else None
    region = sayings.Stand("de regio", total.persons, total.jobs, before)
    return sayings.where_we_stand(mine, region, picture.to_target, picture.month.smallest)


def burn_up_of(session: Session, picture: Picture | None, line: Sequence[Point]) -> BurnUp:
    """The past, what is expected and the target, as they are drawn."""
    shown = shown_points(line)
    if picture is None or not shown or shown[-1][0] != picture.month.on:
        return BurnUp(shown, (), targets_of(session, [day for day, _ in shown]))
    ends = days_ahead(picture.month.on, picture.ahead)
    ahead = [(end, each.low, each.expected, each.high) for end, each in zip(ends, picture.ahead, strict=True)]
    return BurnUp(shown, ahead, targets_of(session, [*(day for day, _ in shown), *ends]))


def _course(session: Session, picture: Picture) -> sayings.Course | None:
    targets = targets_of(session, days_ahead(picture.month.on, picture.ahead))
    return sayings.course(picture.ahead, picture.month.on, targets)


def _trust(picture: Picture | None) -> str:
    if picture is None or picture.outlook is None or not picture.ahead:
        return ""
    return sayings.trust(picture.outlook.tries, picture.outlook.held, afterwards=picture.outlook.afterwards)


def _reasons(picture: Picture) -> list[tuple[str, str]]:
    """Three reasons why, each with its heading."""
    sheet, smallest = picture.sheet, picture.month.smallest
    where = " ".join(filter(None, (sayings.branches(sheet), sayings.sectors(sheet))))
    return [
        ("Waar het werk is", where),
        ("Wat er afloopt", sayings.endings(sheet, smallest)),
        ("Wat er aankomt", sayings.pipeline(sheet, smallest)),
    ]


def _branches(picture: Picture) -> list[tuple[str, int | None]]:
    """Every branch with somebody in it, most people first and hidden ones last."""
    parts = picture.sheet.division(BRANCH).items()
    return [
        (branch_name(code), persons)
        for code, persons in sorted(parts, key=lambda part: (part[1] is None, -(part[1] or 0), branch_name(part[0])))
        if persons != 0
    ]


def _stayed(session: Session, day: date) -> tuple[Sequence[str], date | None]:
    """How many found lasting work, by the newest published quarter, and its day."""
    found = [(words, region_cell(session, code, until=day)) for words, code in LASTED]
    said = [sayings.stayed(words, cell.base, cell.value) for words, cell in found if cell is not None]
    return said, next((cell.as_of for _, cell in found if cell is not None), None)


def _map(session: Session, picture: Picture, rows: Sequence[Row]) -> maps.Map:
    told = [maps.Told(row.line.code, row.number, row.line.name, row.line.figures.persons, row.own) for row in rows]
    codes = [each.code for each in told]
    borders = borders_of(session, codes)
    gemeenten = [gemeente_by_code(code) or Gemeente(code, code, "") for code in codes]
    tiles = {} if len(borders) == len(codes) else tiled(codes, points_of(session, gemeenten))
    return maps.map_of(told, borders, tiles, smallest=picture.month.smallest)
