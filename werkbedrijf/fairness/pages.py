"""Rows of the pages, made from reports. Only what may be seen is in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.scoring.queries import double_scoring_differences
from werkbedrijf.fairness.board import Board, board_of
from werkbedrijf.fairness.measures import Limits
from werkbedrijf.fairness.models import FairnessReport
from werkbedrijf.fairness.pictures import Point
from werkbedrijf.fairness.result import Measures
from werkbedrijf.fairness.words import BANDS, HIDDEN, scored_apart, short
from werkbedrijf.foundation.actors import Organisation
from werkbedrijf.foundation.doubt import in_tens, protected
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.suppression import hidden_parts


@dataclass(frozen=True, slots=True)
class Band:
    """How many people wait so long, in tens; None where it may not be told."""

    words: str
    people: int | None


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation and the part of the levels nobody filled in, in percent with its margin; None where too few people."""

    name: str
    percent: int | None
    margin: int | None


def waiting_bands(board: Board) -> list[Band]:
    """The waiting times in tens, with so much hidden that the number registered in the region gives none of them back.

    Exact ones would tell, from one month to the next, of the one person who came or was put forward in between.
    """
    people = {band: board.measures.waiting.get(band, 0) for band in BANDS}
    (found,) = protected(sum(people.values()), [people], smallest=board.smallest)
    hidden = {band for band, number in people.items() if number} if found is None else found
    return [Band(words, None if band in hidden else in_tens(people[band])) for band, words in BANDS.items()]


def organisation_lines(session: Session, report: FairnessReport, day: date) -> list[OrganisationLine]:
    """Per organisation which part of the levels is unknown."""
    smallest = whole_number_on(session, Parameter.SMALL_CELL, day)
    found = Measures.from_dict(report.measures).unknown
    names = {id_: name for id_, name in session.execute(select(Organisation.id, Organisation.name))}
    hidden = hidden_parts({one.organisation: one.people for one in found}, smallest=smallest)
    lines = [
        OrganisationLine(
            name=names.get(one.organisation, "een organisatie die er niet meer is"),
            percent=None if one.organisation in hidden else round(100 * one.share),
            margin=None if one.organisation in hidden else max(1, round(100 * one.margin)),
        )
        for one in found
    ]
    return sorted(lines, key=lambda line: line.name)


@dataclass(frozen=True, slots=True)
class ScoringLine:
    """How answers about the same people differ: ``words`` says it with its margin. None people where it may not be told."""

    name: str
    instrument: str
    people: int | None
    words: str


def scoring_lines(session: Session, day: date) -> list[ScoringLine]:
    """Per organisation and way of finding levels how its answers differ from second ones; few people are not told of."""
    smallest, found = whole_number_on(session, Parameter.SMALL_CELL, day), double_scoring_differences(session)
    if not found:
        return []
    names = {id_: name for id_, name in session.execute(select(Organisation.id, Organisation.name))}
    lines = [
        ScoringLine(
            name=names.get(one.organisation_id, "een organisatie die er niet meer is"),
            instrument=one.instrument.words if one.instrument else "Niet gezegd",
            people=one.people if one.people >= smallest else None,
            words=scored_apart(one.mean, one.margin) if one.people >= smallest else HIDDEN,
        )
        for one in found
    ]
    return sorted(lines, key=lambda line: (line.name, line.instrument))


def month_points(reports: Sequence[FairnessReport], limits: Limits, smallest: int) -> list[Point]:
    """Per month and group the share that may be seen, for the line over time."""
    points = []
    for report in reports:
        board = board_of(Measures.from_dict(report.measures), limits, smallest)
        month = report.day.replace(day=1).isoformat()
        points += [(short(line.label), month, line.shown.per_hundred or 0) for line in board.lines if line.is_told]
    return sorted(points, key=lambda point: (point[0], point[1]))
