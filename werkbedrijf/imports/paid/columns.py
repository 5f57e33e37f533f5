"""The columns of a file with placements that are for the own partner alone, and what a row says in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from candidates.registration.models import Ground
from matching.placements.rows import LAYOUT as WORK
from werkbedrijf.foundation.spreadsheets.columns import Column, Layout, Problem, Record
from werkbedrijf.foundation.spreadsheets.parsing import choice, day, decimal, whole
from werkbedrijf.wages.actions import percent_problems, wage_problems
from werkbedrijf.wages.models import Method, WageUnit

DAY = timedelta(days=1)
_START = "Leeg betekent: vanaf de eerste werkdag."

LAYOUT = Layout(
    (
        *WORK.columns,
        Column("wage", "Bruto loon", decimal, example="14,99", aliases=("loon", "brutoloon"), help="In euro, zonder vakantiegeld. Alleen wie de kandidaat begeleidt en accountmanagers van jouw organisatie zien het loon."),
        Column("wage_unit", "Loon per", choice(WageUnit), example="uur", help="uur of maand. Nodig bij een bruto loon."),
        Column("wage_from", "Loon vanaf", day, help=_START),
        Column("percent", "Loonwaarde", whole, aliases=("loonwaarde procent",), help="Een heel percentage van het minimumloon, zoals 63. Niemand anders ziet het."),
        Column("method", "Hoe vastgesteld", choice(Method), aliases=("loonwaarde vastgesteld",), help="gemeten of forfait. Nodig bij een loonwaarde."),
        Column("percent_from", "Loonwaarde vanaf", day, help=_START),
        Column("ground", "Grond doelgroepregister", choice(Ground), aliases=("grond",), help="Zoals PW_COLLEGE of PRAKTIJKROUTE. Alleen om te tellen en voor regelingen; matchen kan er niet bij."),
        Column("ground_from", "Grond vanaf", day, help="Nodig bij een grond."),
        Column("ground_until", "Grond tot en met", day, help="Leeg betekent: staat nog in het register."),
    )
)  # fmt: skip

_BELONG = (
    ("wage", "wage_unit", "Hier staat een loon. Vul ook in: per uur of per maand."),
    ("wage_unit", "wage", "Hier staat geen loon, maar wel per wat. Vul het loon in, of laat beide leeg."),
    ("wage_from", "wage", "Hier staat geen loon, maar wel vanaf wanneer. Vul het loon in, of laat beide leeg."),
    ("percent", "method", "Hier staat een loonwaarde. Vul ook in hoe: gemeten of forfait."),
    ("method", "percent", "Hier staat geen loonwaarde, maar wel hoe. Vul het percentage in, of laat beide leeg."),
    ("percent_from", "percent", "Hier staat geen loonwaarde, maar wel vanaf wanneer. Vul beide in, of laat beide leeg."),
    ("ground", "ground_from", "Hier staat een grond. Vul ook in vanaf welke dag."),
    ("ground_from", "ground", "Hier staat geen grond, maar wel vanaf wanneer. Vul beide in, of laat beide leeg."),
    ("ground_until", "ground", "Hier staat geen grond, maar wel tot wanneer. Vul de grond in, of laat beide leeg."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A time in the doelgroepregister; ``ends_on`` is the first day after it, None for somebody who is still in it."""

    ground: Ground
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says of wage, loonwaarde and register: each a value with the day from which it holds, or nothing."""

    wage: tuple[Decimal, WageUnit] | None
    wage_from: date
    worth: tuple[int, Method] | None
    worth_from: date
    entry: Entry | None


def told_by(record: Record) -> Told:
    """What a row without problems says."""
    get, start = record.get, record.get("starts_on")
    until = get("ground_until")
    return Told(
        (get("wage"), get("wage_unit")) if record.has("wage") else None,
        get("wage_from", start),
        (get("percent"), get("method")) if record.has("percent") else None,
        get("percent_from", start),
        Entry(get("ground"), get("ground_from"), until + DAY if until else None) if record.has("ground") else None,
    )


def problems_of(record: Record) -> list[Problem]:
    """What cannot be, whatever else is known: a value without what belongs to it, or out of range."""
    return [*_incomplete(record), *_impossible(record)]


def _incomplete(record: Record) -> Iterator[Problem]:
    for given, needed, words in _BELONG:
        if record.has(given) and not record.has(needed):
            yield Problem(LAYOUT.title(needed), words)


def _impossible(record: Record) -> Iterator[Problem]:
    found: dict[str, str] = {}
    if record.has("wage") and record.has("wage_unit"):
        found |= wage_problems(record.get("wage"), record.get("wage_unit"))
    if record.has("percent"):
        found |= percent_problems(record.get("percent"))
    yield from (Problem(LAYOUT.title(name), words) for name, words in found.items())
    since, until = record.get("ground_from"), record.get("ground_until")
    if since and until and until < since:
        yield Problem(LAYOUT.title("ground_until"), "Deze dag ligt voor de eerste dag in het register.")
