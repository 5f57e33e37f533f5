"""The starting values of the forecast: what to reckon with as long as the own past says little."""

from werkbedrijf.foundation.parameter_names import START, Definition, Parameter

_SOURCE = "Beginwaarde van het werkbedrijf; wij vonden geen landelijk cijfer. Met elke eigen maand weegt zij minder."


def _chance(title: str, unit: str, value: str, meaning: str) -> Definition:
    return Definition(f"Prognose: {title}", unit, meaning, ((START, value, _SOURCE),))


OUTLOOK: dict[Parameter, Definition] = {
    Parameter.OUTLOOK_LEAVING: _chance(
        "stoppen in een maand",
        "procent per maand",
        "1.5",
        "Van elke 100 mensen met een garantiebaan stoppen er in een maand zoveel, los van het einde van een contract.",
    ),
    Parameter.OUTLOOK_EXTENDED: _chance(
        "contract verlengd", "procent", "60", "Van elke 100 contracten die aflopen gaan er zoveel door."
    ),
    Parameter.OUTLOOK_PLANNED: _chance(
        "gepland werk begint", "procent", "90", "Van elke 100 geplande plaatsingen beginnen er zoveel."
    ),
    Parameter.OUTLOOK_ACCEPTED: _chance(
        "aangenomen voordracht", "procent", "80", "Van elke 100 aangenomen voordrachten worden er zoveel een plaatsing."
    ),
    Parameter.OUTLOOK_INVITED: _chance(
        "voordracht met uitnodiging",
        "procent",
        "40",
        "Van elke 100 voordrachten met een uitnodiging worden er zoveel een plaatsing.",
    ),
    Parameter.OUTLOOK_SENT: _chance(
        "verstuurde voordracht", "procent", "15", "Van elke 100 verstuurde voordrachten worden er zoveel een plaatsing."
    ),
    Parameter.OUTLOOK_WEIGHT: _chance(
        "gewicht van de beginwaarden",
        "gevallen",
        "20",
        "Elke beginwaarde telt als zoveel eigen gevallen. Bij het stoppen in een maand telt zij als zoveel jaren werk.",
    ),
}
