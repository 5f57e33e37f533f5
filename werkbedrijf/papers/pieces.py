"""Pieces that several papers share. Pure."""

from datetime import date
from typing import Final

from werkbedrijf.foundation.texts import long_day
from werkbedrijf.papers.documents import Table
from werkbedrijf.papers.facts import Facts
from werkbedrijf.rights.columns import Category, Whose
from werkbedrijf.rights.rules import SET_BY, ends_after

STANDARD: Final = "1.0"
HIGH_RISK: Final = date(2027, 12, 2)
"""Source: Digital Omnibus, adopted by the European Parliament on 16 June 2026 and by the Council on 29 June 2026."""
NO_INPUT: Final = (
    "regeling en grond in het doelgroepregister",
    "naam, geslacht, geboortedatum en herkomst",
    "gemeente, organisatie en jobcoach",
    "diagnose, behandeling of strafblad: daarvoor bestaat geen veld",
    "een geleerde score per persoon: die bestaat niet",
)
INPUT: Final = (
    "wat iemand kan: 32 vaardigheden met een niveau van 0 tot 4, met wat er geregeld moet worden erbij",
    "uren, werktijden, papieren en wat op het werk geregeld moet worden",
    "vier cijfers van de postcode, alleen om de reistijd te schatten, en hoe lang iemand wil reizen",
    "eigen wensen voor soorten werk, en welk werk iemand niet wil",
    "hoe vaak iemand het laatste halfjaar is voorgesteld, alleen bij een gelijke stand",
)
CATEGORIES: Final = {
    Category.IDENTITY: "wie iemand is",
    Category.CONTACT: "hoe iemand te bereiken is",
    Category.CAPABILITY: "wat iemand kan en nodig heeft",
    Category.REGELING: "regeling en register, om te tellen",
    Category.PROCESS: "wat er gebeurde",
    Category.TECHNICAL: "techniek",
}


def made(facts: Facts) -> str:
    """Where and when a paper was made."""
    return f"{facts.region}. Gemaakt uit de dienst zoals die werkt op {long_day(facts.day)}."


def value(facts: Facts, name: str) -> str:
    """One value by its name, with its unit."""
    return next((one.value for one in facts.values if one.name == name), "")


def past_the_list(facts: Facts) -> str:
    """When a coach says why, in the same words on every paper: what ``Advice.asks_why`` holds them to."""
    return (
        "Wie iemand voorstelt die niet op de lijst van de verdeling staat, legt vast waarom. Is er geen lijst, "
        f"dan gebeurt dat als {value(facts, 'voorstellen_per_plek')} of meer voorgaan. "
        "Wie er wel op staat, mag altijd worden voorgesteld: een jobcoach kiest alleen uit de eigen kandidaten."
    )


def kept_until(facts: Facts, rule: str) -> str:
    """What ends a rule of keeping, with the period that holds now."""
    return ends_after(rule, value(facts, SET_BY[rule].value) if rule in SET_BY else "")


def values(facts: Facts) -> Table:
    """Every value that holds now."""
    rows = [[one.title, one.value, one.since, one.source] for one in facts.values]
    return Table("Alle waarden, met datum en bron", ["Waarde", "Nu", "Sinds", "Bron"], rows)


def switches(facts: Facts) -> Table:
    """Every switch as it stands."""
    return Table("Schakelaars", ["Wat", "Nu", "Uitleg"], [[one.title, one.words, one.told] for one in facts.switches])


def data(facts: Facts) -> Table:
    """What is kept of people, by table."""
    rows = []
    for table in facts.tables.values():
        kinds = {column.category for column in table.columns.values() if column.whose is not Whose.NONE}
        if not kinds:
            continue
        told = ", ".join(CATEGORIES[kind] for kind in Category if kind in kinds)
        rows.append([table.purpose, told, table.source, table.recipients, kept_until(facts, table.retention)])
    return Table("Gegevens over mensen", ["Waarvoor", "Welke soort", "Van wie", "Voor wie", "Tot wanneer"], rows)


def risks() -> Table:
    """What could go wrong, what was done, and what stays."""
    return Table(
        "Risico’s en wat ertegen is gedaan",
        ["Risico", "Wat we deden", "Wat blijft"],
        [
            [
                "Een werkgever herkent iemand",
                "Geen naam, plaats, leeftijd of regeling op een voordracht",
                "In een klein dorp kan werk iemand verraden",
            ],
            [
                "Een collega kijkt uit nieuwsgierigheid",
                "Alleen de eigen mensen met naam; elk kijken staat in het logboek",
                "Misbruik wordt achteraf gezien",
            ],
            [
                "De lijst wordt blind gevolgd",
                "Reden bij anders kiezen, tellen per maand, melding als bijna niemand afwijkt",
                "Druk op tijd blijft",
            ],
            [
                "Een groep krijgt minder kans",
                "Regeling is geen invoer; meten na elke verdeling; alarm voor mensen",
                "Kleine groepen zijn lastig te meten",
            ],
            [
                "Oude of verkeerde antwoorden",
                "Datum bij elk antwoord, dubbel beoordelen, correctie",
                "Antwoorden blijven een inschatting",
            ],
            [
                "Een kopie van de database lekt",
                "Versleutelde velden, versleutelde kopieën, sleutels apart",
                "Wie sleutels en kopie heeft, leest alles",
            ],
        ],
    )
