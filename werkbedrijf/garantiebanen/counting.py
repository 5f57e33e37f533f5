"""What counts as a garantiebaan on a day, and how much. Pure: an expert can read it against the law.

Sources: Wfsv art. 38b and 38g, Regeling Wfsv art. 3.27-3.30 (what counts, and where), Participatiewet art. 10b (beschut
werk never counts). The hours per job and per fte come in from outside, with their date.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from employers.vacancies.kinds import RULES, VacancyKind

CENT = Decimal("0.01")


class LeftOut(StrEnum):
    """Why a placement that somebody could expect in the figure is not in it."""

    NOT_STARTED = "nog_niet_gestart"
    LEARNING = "leerwerkplek"
    TRIAL = "proefplaatsing"
    EXPERIENCE = "werkervaringsplek"
    SHELTERED = "beschut_werk"
    NO_CONTRACT = "geen_arbeidscontract"
    WSW_INTERNAL = "wsw_intern"
    NOT_REGISTERED = "niet_in_doelgroepregister"
    NO_HOURS = "uren_ontbreken"
    PAUSED = "onderbroken"
    DOUBLE = "staat_dubbel"

    @property
    def words(self) -> str:
        """The reason in a sentence."""
        return SENTENCES[self]


BY_KIND: Mapping[VacancyKind, LeftOut] = {
    VacancyKind.LEERWERKPLEK: LeftOut.LEARNING,
    VacancyKind.PROEFPLAATSING: LeftOut.TRIAL,
    VacancyKind.WERKERVARINGSPLEK: LeftOut.EXPERIENCE,
    VacancyKind.BESCHUT: LeftOut.SHELTERED,
}
"""The kinds that never count; ``employers.vacancies.kinds`` says why, and a test holds the two together."""

# Read of a day and of a month alike, so never "on this day".
SENTENCES: Mapping[LeftOut, str] = {
    LeftOut.NOT_STARTED: "Niemand heeft gemeld dat het werk is begonnen.",
    **{reason: RULES[kind].why_not for kind, reason in BY_KIND.items()},
    LeftOut.NO_CONTRACT: "Er is geen arbeidscontract.",
    LeftOut.WSW_INTERNAL: "Wsw-werk binnen het sw-bedrijf telt niet mee; alleen werk bij een andere werkgever telt.",
    LeftOut.NOT_REGISTERED: "De persoon staat dan niet in het doelgroepregister.",
    LeftOut.NO_HOURS: "Er zijn dan geen uren vastgelegd.",
    LeftOut.PAUSED: "Het werk is onderbroken: er is geen loon.",
    LeftOut.DOUBLE: "Deze persoon heeft dan nog een plaatsing op dezelfde werkplek. De laatste telt.",
}

INLEEN_FORMS = frozenset({"uitzend", "detachering", "payroll", "wsw_detachering"})
"""The contract forms of hired work: it counts with the sector of who hires (Regeling Wfsv art. 3.30)."""

TO_MEND: frozenset[LeftOut] = frozenset({LeftOut.NOT_STARTED, LeftOut.NOT_REGISTERED, LeftOut.NO_HOURS, LeftOut.DOUBLE})
"""What may be left out because something was not written down; the others never count."""


@dataclass(frozen=True, slots=True)
class Work:
    """One placement as the count sees it on one day. Plain facts: no name, no regeling.

    ``person`` only serves to count a person once. ``gemeente`` is where the work is done. ``hours`` are per week; None when
    no terms hold on the day. ``registered`` says whether the person stands in the doelgroepregister on that day. ``paused``:
    no wage is paid; ``double``: another placement at the same workplace already counts.
    """

    reference: str
    person: int
    gemeente: str
    kind: str
    contract_form: str
    started: bool
    registered: bool
    hours: Decimal | None
    paused: bool = False
    double: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """Persons, jobs and fte side by side; they are never added to one another."""

    persons: int
    hours: Decimal
    jobs: Decimal
    fte: Decimal


@dataclass(frozen=True, slots=True)
class Count:
    """The count of a day: the whole region, per gemeente where the work is, and what was left out."""

    on: date
    hours_per_job: Decimal
    hours_full_time: Decimal
    total: Sum
    by_gemeente: Mapping[str, Sum]
    left_out: Mapping[LeftOut, int]


def why_left_out(work: Work) -> LeftOut | None:
    """The first reason that keeps this placement out of the figure, or None when it counts.

    >>> work = Work("PL-0001", 1, "GM0153", "garantiebaan", "regulier", True, True, Decimal(24))
    >>> why_left_out(work) is None
    True
    """
    of_kind = BY_KIND.get(_KINDS[work.kind])
    if of_kind is not None:
        return of_kind
    return next((reason for holds, reason in _REASONS if holds(work)), None)


_KINDS: Mapping[str, VacancyKind] = {kind.value: kind for kind in VacancyKind}
# In the order in which they are told.
_REASONS: tuple[tuple[Callable[[Work], bool], LeftOut], ...] = (
    (lambda work: work.contract_form == "wsw_intern", LeftOut.WSW_INTERNAL),
    (lambda work: work.contract_form == "geen_arbeidscontract", LeftOut.NO_CONTRACT),
    (lambda work: not work.started, LeftOut.NOT_STARTED),
    (lambda work: not work.registered, LeftOut.NOT_REGISTERED),
    (lambda work: work.paused, LeftOut.PAUSED),
    (lambda work: work.hours is None, LeftOut.NO_HOURS),
    (lambda work: work.double, LeftOut.DOUBLE),
)


def count_on(day: date, works: Iterable[Work], *, hours_per_job: Decimal, hours_full_time: Decimal) -> Count:
    """Count running garantiebanen on a day.

    A job is ``hours_per_job`` hours a week; fewer hours count pro rata and more hours as more than one (Regeling Wfsv art.
    3.28). Rounding happens once, at the end of each sum, half up to two decimals; parts may therefore differ a cent from
    the whole.
    """
    counted: list[Work] = []
    left_out: Counter[LeftOut] = Counter()
    for work in works:
        reason = why_left_out(work)
        if reason is None:
            counted.append(work)
        else:
            left_out[reason] += 1

    def summed(part: Iterable[Work]) -> Sum:
        rows = list(part)
        hours = sum((row.hours for row in rows if row.hours is not None), Decimal(0))
        return Sum(
            persons=len({row.person for row in rows}),
            hours=hours,
            jobs=(hours / hours_per_job).quantize(CENT, ROUND_HALF_UP),
            fte=(hours / hours_full_time).quantize(CENT, ROUND_HALF_UP),
        )

    places = sorted({work.gemeente for work in counted})
    return Count(
        on=day,
        hours_per_job=hours_per_job,
        hours_full_time=hours_full_time,
        total=summed(counted),
        by_gemeente={place: summed(w for w in counted if w.gemeente == place) for place in places},
        left_out={reason: left_out[reason] for reason in LeftOut if left_out[reason]},
    )
