"""How long each kind of record is kept: the rules that the classification names."""

from collections.abc import Mapping
from dataclasses import dataclass

from werkbedrijf.foundation.parameters import Parameter
from werkbedrijf.foundation.texts import in_words


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it is about and what ends it, as it stands on a page."""

    title: str
    ends: str


RULES: Mapping[str, Rule] = {
    "kandidaat": Rule("Gegevens van een kandidaat", "Een tijd nadat de bemiddeling is geëindigd."),
    "log": Rule("Regels over wie wat deed en wie keek", "Een aantal jaar nadat de regel is geschreven."),
    "post": Rule("Tekst van berichten", "Een tijd nadat het bericht is gemaakt."),
    "import": Rule("Bestanden die zijn ingelezen", "Een tijd nadat het bestand is gekozen."),
    "export": Rule("Bestanden die zijn gemaakt om te downloaden", "Een tijd nadat het bestand is gemaakt."),
    "sessie": Rule("Waar iemand is ingelogd", "Een tijd nadat iemand voor het laatst iets deed."),
    "inlogpoging": Rule("Pogingen om in te loggen die niet lukten", "Een dag na de poging."),
    "sleutel": Rule("Kenmerken waarmee een handeling maar één keer gebeurt", "Een tijd na de handeling."),
    "verdeling": Rule("Wat er in een verdeling ging", "Een tijd na de verdeling."),
    "lijst": Rule(
        "Lijsten zoals collega’s ze zagen",
        "Een tijd nadat iemand de lijst voor het laatst zo zag, en zolang een bezwaar erover nog geen antwoord heeft.",
    ),
    "account": Rule("Gebruikers", "Zolang iemand hier werkt; daarna blijft de naam bij wat die persoon deed."),
    "werkgever": Rule("Werkgevers en hun plekken", "Zolang de werkgever in de regio meedoet."),
    "dienstregeling": Rule("Regels van de dienstregeling", "Een tijd nadat de taak is gedaan."),
    "wissen": Rule("Verzoeken van mensen, en dat iemand is gewist", "Blijft: zonder gegevens over de persoon."),
    "blijft": Rule("Instellingen, tellingen en aantallen", "Blijft: hier staat niets over één persoon."),
}

# Which value of the region sets a rule, where one does.
SET_BY: Mapping[str, Parameter] = {
    "kandidaat": Parameter.KEEP_CANDIDATE_MONTHS,
    "log": Parameter.KEEP_LOG_YEARS,
    "post": Parameter.KEEP_MESSAGE_DAYS,
    "import": Parameter.IMPORT_HOURS,
    "sleutel": Parameter.REPEAT_HOURS,
    "verdeling": Parameter.RUN_INPUT_DAYS,
    "lijst": Parameter.SHOWN_DAYS,
}
# The service decides these itself.
FIXED: Mapping[str, str] = {"sessie": "30 dagen", "dienstregeling": "30 dagen"}
_VAGUE = ("Een tijd", "Een aantal jaar")


def ends_after(name: str, how_long: str) -> str:
    """What ends a rule, with the period that holds; ``how_long`` is the value with its unit, empty where none sets it.

    >>> ends_after("sleutel", "48 uur"), ends_after("sessie", ""), ends_after("blijft", "")[:6]
    ('48 uur na de handeling.', '30 dagen nadat iemand voor het laatst iets deed.', 'Blijft')
    """
    ends, period = RULES[name].ends, " ".join((how_long or FIXED.get(name, "")).split()[:2])
    vague = next((words for words in _VAGUE if ends.startswith(words)), "")
    return f"{period}{ends.removeprefix(vague)}" if period and vague else ends


# What erasing leaves of the row of a person, in words; a test holds this and the row together. The coach stays because every
# row has one; it tells something of a colleague, and nothing of who was erased.
STAYS: Mapping[str, str] = {
    "reference": "het kenmerk",
    "uuid": "het nummer in het systeem",
    "organisation_id": "de organisatie",
    "coach_id": "wie de jobcoach was",
    "registered_on": "de dag van inschrijven",
    "status": "dat iemand is uitgeschreven",
}


def what_stays() -> str:
    """What is left after an erasure, as part of a sentence."""
    return in_words([*STAYS.values(), "de dag en de reden van het wissen"])
