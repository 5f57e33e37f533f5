"""What the law sets for the cost of somebody at work, as values with a date and a source.

What the product ships with is read from the tables of facts, so a figure stands in one place. A newer figure is a newer
row: the region enters it with its source the day it is known.
"""

from collections.abc import Mapping
from datetime import date

from werkbedrijf.foundation.facts.tables import Table, rows
from werkbedrijf.foundation.parameter_names import OWN_CHOICE, START, Definition, Parameter

Shipped = tuple[tuple[date, str, str], ...]

_ADULT = "21+"
_UNSEEN = "nee"
_COACH = "factorwerk.org (zonder datum): norm van UWV. Na 2024 kan zij veranderd zijn; kijk haar na bij UWV."

# The source has no date; this is where our own facts of the law begin.
_COACH_FROM = date(2026, 1, 1)


def _row(row: Mapping[str, str], value: str) -> tuple[date, str, str]:
    """A row as a value; how sure it is goes along in the source, unless it is simply sure."""
    sure = row["geverifieerd"]
    source = row["bron"] if sure == "ja" else f"{row['bron']} (nagekeken: {sure})"
    return date.fromisoformat(row["geldig_vanaf"]), value, source


def _instrument(code: str, parameter: str) -> Shipped:
    found = (row for row in rows(Table.INSTRUMENTS) if (row["code"], row["parameter"]) == (code, parameter))
    return tuple(_row(row, row["waarde"]) for row in found)


def _minimum_wage(column: str) -> Shipped:
    """The wage from 21 years; what nobody could confirm is not shipped, and an empty cell is no figure."""
    found = (row for row in rows(Table.MINIMUM_WAGE) if row["leeftijd_of_groep"] == _ADULT)
    return tuple(_row(row, row[column]) for row in found if row[column] and row["geverifieerd"] != _UNSEEN)


_SCALE_FROM = date(2026, 1, 1)
_SCALE_SOURCE = "Besluit minimumjeugdloonregeling art. 2; nagekeken voor 2026 (vertiadvies.nl, oktober 2025)"


def _scale(row: Mapping[str, str], *, bbl: bool) -> Definition:
    """What part of the adult minimum wage somebody of an age has."""
    years = row["leeftijd"]
    where = " in de BBL" if bbl else ""
    return Definition(
        f"Minimumloon bij {years} jaar{where}",
        "procent van het minimumloon vanaf 21 jaar",
        f"Wie {years} jaar is{where}, heeft recht op dit deel van het minimumloon van een volwassene.",
        ((_SCALE_FROM, row["bbl_percentage" if bbl else "percentage_van_21plus"], _SCALE_SOURCE),),
    )


SCALE: dict[Parameter, Definition] = {
    Parameter(f"minimumloon_{row['leeftijd']}{'_bbl' if bbl else ''}"): _scale(row, bbl=bbl)
    for row in rows(Table.MINIMUM_WAGE_SCALE)
    for bbl in (False, True)
    if row["leeftijd"] != _ADULT and (row["bbl_percentage"] or not bbl)
}


COST: dict[Parameter, Definition] = {
    **SCALE,
    Parameter.WML_HOUR: Definition(
        "Minimumloon per uur",
        "euro per uur",
        "Het wettelijk minimumloon vanaf 21 jaar. Het wordt elk half jaar vastgesteld: vul elk half jaar een nieuwe waarde in.",
        _minimum_wage("bedrag_per_uur"),
    ),
    Parameter.WML_MONTH: Definition(
        "Minimumloon per maand bij 36 uur",
        "euro per maand",
        "Het referentiemaandloon zoals de Staatscourant het noemt, zonder vakantiebijslag. Reken het niet zelf uit het uurloon.",
        _minimum_wage("referentiemaandloon"),
    ),
    Parameter.HOLIDAY_PAY: Definition(
        "Vakantiebijslag",
        "procent van het loon",
        "Komt in de berekening van loonkostensubsidie bij het minimumloon en bij de loonwaarde.",
        _instrument("LKS", "vakantiebijslag"),
    ),
    Parameter.FULL_WEEK: Definition(
        "Volledige werkweek",
        "uur per week",
        "Voor meer uren per week is er geen loonkostensubsidie. In een cao kan een andere volledige werkweek staan.",
        ((START, "40", OWN_CHOICE),),
    ),
    Parameter.LKS_HOURS: Definition(
        "Loonkostensubsidie rekent met",
        "uur per week",
        "Het bedrag geldt bij zoveel uren per week. Bij minder of meer uren is het naar verhouding minder of meer.",
        _instrument("LKS", "norm_arbeidsduur"),
    ),
    Parameter.LKS_MOST: Definition(
        "Loonkostensubsidie ten hoogste",
        "procent van het minimumloon met vakantiebijslag",
        "Hoger is de loonkostensubsidie nooit, voordat de vergoeding voor werkgeverslasten erbij komt.",
        _instrument("LKS", "maximum"),
    ),
    Parameter.LKS_FORFAIT: Definition(
        "Loonkostensubsidie zonder meting in het begin",
        "procent van het minimumloon met vakantiebijslag",
        "Dit deel geldt in de eerste maanden als gemeente en werkgever afspreken de loonwaarde later te meten.",
        _instrument("LKS", "forfait_eerste_maanden"),
    ),
    Parameter.LKS_FORFAIT_MONTHS: Definition(
        "Zo lang loonkostensubsidie zonder meting",
        "maanden",
        "Daarna moet de loonwaarde gemeten zijn.",
        _instrument("LKS", "forfait_duur_max"),
    ),
    Parameter.LKS_CHARGES: Definition(
        "Vergoeding voor werkgeverslasten",
        "procent van de loonkostensubsidie",
        "Komt boven op de loonkostensubsidie. De minister stelt het percentage vast.",
        _instrument("LKS", "vergoeding_werkgeverslasten"),
    ),
    Parameter.LKS_LATE_MONTHS: Definition(
        "Loonkostensubsidie aanvragen na de start",
        "maanden",
        "Voor wie van school komt of bij de gemeente bekend is, kan de aanvraag nog zo lang na de eerste werkdag.",
        _instrument("LKS", "aanvraagtermijn_na_start_lid2"),
    ),
    Parameter.LKS_DECISION_WEEKS: Definition(
        "Besluit over loonkostensubsidie",
        "weken",
        "Zo lang heeft de gemeente voor het besluit nadat de loonwaarde bekend is.",
        _instrument("LKS", "beslistermijn_na_loonwaarde"),
    ),
    Parameter.LKV_BA_HOUR: Definition(
        "Loonkostenvoordeel banenafspraak",
        "euro per betaald uur",
        "De werkgever krijgt het van de Belastingdienst, na afloop van het jaar.",
        _instrument("LKV_BA", "bedrag"),
    ),
    Parameter.LKV_BA_MOST: Definition(
        "Loonkostenvoordeel banenafspraak ten hoogste",
        "euro per kalenderjaar",
        "Meer is het nooit, per werknemer.",
        _instrument("LKV_BA", "maximum"),
    ),
    Parameter.LKV_AG_HOUR: Definition(
        "Loonkostenvoordeel WIA, nieuw in dienst",
        "euro per betaald uur",
        "De wet noemt het loonkostenvoordeel arbeidsgehandicapte werknemer.",
        _instrument("LKV_AG", "bedrag"),
    ),
    Parameter.LKV_AG_MOST: Definition(
        "Loonkostenvoordeel WIA, nieuw in dienst, ten hoogste",
        "euro per kalenderjaar",
        "Meer is het nooit, per werknemer.",
        _instrument("LKV_AG", "maximum"),
    ),
    Parameter.LKV_AG_YEARS: Definition(
        "Zo lang loonkostenvoordeel WIA, nieuw in dienst",
        "jaar",
        "Gerekend vanaf de eerste werkdag.",
        _instrument("LKV_AG", "duur"),
    ),
    Parameter.LKV_AG_APPLY_MONTHS: Definition(
        "Verklaring voor het loonkostenvoordeel WIA aanvragen",
        "maanden na de start",
        "De werknemer vraagt de doelgroepverklaring binnen deze tijd aan bij UWV.",
        _instrument("LKV_AG", "aanvraag_doelgroepverklaring"),
    ),
    Parameter.LKV_HP_HOUR: Definition(
        "Loonkostenvoordeel WIA, terug bij de eigen werkgever",
        "euro per betaald uur",
        "De wet noemt het loonkostenvoordeel herplaatsen arbeidsgehandicapte werknemer.",
        _instrument("LKV_HP", "bedrag"),
    ),
    Parameter.LKV_HP_MOST: Definition(
        "Loonkostenvoordeel WIA, terug bij de eigen werkgever, ten hoogste",
        "euro per kalenderjaar",
        "Meer is het nooit, per werknemer.",
        _instrument("LKV_HP", "maximum"),
    ),
    Parameter.LKV_HP_YEARS: Definition(
        "Zo lang loonkostenvoordeel WIA, terug bij de eigen werkgever",
        "jaar",
        "Daarna stopt het.",
        _instrument("LKV_HP", "duur"),
    ),
    Parameter.TRIAL_CONTRACT_MONTHS: Definition(
        "Contract na een proefplaatsing",
        "maanden",
        "Een werkgever die een proefplaatsing wil, is van plan daarna een contract van ten minste deze duur te geven.",
        _instrument("PROEF", "intentie_contract"),
    ),
    Parameter.COACH_FIRST_YEAR: Definition(
        "Jobcoach via UWV, eerste jaar",
        "procent van de gewerkte uren",
        "Zoveel begeleiding is er ten hoogste in het eerste jaar.",
        ((_COACH_FROM, "15", _COACH),),
    ),
    Parameter.COACH_SECOND_YEAR: Definition(
        "Jobcoach via UWV, tweede jaar",
        "procent van de gewerkte uren",
        "Zoveel begeleiding is er ten hoogste in het tweede jaar.",
        ((_COACH_FROM, "7.5", _COACH),),
    ),
    Parameter.COACH_LATER_YEAR: Definition(
        "Jobcoach via UWV, derde jaar",
        "procent van de gewerkte uren",
        "Zoveel begeleiding is er ten hoogste in het derde jaar.",
        ((_COACH_FROM, "6", _COACH),),
    ),
}
