"""When learning is refused: eleven rules that must all hold, each with its number, what it needs, and a sentence.

Below them the fixed weights stay, and the page says so. A rule that cannot be measured yet does not hold. The numbers about
groups come in as numbers alone; which groups there are is not known here. Source: matching.md 4.2, 4.3.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

OUTCOMES: Final = 800
OF_EACH_KIND: Final = 200
PER_GROUP: Final = 50
SLOPE: Final = (0.8, 1.25)
MOST_TRACE: Final = 0.55
MOST_SHIFT: Final = 0.05
MOST_DEVIATION: Final = 2.4
"""In standard errors: one chance in twenty over three groups together."""
LEAST_COVERAGE: Final = 0.9
MONTHS: Final = 12
"""How long an acceptance holds."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was measured. None is not measured, for want of outcomes, groups or places.

    `gain_low`: 5th percentile of the gain in log-loss over the fixed fit. `trace`: how well the group can be told from what
    the four facts leave unexplained of a chance (AUC). `shift`: the largest relative change of a group's part of the lists.
    `deviation`: the largest gap of a group between what was expected at its fit and what came, in standard errors.
    `coverage`: least over most, of the parts of the groups that get a voordracht. `trial`: gain in the invented regions.
    """

    outcomes: int
    stopped: int
    lasted: int
    smallest_group: int | None = None
    gain_low: float | None = None
    slope: float | None = None
    trace: float | None = None
    shift: float | None = None
    deviation: float | None = None
    coverage: float | None = None
    trial: float | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One rule about one attempt: whether it holds, the number, what is needed, and that in a sentence."""

    code: str
    title: str
    holds: bool
    number: float | None
    needed: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    title: str
    needed: str
    number: Callable[[Evidence], float | None]
    holds: Callable[[float], bool]
    says: Callable[[float], str]
    decimals: int = 2


def _whole(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".")


def _dutch(value: float, decimals: int = 2) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


COUNTED: Final[Mapping[str, tuple[str, str, int]]] = {
    "uitkomsten": ("uitkomst", "uitkomsten", OUTCOMES),
    "gestopt": (
        "plaatsing die binnen een half jaar stopte",
        "plaatsingen die binnen een half jaar stopten",
        OF_EACH_KIND,
    ),
    "gebleven": ("plaatsing die een half jaar bleef", "plaatsingen die een half jaar bleven", OF_EACH_KIND),
    "groepen": ("uitkomst in de kleinste groep", "uitkomsten in de kleinste groep", PER_GROUP),
}
"""Per rule that counts what it counts, one and more of it, and how many are needed."""


def about(code: str, number: float, step: int) -> str:
    """What a rule that counts found, in steps. It never rounds across what is needed.

    >>> about("uitkomsten", 37, 10), about("uitkomsten", 797, 10)
    ('Er zijn ongeveer 40 uitkomsten; er ontbreken er nog ongeveer 760.', 'Er zijn ongeveer 790 uitkomsten; er ontbreken er nog ongeveer 10.')
    """
    _, many, needed = COUNTED[code]
    told = int(number + step / 2) // step * step
    told = max(told, needed) if number >= needed else min(told, needed - step)
    missing = needed - told
    rest = ": genoeg." if missing <= 0 else f"; er ontbreken er nog ongeveer {_whole(missing)}."
    return f"Er zijn ongeveer {_whole(told)} {many}{rest}"


def _count(code: str) -> Callable[[float], str]:
    one, many, needed = COUNTED[code]

    def says(value: float) -> str:
        missing = needed - value
        found = f"Er {'is' if value == 1 else 'zijn'} {_whole(value)} {one if value == 1 else many}"
        return f"{found}: genoeg." if missing <= 0 else f"{found}; er ontbreken er nog {_whole(missing)}."

    return says


RULES: Final[tuple[_Rule, ...]] = (
    _Rule(
        "uitkomsten",
        "Genoeg uitkomsten",
        f"vanaf {OUTCOMES}",
        lambda e: e.outcomes,
        lambda v: v >= OUTCOMES,
        _count("uitkomsten"),
    ),
    _Rule(
        "gestopt",
        "Genoeg plaatsingen die stopten",
        f"vanaf {OF_EACH_KIND}",
        lambda e: e.stopped,
        lambda v: v >= OF_EACH_KIND,
        _count("gestopt"),
    ),
    _Rule(
        "gebleven",
        "Genoeg plaatsingen die bleven",
        f"vanaf {OF_EACH_KIND}",
        lambda e: e.lasted,
        lambda v: v >= OF_EACH_KIND,
        _count("gebleven"),
    ),
    _Rule(
        "groepen",
        "Genoeg uitkomsten per groep",
        f"vanaf {PER_GROUP} in elke groep",
        lambda e: e.smallest_group,
        lambda v: v >= PER_GROUP,
        _count("groepen"),
    ),
    _Rule(
        "beter",
        "Beter dan de vaste gewichten",
        "meer dan 0, ook als het tegenzit",
        lambda e: e.gain_low,
        lambda v: v > 0,
        lambda v: (
            f"De winst bij werkgevers die nog niet meetelden is ten minste {_dutch(v, 4)}."
            if v > 0
            else f"De winst is niet te bewijzen: als het tegenzit {_dutch(v, 4)}."
        ),
    ),
    _Rule(
        "ijking",
        "Kansen die kloppen",
        "een helling van 0,8 tot 1,25",
        lambda e: e.slope,
        lambda v: SLOPE[0] <= v <= SLOPE[1],
        lambda v: f"De helling tussen verwacht en gebleven is {_dutch(v)}{_slope_words(v)}.",
    ),
    _Rule(
        "spoor",
        "Geen spoor van een groep",
        "ten hoogste 0,55",
        lambda e: e.trace,
        lambda v: v <= MOST_TRACE,
        lambda v: (
            f"Uit wat de vier feiten niet verklaren is een groep te raden met {_dutch(v, 3)}; 0,5 is puur gokken."
        ),
    ),
    _Rule(
        "aandeel",
        "Elke groep houdt haar aandeel",
        "een verschil van ten hoogste 5 %",
        lambda e: e.shift,
        lambda v: v <= MOST_SHIFT,
        lambda v: f"Het aandeel van een groep in de lijsten verandert ten hoogste {_dutch(100 * v, 1)} %.",
    ),
    _Rule(
        "groepsijking",
        "Elke groep krijgt kansen die kloppen",
        f"ten hoogste {_dutch(MOST_DEVIATION, 1)} keer de standaardfout",
        lambda e: e.deviation,
        lambda v: v <= MOST_DEVIATION,
        lambda v: f"Bij gelijk passen wijkt een groep ten hoogste {_dutch(v, 1)} keer de standaardfout af.",
    ),
    _Rule(
        "dekking",
        "Elke groep krijgt even vaak een voordracht",
        "vanaf 0,90",
        lambda e: e.coverage,
        lambda v: v >= LEAST_COVERAGE,
        lambda v: (
            f"Na het verdelen krijgt de groep die het minst krijgt {_dutch(v)} van wat de groep krijgt die het meest krijgt."
        ),
    ),
    _Rule(
        "proef",
        "Niet slechter in verzonnen regio’s",
        "0 of meer",
        lambda e: e.trial,
        lambda v: v >= 0,
        lambda v: f"In verzonnen regio’s blijven van elke 1.000 mensen op de lijsten er {_more(1000 * v)}.",
    ),
)


def _slope_words(value: float) -> str:
    if value < SLOPE[0]:
        return ": de kansen zijn te stellig"
    return ": de kansen zijn te voorzichtig" if value > SLOPE[1] else ""


def _more(people: float) -> str:
    return f"{_dutch(abs(people), 1)} {'minder' if people < 0 else 'meer'} dan met de vaste gewichten"


def judged(evidence: Evidence) -> tuple[Judged, ...]:
    """Every rule about what was measured.

    >>> [rule.code for rule in judged(Evidence(outcomes=900, stopped=300, lasted=600)) if rule.holds]
    ['uitkomsten', 'gestopt', 'gebleven']
    """
    return tuple(_judged(rule, rule.number(evidence)) for rule in RULES)


def _judged(rule: _Rule, number: float | None) -> Judged:
    if number is None:
        return Judged(
            rule.code, rule.title, holds=False, number=None, needed=rule.needed, sentence="Nog niet te meten."
        )
    return Judged(rule.code, rule.title, rule.holds(number), float(number), rule.needed, rule.says(number))


def accepted(rules: Sequence[Judged]) -> bool:
    """Whether every rule holds."""
    return len(rules) == len(RULES) and all(rule.holds for rule in rules)


def valid_until(on: date) -> date:
    """The first day on which an acceptance of this day no longer holds: twelve months later.

    >>> valid_until(date(2028, 2, 29))
    datetime.date(2029, 3, 1)
    """
    year = on.year + MONTHS // 12
    try:
        return on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
