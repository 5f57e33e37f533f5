"""An attempt as a page shows it: small counts hidden, numbers in Dutch, weights in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from matching.core.learning_rules import OUTCOMES
from werkbedrijf.foundation.suppression import hidden_parts, is_small
from werkbedrijf.foundation.texts import count, number
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
    """Placements with about the same chance: expected and stayed of every 100. None where a group is too small to show."""

    many: int
    expected: int
    came: int | None


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
    return f"minder dan {smallest}" if is_small(many, smallest=smallest) else number(many)


def _rules(attempt: LearningAttempt, smallest: int) -> list[RuleLine]:
    parts = {"gebleven": attempt.lasted, "gestopt": attempt.stopped}
    hidden = hidden_parts(parts, smallest=smallest) | {
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
            "Het getal tonen we niet: de groep is te klein." if rule["code"] in hidden else rule["sentence"],
        )
        for rule in attempt.rules
    ]


def _weights(weights: Mapping[str, float] | None) -> list[WeightLine]:
    if not weights:
        return []
    total = sum(weights[name] for name in FACTS) or 1.0
    return [WeightLine(*FACTS[name], percent=round(100 * weights[name] / total)) for name in FACTS]


def _bin(one: Mapping[str, Any], smallest: int) -> BinLine:
    came = round(one["came"] * one["many"])
    small = is_small(came, smallest=smallest) or is_small(one["many"] - came, smallest=smallest)
    return BinLine(one["many"], round(100 * one["expected"]), None if small else round(100 * one["came"]))


def lead_of(page: AttemptPage | None, *, is_on: bool) -> str:
    """The first sentence of the page: where learning stands."""
    stays = "Tot die tijd gelden de vaste gewichten."
    if page is None:
        return f"Er is nog niet geprobeerd te leren. Dat gebeurt elke maand vanzelf. {stays}"
    if is_on:
        return "Leren staat aan. Het blijft aan zolang elke regel hieronder gehaald is."
    if page.attempt.outcomes < OUTCOMES:
        many = page.attempt.outcomes
        verb = "is" if many == 1 else "zijn"
        told = count(many, "uitkomst", "uitkomsten") if page.outcomes == number(many) else f"{page.outcomes} uitkomsten"
        return f"Er {verb} nu {told}; leren mag vanaf {OUTCOMES}. {stays}"
    if not page.attempt.accepted:
        return f"Er zijn {page.outcomes} uitkomsten, maar nog niet elke regel is gehaald. {stays}"
    return "Elke regel is gehaald. De regio mag leren aanzetten; nu gelden de vaste gewichten."


def bins_in_words(bins: list[BinLine]) -> str:
    """What the picture shows, for who cannot see it."""
    shown = [one for one in bins if one.came is not None]
    parts = [f"verwacht {one.expected}, gebleven {one.came}" for one in shown]
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
