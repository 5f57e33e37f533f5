"""From what is known of a placement to stretches of time in which nothing changes. Pure.

A placement has hours per period, its person stands in the doelgroepregister per period, and the employer where the work is
done falls under markt or overheid per period. Cut at every day on which one of them changes, what is left can be counted by
multiplying. What `terms` learn to tell per period (a contract form, an interruption) comes in through `Term` and `pauses`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from werkbedrijf.garantiebanen.counting import LeftOut, Work, why_left_out


@dataclass(frozen=True, slots=True)
class Span:
    """A period, half-open: `until` is the first day that is no longer in it."""

    first: date
    until: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until - self.first).days


@dataclass(frozen=True, slots=True)
class Term:
    """Hours a week from a day up to and not including another, and the contract form if that differs from the placement's."""

    first: date
    until: date | None
    hours: Decimal
    contract_form: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A time in the doelgroepregister, with its ground."""

    first: date
    until: date | None
    ground: str


@dataclass(frozen=True, slots=True)
class Placed:
    """What is known of one placement. `place` and `employer` are of where the work is done: the inlener.

    `pauses` are periods in which no wage is paid. `entries` are of the person, `sectors` of the inlener, each from a day on.
    """

    reference: str
    person: int
    place: int
    gemeente: str
    kind: str
    contract_form: str
    started: bool
    starts_on: date
    ended_on: date | None
    terms: Sequence[Term]
    entries: Sequence[Entry]
    sectors: Sequence[tuple[date, str]]
    sector: str
    branch: str = ""
    pauses: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one placement on which everything is the same. `ground` is empty where the person is in no register."""

    span: Span
    work: Work
    place: int
    starts_on: date
    sector: str
    branch: str
    ground: str

    @property
    def reason(self) -> LeftOut | None:
        """Why it does not count, or None."""
        return why_left_out(self.work)

    @property
    def hour_days(self) -> Decimal:
        """Hours a week times days; nothing where no hours are known."""
        return (self.work.hours or Decimal(0)) * self.span.days


def day_span(day: date) -> Span:
    """One day."""
    return Span(day, day + timedelta(days=1))


def month_span(month: date) -> Span:
    """The whole month of a day.

    >>> month_span(date(2028, 2, 10)).days
    29
    """
    first = month.replace(day=1)
    return Span(first, (first + timedelta(days=31)).replace(day=1))


def stretches_of(placements: Iterable[Placed], span: Span) -> list[Stretch]:
    """All placements cut within a span; work that stands twice at one place is kept once. The order of rows tells nothing."""
    return once_per_place(piece for placed in placements for piece in _cut(placed, span))


def _cut(placed: Placed, span: Span) -> Iterator[Stretch]:
    first = max(placed.starts_on, span.first)
    until = min(placed.ended_on or span.until, span.until)
    if first >= until:
        return
    days = {first, until}
    periods: list[Term | Entry | Span] = [*placed.terms, *placed.entries, *placed.pauses]
    for period in periods:
        days.update((period.first, period.until or until))
    days.update(valid_from for valid_from, _ in placed.sectors)
    for start, end in pairwise(sorted(day for day in days if first <= day <= until)):
        yield _piece(placed, Span(start, end))


def _piece(placed: Placed, span: Span) -> Stretch:
    day = span.first
    # Rows that hold at once would count hours twice: the one that began last says what is so.
    term = max((t for t in placed.terms if _holds(t, day)), key=lambda t: (t.first, t.hours), default=None)
    entry = max((e for e in placed.entries if _holds(e, day)), key=lambda e: (e.first, e.ground), default=None)
    work = Work(
        reference=placed.reference,
        person=placed.person,
        gemeente=placed.gemeente,
        kind=placed.kind,
        contract_form=(term.contract_form if term else "") or placed.contract_form,
        started=placed.started,
        registered=entry is not None,
        hours=term.hours if term else None,
        paused=any(pause.first <= day < pause.until for pause in placed.pauses),
    )
    ground = entry.ground if entry else ""
    return Stretch(span, work, placed.place, placed.starts_on, sector_of(placed, day), placed.branch, ground)


def _holds(row: Term | Entry, day: date) -> bool:
    return row.first <= day and (row.until is None or row.until > day)


def sector_of(placed: Placed, day: date) -> str:
    """The sector of the inlener on a day; days before the first row are as that row."""
    if not placed.sectors:
        return placed.sector
    if len(placed.sectors) == 1:
        return placed.sectors[0][1]
    known = sorted(placed.sectors)
    return next((sector for valid_from, sector in reversed(known) if valid_from <= day), known[0][1])


def once_per_place(pieces: Iterable[Stretch]) -> list[Stretch]:
    """Work of one person that two placements at one workplace both tell of counts once: by the one that began last."""
    all_of: defaultdict[tuple[int, int], list[Stretch]] = defaultdict(list)
    for piece in pieces:
        all_of[piece.work.person, piece.place].append(piece)
    kept = [piece for group in all_of.values() for piece in _without_doubles(group)]
    return sorted(kept, key=lambda piece: (piece.work.reference, piece.work.person, piece.span.first))


def _without_doubles(group: list[Stretch]) -> Iterator[Stretch]:
    if len({piece.work.reference for piece in group}) < 2:
        yield from group
        return
    counts = [piece for piece in group if piece.reason is None]
    yield from (piece for piece in group if piece.reason is not None)
    days = sorted({day for piece in counts for day in (piece.span.first, piece.span.until)})
    for first, until in pairwise(days):
        here = [piece for piece in counts if piece.span.first <= first and until <= piece.span.until]
        last = max(here, key=lambda piece: (piece.starts_on, piece.work.reference), default=None)
        for piece in here:
            work = piece.work if piece is last else replace(piece.work, double=True)
            yield replace(piece, span=Span(first, until), work=work)


def by_person(rows: Iterable[tuple[int, Entry]]) -> Mapping[int, tuple[Entry, ...]]:
    """The entries of each person."""
    found: defaultdict[int, list[Entry]] = defaultdict(list)
    for person, entry in rows:
        found[person].append(entry)
    return {person: tuple(entries) for person, entries in found.items()}
