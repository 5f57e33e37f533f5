"""The seven kinds of places, in one table that an expert can read against the law. Pure.

What a kind decides: whether its work can count for the banenafspraak, who pays, and how long it may last. Every rule about
kinds reads this table; figures in it are names of dated values, so that a change of law is a row and not a program.

Sources: Wfsv art. 38b and 38g and Regeling Wfsv art. 3.27-3.30 (only paid hours count; of posting at the inlener);
Participatiewet art. 10b (beschut werk never counts). A proefplaatsing is at most two months with benefit, up to six in
exceptional cases (AWVN; Rendement, 25 April 2023). No source sets a term for a werkervaringsplek: the region does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from werkbedrijf.foundation.parameter_names import Parameter


class Pay(StrEnum):
    """What somebody lives on while working there."""

    WAGE = "loon"
    BENEFIT = "uitkering"
    EITHER = "loon_of_uitkering"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return _PAY[self]


_PAY = {
    Pay.WAGE: "loon van een werkgever",
    Pay.BENEFIT: "geen loon: de uitkering loopt door",
    Pay.EITHER: "loon bij een leerbaan, anders loopt de uitkering door",
}


class VacancyKind(StrEnum):
    """What kind of place it is. What that decides stands in ``RULES``."""

    GARANTIEBAAN = "garantiebaan"
    LEERWERKPLEK = "leerwerkplek"
    PROEFPLAATSING = "proefplaatsing"
    WERKERVARINGSPLEK = "werkervaringsplek"
    BESCHUT = "beschutte_werkplek"
    DETACHERING = "detachering"
    VACANCY = "vacature"

    @property
    def words(self) -> str:
        """The kind as it stands on a page."""
        return "gewone vacature" if self is VacancyKind.VACANCY else self.value.replace("_", " ")

    @property
    def rules(self) -> "KindRules":
        """What this kind decides."""
        return RULES[self]


@dataclass(frozen=True, slots=True)
class KindRules:
    """What a kind of place decides.

    ``hint`` tells in a line what it is. ``why_not`` says why its hours never count; empty when they can, for somebody in the
    doelgroepregister. ``usual`` and ``longest`` name the months it may last at first and after extending; without them
    there is no legal term. ``by_law`` says that the law somebody comes under decides too (``candidates.trials``).
    """

    hint: str
    pay: Pay
    why_not: str = ""
    usual: Parameter | None = None
    longest: Parameter | None = None
    by_law: bool = False

    @property
    def can_count(self) -> bool:
        """Whether its hours can count for the banenafspraak."""
        return not self.why_not

    @property
    def has_term(self) -> bool:
        """Whether an end must be agreed before the work begins."""
        return self.usual is not None


K = VacancyKind
RULES: Mapping[VacancyKind, KindRules] = {
    K.GARANTIEBAAN: KindRules("Betaald werk voor iemand uit het doelgroepregister.", Pay.WAGE),
    K.LEERWERKPLEK: KindRules(
        "Iemand leert het werk op de werkplek, met een leermeester.",
        Pay.EITHER,
        why_not="Een leerwerkplek is leren op de werkplek, geen baan.",
    ),
    K.PROEFPLAATSING: KindRules(
        "Kort proberen of het werk past, met de bedoeling daarna een contract te geven.",
        Pay.BENEFIT,
        why_not="Bij een proefplaatsing loopt de uitkering door. Er zijn nog geen betaalde uren.",
        usual=Parameter.TRIAL_MONTHS,
        longest=Parameter.TRIAL_MONTHS_LONGEST,
        by_law=True,
    ),
    K.WERKERVARINGSPLEK: KindRules(
        "Weer wennen aan werk en ervaring opdoen, met begeleiding.",
        Pay.BENEFIT,
        why_not="Een werkervaringsplek is leren met behoud van uitkering, geen baan.",
        usual=Parameter.EXPERIENCE_MONTHS,
        longest=Parameter.EXPERIENCE_MONTHS_LONGEST,
    ),
    K.BESCHUT: KindRules(
        "Werk met veel begeleiding en aanpassing, met een besluit van de gemeente.",
        Pay.WAGE,
        why_not="Beschut werk telt niet mee voor de banenafspraak.",
    ),
    K.DETACHERING: KindRules(
        "Een ander bedrijf is de werkgever en leent de medewerker uit. Het telt waar het werk is.", Pay.WAGE
    ),
    K.VACANCY: KindRules("Een baan die voor iedereen openstaat.", Pay.WAGE),
}
