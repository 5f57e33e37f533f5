"""Which instruments may go with which ground for being in the register, on which day, by which article. Pure.

The grounds are the codes of the table of facts. A ground only ever comes in as an argument; nothing here knows a person.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.facts.tables import Table, rows

LAW_READ_FROM = date(2026, 1, 1)
"""Before this day other rules held; we did not read them, so we do not answer."""
PILOT_ENDS = date(2028, 4, 1)
"""Until this day loondispensatie is also tried for Wajong without lasting capacity and for IVA (Rendement, 25 april 2023)."""


class Instrument(StrEnum):
    """What can bridge the gap, by the name everybody in the region uses."""

    SUBSIDY = "loonkostensubsidie"
    DISPENSATION = "loondispensatie"
    LKV_BA = "lkv_banenafspraak"
    LKV_AG = "lkv_arbeidsgehandicapte"
    LKV_HP = "lkv_herplaatsen"
    NO_RISK = "no_riskpolis"
    TRIAL = "proefplaatsing"
    COACH = "jobcoach"
    WORKPLACE = "werkplekaanpassing"

    @property
    def words(self) -> str:
        """The instrument as it stands on a page."""
        return _WORDS[self]


_WORDS = {
    Instrument.SUBSIDY: "Loonkostensubsidie",
    Instrument.DISPENSATION: "Loondispensatie",
    Instrument.LKV_BA: "Loonkostenvoordeel banenafspraak",
    Instrument.LKV_AG: "Loonkostenvoordeel WIA, nieuw in dienst",
    Instrument.LKV_HP: "Loonkostenvoordeel WIA, terug bij de eigen werkgever",
    Instrument.NO_RISK: "No-riskpolis",
    Instrument.TRIAL: "Proefplaatsing",
    Instrument.COACH: "Jobcoach",
    Instrument.WORKPLACE: "Aanpassing van de werkplek",
}


class Standing(StrEnum):
    """Whether an instrument may go with a ground."""

    YES = "ja"
    IF = "onder_voorwaarde"
    NO = "nee"


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether an instrument may be used, by which article, and on which condition or why not (a Dutch sentence)."""

    standing: Standing
    article: str
    sentence: str = ""

    @property
    def possible(self) -> bool:
        """Whether it may be used at all."""
        return self.standing is not Standing.NO


class UnknownGround(DomainError):
    """No such code."""

    def __init__(self, code: str):
        super().__init__(f"‘{code[:40]}’ is geen grond van het register. Kies uit: {', '.join(CODES)}.")


class RulesNotKnown(DomainError):
    """Which rules held on that day was not read."""

    def __init__(self, day: date):
        super().__init__(
            f"Welke regels golden op {day.day}-{day.month}-{day.year} weten wij niet; wij kennen ze vanaf 1-1-2026. "
            "Kies een latere dag."
        )


CODES: tuple[str, ...] = tuple(row["code"] for row in rows(Table.REGISTER_GROUNDS))
"""Every ground, in the order of the table of facts."""

GROUND_WORDS: dict[str, str] = {
    "PW_COLLEGE": "Participatiewet, via de gemeente",
    "PRAKTIJKROUTE": "Praktijkroute, loonwaarde op de werkplek bepaald",
    "WSW": "Wsw-indicatie",
    "WAJONG": "Wajong",
    "VSO": "Voortgezet speciaal onderwijs",
    "PRO": "Praktijkonderwijs",
    "ENTREE": "Entreeopleiding, op eigen verzoek beoordeeld",
    "WSW_VERLOPEN": "Wsw-indicatie van eind 2014, daarna verlopen",
    "WAJONG_AFGEWEZEN": "Wajong afgewezen, minimumloon niet haalbaar",
    "PW_EIGEN_VERZOEK": "Participatiewet, op eigen verzoek beoordeeld",
    "OUD_B_C": "Was Wsw of Wajong op of na 1 januari 2013",
    "WIA_EXPERIMENT": "WIA, proef met loondispensatie",
    "JONGGEHANDICAPT_VOORZIENING": "Minimumloon alleen haalbaar met een voorziening",
    "WIW_ID": "Wiw- of ID-baan",
    "BLIJFT": "Staat nog in het register, grond is vervallen",
}
"""The grounds as people know them; the same words as where a person is registered, which this room cannot reach."""

Y, IF, NO = Standing.YES, Standing.IF, Standing.NO
_I = Instrument
_Rules = dict[Instrument, Rule]

_GEMEENTE_LKS = "Participatiewet art. 10c en 10d"
_NO_LKS = "Er is geen loonkostensubsidie: "
_SICK = "Bij ziekte betaalt UWV het loon of een groot deel ervan."
_NO_WIA = {
    _I.LKV_AG: Rule(NO, "Wtl art. 2.6", "Dit is voor wie een WIA-uitkering heeft."),
    _I.LKV_HP: Rule(NO, "Wtl art. 2.14", "Dit is voor wie met een WIA-uitkering terugkomt bij de eigen werkgever."),
}
_NO_DISPENSATION = {_I.DISPENSATION: Rule(NO, "Wajong art. 2:20 en 3:63", "Dit is voor wie onder de Wajong valt.")}
_ALL: _Rules = {
    **_NO_WIA,
    **_NO_DISPENSATION,
    _I.LKV_BA: Rule(Y, "Wtl art. 2.10-2.13", "Via de loonaangifte; uitbetaald na afloop van het jaar."),
    _I.NO_RISK: Rule(Y, "Ziektewet art. 29b lid 2 onder e", _SICK),
    _I.WORKPLACE: Rule(IF, "Participatiewet art. 10", "De gemeente beslist wat nodig is."),
}
_TRIAL_OF_GEMEENTE = "Participatiewet art. 8a lid 2 onder d en de verordening"
_TRIAL_OF_UWV = "De wet staat ten hoogste zes maanden toe; UWV begint meestal met twee."
_OF_GEMEENTE: _Rules = {
    **_ALL,
    _I.SUBSIDY: Rule(Y, _GEMEENTE_LKS, "De gemeente stelt de loonwaarde vast op de werkplek."),
    _I.TRIAL: Rule(
        Y, _TRIAL_OF_GEMEENTE, "Eerst twee maanden, te verlengen met vier; de verordening van de gemeente zegt wanneer."
    ),
    _I.COACH: Rule(Y, "Participatiewet art. 10da", "Begeleiding op de werkplek, als recht."),
}
_IF_GEMEENTE = "Eerst stelt de gemeente vast of iemand bij de doelgroep loonkostensubsidie hoort."
_MAYBE_GEMEENTE: _Rules = {
    **_ALL,
    _I.SUBSIDY: Rule(IF, _GEMEENTE_LKS, _IF_GEMEENTE),
    _I.TRIAL: Rule(IF, _TRIAL_OF_GEMEENTE, "Als de gemeente de uitkering betaalt."),
    _I.COACH: Rule(IF, "Participatiewet art. 10da", "Hoort bij loonkostensubsidie."),
}
_FROM_SCHOOL: _Rules = {
    **_MAYBE_GEMEENTE,
    _I.SUBSIDY: Rule(
        IF, "Participatiewet art. 10d lid 2", "Kort na school: vraag haar aan binnen zes maanden na de eerste werkdag."
    ),
}
_OF_UWV: _Rules = {
    **_ALL,
    _I.SUBSIDY: Rule(NO, _GEMEENTE_LKS, f"{_NO_LKS}daarvoor in de plaats kan er loondispensatie zijn."),
    _I.DISPENSATION: Rule(IF, "Wajong art. 2:20 en 3:63", "UWV geeft toestemming, na onderzoek op de werkplek."),
    _I.TRIAL: Rule(Y, "Wajong art. 2:24 en 3:69", _TRIAL_OF_UWV),
    _I.COACH: Rule(IF, "Wajong art. 2:22", "Contract van ten minste 6 maanden en 12 uur per week; UWV beslist."),
    _I.WORKPLACE: Rule(IF, "Wajong art. 2:22", "UWV beslist wat nodig is."),
}

TABLE: dict[str, _Rules] = {
    "PW_COLLEGE": _OF_GEMEENTE,
    "PRAKTIJKROUTE": _OF_GEMEENTE,
    "PW_EIGEN_VERZOEK": _OF_GEMEENTE,
    "VSO": _FROM_SCHOOL,
    "PRO": _FROM_SCHOOL,
    "ENTREE": _FROM_SCHOOL,
    "WSW_VERLOPEN": _MAYBE_GEMEENTE,
    "WAJONG_AFGEWEZEN": _MAYBE_GEMEENTE,
    "OUD_B_C": _MAYBE_GEMEENTE,
    "BLIJFT": _MAYBE_GEMEENTE,
    "WAJONG": _OF_UWV,
    "JONGGEHANDICAPT_VOORZIENING": {
        **_MAYBE_GEMEENTE,
        _I.SUBSIDY: Rule(NO, _GEMEENTE_LKS, f"{_NO_LKS}met een voorziening is het minimumloon haalbaar."),
        _I.COACH: Rule(IF, "WIA art. 35", "UWV beslist wat nodig is."),
        _I.WORKPLACE: Rule(Y, "WIA art. 35", "Met de voorziening is het minimumloon haalbaar."),
    },
    "WSW": {
        **_ALL,
        _I.SUBSIDY: Rule(NO, "Participatiewet art. 10d lid 3", f"{_NO_LKS}de Wsw heeft een eigen subsidie."),
        _I.LKV_BA: Rule(
            IF,
            "Wtl art. 2.10 lid 2 onder b",
            "Niet voor werk binnen het sw-bedrijf; wel bij detachering en begeleid werken.",
        ),
        _I.TRIAL: Rule(IF, "Wsw art. 7", "Vraag het na bij het sw-bedrijf."),
        _I.COACH: Rule(IF, "Wsw art. 7", "Bij begeleid werken regelt het sw-bedrijf de begeleiding."),
        _I.WORKPLACE: Rule(IF, "Wsw art. 7", "Vraag het na bij het sw-bedrijf."),
    },
    "WIA_EXPERIMENT": {
        **_OF_UWV,
        _I.DISPENSATION: Rule(IF, "Wet SUWI art. 82a", "UWV beslist; het is een proef."),
        _I.LKV_AG: Rule(
            IF, "Wtl art. 2.6-2.9", "Met een doelgroepverklaring, aangevraagd binnen drie maanden na de start."
        ),
        _I.LKV_HP: Rule(IF, "Wtl art. 2.14-2.17", "Bij terugkeer bij de eigen werkgever, met een doelgroepverklaring."),
        _I.NO_RISK: Rule(Y, "Ziektewet art. 29b", _SICK),
        _I.TRIAL: Rule(Y, "WIA art. 37", _TRIAL_OF_UWV),
        _I.COACH: Rule(IF, "WIA art. 35", "Contract van ten minste 6 maanden en 12 uur per week; UWV beslist."),
        _I.WORKPLACE: Rule(IF, "WIA art. 35", "UWV beslist wat nodig is."),
    },
    "WIW_ID": {
        **_ALL,
        _I.SUBSIDY: Rule(
            NO, "Participatiewet art. 10d lid 9", f"{_NO_LKS}voor deze baan is er al een andere subsidie."
        ),
        _I.LKV_BA: Rule(
            Y, "Wtl art. 2.10 lid 1; Wfsv art. 38f lid 5", "Zo’n baan staat gelijk aan een plek in het register."
        ),
        _I.NO_RISK: Rule(IF, "Ziektewet art. 29b", "Vraag het na bij UWV."),
        _I.TRIAL: Rule(NO, "Participatiewet art. 10", "Het dienstverband loopt al."),
        _I.COACH: Rule(IF, "Participatiewet art. 10", "De gemeente beslist wat nodig is."),
    },
}


def rules_of(code: str, on: date) -> _Rules:
    """What may go with a ground on a day, every instrument. Raises UnknownGround and RulesNotKnown."""
    if code not in TABLE:
        raise UnknownGround(code)
    if on < LAW_READ_FROM:
        raise RulesNotKnown(on)
    rules = {instrument: TABLE[code][instrument] for instrument in Instrument}
    if code == "WAJONG" and on < PILOT_ENDS:
        also = f"Tot {PILOT_ENDS.day}-{PILOT_ENDS.month}-{PILOT_ENDS.year} ook bij duurzaam geen arbeidsvermogen, als proef."
        first = rules[_I.DISPENSATION]
        rules[_I.DISPENSATION] = Rule(first.standing, first.article, f"{first.sentence} {also}")
    return rules


def of_uwv(code: str) -> bool:
    """Whether UWV, and not the gemeente, arranges things for this ground."""
    return TABLE[code][_I.TRIAL].article.startswith(("Wajong", "WIA"))
