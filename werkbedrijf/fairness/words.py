"""What the figures are called on a page, and the sentence that each of them makes. Pure."""

from typing import Final

from werkbedrijf.fairness.board import Beside
from werkbedrijf.fairness.masking import How, Shown
from werkbedrijf.fairness.measures import Level, Limits
from werkbedrijf.foundation.told_shares import EDGES

PEOPLE: Final = {
    "participatiewet": "mensen in de Participatiewet",
    "wajong": "mensen met een Wajong",
    "wsw": "mensen in de Wsw",
}
SHORT: Final = {"participatiewet": "Participatiewet", "wajong": "Wajong", "wsw": "Wsw"}
LEVELS: Final = {
    Level.FINE: ("goed", "geen opvallend verschil"),
    Level.REPORT: ("let_op", "verschil om naar te kijken"),
    Level.ALARM: ("fout", "alarm"),
    Level.TOO_FEW: ("rustig", "te weinig mensen om iets te zeggen"),
}
"""Per level the kind of badge, and what it says."""
BANDS: Final = {
    "tot_1": "korter dan een maand",
    "tot_3": "1 tot 3 maanden",
    "tot_6": "3 tot 6 maanden",
    "tot_12": "6 tot 12 maanden",
    "langer": "langer dan een jaar",
}
HIDDEN: Final = "niet getoond"


def people(label: str) -> str:
    """The people of a group, as they stand in a sentence."""
    return PEOPLE.get(label, f"mensen in groep {label}")


def short(label: str) -> str:
    """The group in a word."""
    return SHORT.get(label, label)


def of_hundred(shown: Shown | None) -> str:
    """A share as it may be seen, in a table.

    >>> of_hundred(Shown(How.TOLD, 100, 60)), of_hundred(Shown(How.TOLD, 100, 85, 1)), of_hundred(Shown(How.ABOVE, 200, 95))
    ('60', '85 of meer', 'meer dan 95')
    >>> of_hundred(None)
    'niet getoond'
    """
    if shown is None or shown.per_hundred is None:
        return HIDDEN
    before = {How.ABOVE: "meer dan ", How.BELOW: "minder dan "}.get(shown.how, "")
    return f"{before}{shown.per_hundred}{EDGES[shown.edge]}"


def about_hundred(shown: Shown | None) -> str:
    """The same in a sentence.

    >>> about_hundred(Shown(How.TOLD, 100, 60, half=2.5)), about_hundred(Shown(How.TOLD, 100, 100)), about_hundred(Shown(How.TOLD, 100, 85, 1, 2.5))
    ('ongeveer 60', '100', '85 of meer')
    """
    rounded = shown is not None and shown.how is How.TOLD and shown.half and not shown.edge
    return f"ongeveer {of_hundred(shown)}" if rounded else of_hundred(shown)


def sentence(label: str, shown: Shown, region: Shown | None) -> str:
    """One group in one sentence, with the region beside it.

    >>> sentence("wajong", Shown(How.TOLD, 100, 60, half=2.5), Shown(How.TOLD, 500, 58, half=1))
    'Van elke 100 mensen met een Wajong die een plek aankunnen, kregen er ongeveer 60 een voorstel; regio: ongeveer 58.'
    """
    if shown.per_hundred is None:
        return (
            f"Hoeveel {people(label)} een voorstel kregen, staat hier niet: het getal zou over te weinig mensen gaan."
        )
    beside = f"; regio: {about_hundred(region)}" if region and region.per_hundred is not None else ""
    return (
        f"Van elke 100 {people(label)} die een plek aankunnen, kregen er {about_hundred(shown)} een voorstel{beside}."
    )


def beside_best(beside: Beside | None, limits: Limits) -> str:
    """How a group lies to the best served one, in a table.

    >>> [beside_best(one, Limits()) for one in (*Beside, None)]
    ['best bediende groep', '90 procent of meer', '80 tot 90 procent', 'minder dan 80 procent', '–']
    """
    report, alarm = round(100 * limits.report), round(100 * limits.alarm)
    if beside is None:
        return "–"
    return {
        Beside.BEST: "best bediende groep",
        Beside.NEAR: f"{report} procent of meer",
        Beside.REPORT: f"{alarm} tot {report} procent",
        Beside.ALARM: f"minder dan {alarm} procent",
    }[beside]


def noticed(per_hundred: int | None) -> str:
    """Which difference would have been noticed."""
    if per_hundred is None:
        return "Met zo weinig mensen valt geen enkel verschil op."
    return f"Bij zoveel mensen valt een verschil op vanaf {per_hundred} van elke 100."


def scored_apart(mean: float | None, margin: float | None) -> str:
    """How far first answers lie from second ones, in levels.

    >>> scored_apart(-0.314, 0.1), scored_apart(0.04, 0.12), scored_apart(None, None)
    ('0,31 niveau lager (marge 0,10)', 'geen verschil van betekenis (marge 0,12)', 'niet getoond')
    """
    if mean is None or margin is None:
        return HIDDEN
    sure = f"(marge {_levels(margin)})"
    if abs(mean) <= margin:
        return f"geen verschil van betekenis {sure}"
    return f"{_levels(mean)} niveau {'lager' if mean < 0 else 'hoger'} {sure}"


def _levels(many: float) -> str:
    return f"{abs(many):.2f}".replace(".", ",")
