"""An attempt as a page shows it: counts in tens and small ones hidden, numbers in Dutch, weights in words.

Every month there is a new one. With exact counts the next would tell that one more stopped, and who that was is soon guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from matching.core.learning_rules import COUNTED, OUTCOMES, about
from werkbedrijf.foundation.doubt import STEP, in_tens, protected
from werkbedrijf.foundation.suppression import is_small
from werkbedrijf.foundation.texts import number
from werkbedrijf.foundation.told_shares import EDGES, coarseness, edge_of, told_share
from werkbedrijf.learning.models import LearningAttempt

FACTS: Final[Mapping[str, tuple[str, str]]] = {
    "fit": ("Hoeveel van het werk iemand kan", "Het deel van wat de plek vraagt, over alle taken samen."),
    "geo": (
        "Hoe gelijkmatig dat is",
        "Van alles een beetje minder weegt hier minder dan één ding dat bijna ontbreekt.",
    ),
    "worst": ("Wat het meest ontbreekt", "Het onderdeel dat het verst onder het gevraagde ligt."),
    "travel": ("De reis", "De reistijd naast wat iemand zelf ten hoogste wil reizen. Een langere reis telt af."),
}
MEANINGS: Final[Mapping[str, str]] = {
    "uitkomsten": "Met minder is een verschil niet van toeval te onderscheiden.",
    "gestopt": "Alleen van wat bleef, leer je niet wat stopte.",
    "gebleven": "Alleen van wat stopte, leer je niet wat bleef.",
    "groepen": "Anders is niet te zien of een groep anders wordt behandeld.",
    "beter": "De verwachting moet beter kloppen bij werkgevers van wie niet geleerd is.",
    "ijking": "Van mensen met een kans van 70 op de 100 blijven er ook ongeveer 70. Bij helling 1 klopt dat precies.",
    "spoor": "De verwachting mag niets verraden over de regeling waar iemand onder valt.",
    "aandeel": "Elke regeling staat even vaak boven aan de lijsten als met de vaste gewichten.",
    "groepsijking": "Mensen met dezelfde kans blijven even vaak, onder welke regeling zij ook vallen.",
    "dekking": "Wie een plek aankan, komt onder elke regeling ongeveer even vaak op een lijst.",
    "proef": "Een laatste proef op mensen en plekken die niet bestaan, elke maand andere.",
}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule on the checklist."""

    title: str
    meaning: str
    holds: bool
    needed: str
    sentence: str


@dataclass(frozen=True, slots=True)
class WeightLine:
    """One fact with what it weighs, in whole percents of all weights together."""

    title: str
    meaning: str
    percent: int


@dataclass(frozen=True, slots=True)
class BinLine:
    """Placements with about the same chance, in tens: expected and stayed of every 100. None where too few stayed or stopped."""

    many: int
    expected: int
    came: int | None
    edge: int = 0

    @property
    def words(self) -> str:
        """How many stayed of every 100, as it may be told."""
        return "niet getoond" if self.came is None else f"{self.came}{EDGES[self.edge]}"


@dataclass(frozen=True, slots=True)
class AttemptPage:
    """One attempt, ready to be shown."""

    attempt: LearningAttempt
    outcomes: str
    rules: list[RuleLine]
    weights: list[WeightLine]
    bins: list[BinLine]
    left_out: str

    @property
    def held(self) -> int:
        """How many rules hold."""
        return sum(rule.holds for rule in self.rules)


def page_of(attempt: LearningAttempt, smallest: int) -> AttemptPage:
    """What may be shown of an attempt; groups of fewer than ``smallest`` placements are not told."""
    return AttemptPage(
        attempt=attempt,
        outcomes=_told(attempt.outcomes, smallest),
        rules=_rules(attempt, smallest),
        weights=_weights(attempt.weights),
        bins=[_bin(one, smallest) for one in attempt.bins],
        left_out=_told(attempt.left_out, smallest),
    )


def _told(many: int, smallest: int) -> str:
    if is_small(many, smallest=smallest):
        return f"minder dan {smallest}"
    return f"ongeveer {number(in_tens(many))}" if many else "0"


def _rules(attempt: LearningAttempt, smallest: int) -> list[RuleLine]:
    parts = {"gebleven": attempt.lasted, "gestopt": attempt.stopped}
    (found,) = protected(attempt.outcomes, [parts], smallest=smallest)
    hidden = (parts.keys() if found is None else found) | {
        rule["code"]
        for rule in attempt.rules
        if rule["code"] in {"uitkomsten", "groepen"} and is_small(int(rule["number"] or 0), smallest=smallest)
    }
    return [
        RuleLine(
            rule["title"],
            MEANINGS.get(rule["code"], ""),
            rule["holds"],
            rule["needed"],
            "Het getal tonen we niet: de groep is te klein." if rule["code"] in hidden else _sentence(rule),
        )
        for rule in attempt.rules
    ]


def _sentence(rule: Mapping[str, Any]) -> str:
    found: str = rule["sentence"]
    return about(rule["code"], rule["number"], STEP) if rule["code"] in COUNTED and rule["number"] else found


def _weights(weights: Mapping[str, float] | None) -> list[WeightLine]:
    if not weights:
        return []
    total = sum(weights[name] for name in FACTS) or 1.0
    return [WeightLine(*FACTS[name], percent=round(100 * weights[name] / total)) for name in FACTS]


def _bin(one: Mapping[str, Any], smallest: int) -> BinLine:
    came = round(one["came"] * one["many"])
    many, expected = in_tens(one["many"]), round(100 * one["expected"])
    coarse = coarseness(many, smallest)
    if coarse is None or came < smallest or one["many"] - came < smallest:
        return BinLine(many, expected, None)
    told = told_share(Fraction(came, one["many"]), coarse)
    return BinLine(many, expected, told, edge_of(told, coarse))


def lead_of(page: AttemptPage | None, *, is_on: bool) -> str:
    """The first sentence of the page: where learning stands."""
    stays = "Tot die tijd gelden de vaste gewichten."
    if page is None:
        return f"Er is nog niet geprobeerd te leren. Dat gebeurt elke maand vanzelf. {stays}"
    if is_on:
        return "Leren staat aan. Het blijft aan zolang elke regel hieronder gehaald is."
    if page.attempt.outcomes < OUTCOMES:
        return f"Er zijn nu {page.outcomes} uitkomsten; leren mag vanaf {OUTCOMES}. {stays}"
    if not page.attempt.accepted:
        return f"Er zijn {page.outcomes} uitkomsten, maar nog niet elke regel is gehaald. {stays}"
    return "Elke regel is gehaald. De regio mag leren aanzetten; nu gelden de vaste gewichten."


def bins_in_words(bins: list[BinLine]) -> str:
    """What the picture shows, for who cannot see it."""
    shown = [one for one in bins if one.came is not None]
    parts = [f"verwacht {one.expected}, gebleven {one.words}" for one in shown]
    return f"Van elke 100 plaatsingen: {'; '.join(parts)}." if parts else "Nog te weinig om te tonen."


def error_lines(losses: Mapping[str, float] | None) -> list[tuple[str, str]]:
    """The mean error of three ways on unseen employers; lower is better."""
    if not losses:
        return []
    names = {
        "fixed": "Vaste gewichten",
        "learned": "Geleerde gewichten",
        "challenger": "Ingewikkelder manier, ter vergelijking",
    }
    return [(title, number(Decimal(str(round(losses[key], 4))), 3)) for key, title in names.items()]
